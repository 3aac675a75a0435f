//! The creations of a paste: what belongs to one instance joined, and each as drafts with a report.

pub mod groups;
pub mod guess;
pub mod join;
mod known_names;
pub mod names;
pub mod outcome;
pub mod placeholder;
pub mod product;
pub mod reading;
mod request_notes;
pub mod told;
pub(super) mod unread;
pub mod value;
mod waha;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::import::creation::product::Product;
use crate::domain::import::report::ImportNote;
use crate::domain::import::source::ToldInstance;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::wire::Carrier;
use readers::literal::node::Node;
use readers::text::place::{PlaceIndex, TextPlace};

/// One body of a creation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Part {
    pub carrier: Carrier,
    pub body: Arc<Node>,
    /// The body is the form of another program
    pub is_form: bool,
}

/// One instance of a paste. The drafts are made when they are asked for: there can be thousands.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ImportedCreation {
    /// Its name; what stands in place of one where it is a variable, or empty
    pub name: String,
    pub has_name: bool,
    pub place: TextPlace,
    /// The server that it is to be created on, where the text tells it
    pub base_url: Option<String>,
    /// The dialect that the text is written for, as far as it shows
    pub dialect: Dialect,
    /// Whose request it is, where it is not one of this API
    pub product: Option<Product>,
    pub notes: Vec<ImportNote>,
    pub(super) parts: Vec<Part>,
    pub(super) told: Option<ToldInstance>,
    /// The paste with an index of its lines, which all creations share
    #[serde(skip)]
    pub(super) source: Arc<SourceText>,
}

/// A paste that places are looked up in.
#[derive(Debug, Default)]
pub(super) struct SourceText {
    text: String,
    index: PlaceIndex,
}

impl SourceText {
    pub(super) fn new(text: &str) -> Self {
        Self::with_index(text.to_owned(), PlaceIndex::new(text))
    }

    /// A text whose index was made already.
    pub(super) const fn with_index(text: String, index: PlaceIndex) -> Self {
        Self { text, index }
    }

    pub(super) const fn index(&self) -> &PlaceIndex {
        &self.index
    }

    pub(super) fn place(&self, at: usize) -> TextPlace {
        self.index.place(&self.text, at)
    }
}
