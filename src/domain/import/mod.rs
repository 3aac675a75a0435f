//! Import: any text that people keep a creation in becomes drafts of the form, with a report of what was
//! taken and what was not. Nothing is created and nothing is sent.
//!
//! Three steps: [`source`] finds the requests and answers in the text, [`creation`] joins those of one
//! instance and reads their values by the names of the field table, [`report`] is what it says of that.
//! Names and routes of the API that no request has are looked for in the text as it was pasted.
//! The texts themselves are read by the crate [`readers`], which knows nothing of instances. Every reader
//! keeps the place in the paste and goes through its input once.

pub mod creation;
pub mod report;
pub mod route;
pub mod source;
pub mod transfer;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::http::secret::Secret;
use crate::domain::import::creation::join::{Joined, join};
use crate::domain::import::creation::{ImportedCreation, SourceText, unread};
use crate::domain::import::report::{ImportNote, NoteKind};
use crate::domain::import::source::detect;
use crate::domain::import::source::kind::SourceKind;
use crate::domain::import::source::table::FieldLabels;
use crate::domain::schema::dialect::Dialect;
use readers::text::mapped::Mapped;
use readers::text::place::TextPlace;

/// The longest text that is read. What is longer is no paste but a backup.
pub const LONGEST: usize = 32_000_000;

/// The key of a request, for the form of a server. It is part of no draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedKey {
    pub key: Secret,
    pub base_url: Option<String>,
    pub dialect: Option<Dialect>,
    pub place: TextPlace,
}

/// What was read of a paste.
#[derive(Clone, Debug)]
pub struct Import {
    pub kind: SourceKind,
    /// One an instance, in the order of the text
    pub creations: Vec<ImportedCreation>,
    pub keys: Vec<OfferedKey>,
    /// About requests that belong to no creation, and about what is part of no request
    pub notes: Vec<ImportNote>,
    /// How many requests are about something else than creating or setting up an instance
    pub skipped: usize,
    /// Instances beyond those that are kept
    pub left_out: usize,
    source: Arc<SourceText>,
}

/// Why a text was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportFault {
    Empty,
    TooLong,
}

/// Reads a paste. A text with nothing in it that the panel knows gives no creation.
///
/// # Errors
/// When there is no text, or far more than anybody pastes.
pub fn read(text: &str) -> Result<Import, ImportFault> {
    read_with(text, &[])
}

/// As [`read`]; the columns of a table may be called by these labels as well.
///
/// # Errors
/// As [`read`].
pub fn read_with(text: &str, labels: &FieldLabels) -> Result<Import, ImportFault> {
    if text.trim().is_empty() {
        return Err(ImportFault::Empty);
    }
    if text.len() > LONGEST {
        return Err(ImportFault::TooLong);
    }
    let source = Arc::new(SourceText::new(text));
    let found = detect::read(&Mapped::plain(text, 0), labels);
    let kind = found.kind;
    let unread = unread::find(text, &found);
    let Joined { creations, keys, mut notes, skipped, left_out } = join(found, source.clone());
    notes.extend(unread.into_iter().map(|unread| ImportNote {
        place: source.place(unread.at),
        kind: NoteKind::Unread(unread.text),
    }));
    Ok(Import { kind, creations, keys, notes, skipped, left_out, source })
}
