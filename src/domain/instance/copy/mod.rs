//! Everything that was read of an instance at one time: what a copy, a duplicate and a new start are
//! made of.

pub mod comparison;
pub mod duplicate;
pub mod export;
pub mod left_behind;

use serde_json::Value;

use crate::domain::instance::copy::left_behind::{LeftBehind, left_behind, without_counterpart};
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::instances::row::InstanceRow;
use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;

/// An instance as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InstanceCopy {
    pub row: InstanceRow,
    /// `None` where the group has not answered
    pub groups: Vec<(Section, Option<GroupReading>)>,
    /// The sections of which the server keeps rows, as far as there are any
    pub with_rows: Vec<Section>,
}

impl InstanceCopy {
    /// What cannot be carried over.
    #[must_use]
    pub fn left_behind(&self) -> Vec<LeftBehind> {
        let groups = self.groups.iter().map(|(section, reading)| (*section, reading.as_ref()));
        left_behind(&self.row, groups, self.with_rows.iter().copied())
    }

    /// What a duplicate on a server of another version, or of the same, would miss.
    #[must_use]
    pub fn left_by_duplicate(&self, from: Api, to: Api) -> Vec<LeftBehind> {
        let mut left = self.left_behind();
        left.retain(|one| !one.is_of_any_copy());
        left.extend(without_counterpart(&self.drafts(from), from, to));
        left
    }

    /// The form of a new instance that is set up as this one.
    #[must_use]
    pub fn drafts(&self, api: Api) -> Drafts {
        duplicate::drafts(&self.row, self.stored(), api)
    }

    /// The form of the same instance.
    #[must_use]
    pub fn drafts_to_recreate(&self, api: Api) -> Drafts {
        duplicate::recreate(&self.row, self.drafts(api))
    }

    /// All of it, to keep.
    #[must_use]
    pub fn json(&self, server: &Server) -> Value {
        export::json(server, &self.row, self.stored())
    }

    fn stored(&self) -> impl Iterator<Item = (Section, &StoredGroup)> {
        self.groups
            .iter()
            .filter_map(|(section, reading)| Some((*section, &**reading.as_ref()?.stored()?)))
    }
}
