//! The rows of a section of which the server keeps a list, as they were read last.

use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::reply::decode::FindReply;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::api::Api;
use crate::domain::schema::section::Section;

/// The rows, and how their reading went.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowList {
    /// Each has an id of its own
    pub rows: Vec<Arc<StoredGroup>>,
    /// How many rows have no id, or the id of another one: nothing can be done to them by their id
    pub without_id: usize,
    /// Why there are no rows to be seen, or nothing where they were read; `None` before the first answer
    pub reading: Option<GroupReading>,
    /// Why the last reading again failed, although the rows of an earlier one are shown
    pub read_error: Option<Arc<ApiError>>,
}

impl RowList {
    /// Takes in a reading. What was read before is kept where the reading failed.
    pub fn take(&mut self, section: Section, api: Api, found: Result<FindReply, ApiError>) {
        self.read_error = None;
        let (rows, found) = match found {
            Ok(found) => {
                let was_empty_body = found == FindReply::EmptyBody;
                let rows = StoredGroup::read_rows(section, api, found);
                // Where there are rows, only how they were read is of interest.
                let how = if was_empty_body { FindReply::EmptyBody } else { FindReply::Nothing };
                (rows, Ok(how))
            }
            Err(error) => (Vec::new(), Err(error)),
        };
        match (GroupReading::of(section, api, found, None), &self.reading) {
            (GroupReading::Unreadable(error), Some(GroupReading::Stored(_))) => {
                self.read_error = Some(error);
            }
            (reading, _) => {
                self.reading = Some(reading);
                self.set_rows(rows);
            }
        }
    }

    fn set_rows(&mut self, rows: Vec<StoredGroup>) {
        let count = rows.len();
        let mut ids = HashSet::new();
        let is_own = |row: &StoredGroup| row.row_id.clone().is_some_and(|id| ids.insert(id));
        self.rows = rows.into_iter().filter(is_own).map(Arc::new).collect();
        self.without_id = count - self.rows.len();
    }

    /// The server has none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.without_id == 0
    }

    /// The row of this id as the last reading told it; `None` where the last reading failed.
    #[must_use]
    pub fn just_read(&self, id: &str) -> Option<&Arc<StoredGroup>> {
        let rows = self.read_error.is_none().then_some(&self.rows)?;
        rows.iter().find(|row| row.row_id.as_deref() == Some(id))
    }
}
