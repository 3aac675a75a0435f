//! The answer to `GET /instance/fetchInstances`.

use crate::domain::http::request::{HttpCall, Method};
use crate::domain::http::secret::Secret;
use crate::domain::instances::row::InstanceRow;
use crate::domain::instances::row_reader::RowReader;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::reply::{decode, error_parser};
use crate::domain::schema::dialect::Dialect;

/// A list as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InstanceList {
    pub rows: Vec<InstanceRow>,
    /// Entries that name no instance
    pub unreadable: usize,
}

/// How long the list may take: the server makes all of it in one answer.
pub const TIME_LIMIT_MS: u32 = 60_000;

/// The call that lists all instances that a key may see.
#[must_use]
pub fn call(base_url: &str, key: &Secret) -> HttpCall {
    HttpCall::new(Method::Get, base_url, "/instance/fetchInstances", key)
}

/// Reads the list. A server without instances answers with an empty list, and for an instance's token
/// that belongs to none with *not found*.
///
/// # Errors
/// Any other status, HTML, an empty body, JSON that was cut off, and JSON that lists nothing.
pub fn read(status: u16, text: &str, dialect: Dialect) -> Result<InstanceList, ApiError> {
    if !(200..300).contains(&status) {
        let error = error_parser::read(status, text, dialect);
        return match error.case {
            Case::InstanceNotFound => Ok(InstanceList::default()),
            _ => Err(error),
        };
    }
    let is_list = text.trim_start().starts_with('[');
    match RowReader::of(dialect).read(text) {
        // An object that names no instance is something else than a row.
        Ok(read) if is_list || !read.rows.is_empty() => {
            Ok(InstanceList { rows: read.rows, unreadable: read.unreadable })
        }
        Ok(_) => {
            decode::json(status, text, dialect)?;
            let error = error_parser::read(status, text, dialect);
            Err(ApiError { case: Case::Unrecognised, ..error })
        }
        Err(_) => Err(error_parser::read(status, text, dialect)),
    }
}
