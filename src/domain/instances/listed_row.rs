//! A row of the list with its server, and what tells it from all others.

use std::sync::Arc;

use crate::domain::instances::row::InstanceRow;
use crate::domain::schema::search::folded;

/// A row with the server that it came from.
#[derive(Clone, Debug)]
pub struct ListedRow {
    pub server: u32,
    pub row: Arc<InstanceRow>,
    /// What is searched of it
    pub(super) text: Arc<str>,
}

/// Two are equal when they are the same row of the same answer.
impl PartialEq for ListedRow {
    fn eq(&self, other: &Self) -> bool {
        self.server == other.server && Arc::ptr_eq(&self.row, &other.row)
    }
}

impl Eq for ListedRow {}

/// Tells a row from all others, over every server and every answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RowKey {
    pub server: u32,
    pub name: String,
}

impl std::fmt::Display for RowKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.server, self.name)
    }
}

impl ListedRow {
    #[must_use]
    pub fn new(server: u32, row: Arc<InstanceRow>) -> Self {
        let parts = [
            Some(row.name.as_str()),
            row.profile_name.as_deref(),
            row.number.as_deref(),
            Some(row.id.as_str()),
        ];
        let text = folded(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
        Self { server, row, text: text.into() }
    }

    #[must_use]
    pub fn key(&self) -> RowKey {
        RowKey { server: self.server, name: self.row.name.clone() }
    }

    #[must_use]
    pub fn is_nameless(&self) -> bool {
        self.row.name.is_empty()
    }

    /// Whether both tell of one instance, as two answers do.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.server == other.server && self.row.name == other.row.name
    }
}
