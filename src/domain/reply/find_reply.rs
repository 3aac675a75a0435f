//! The answers of the `find` routes, and of the calls that store a section.

use serde_json::Value;

use crate::domain::reply::decode::{json, text_of};
use crate::domain::reply::error::ApiError;
use crate::domain::schema::dialect::Dialect;

/// What the server answers to `GET /{section}/find/{name}`.
#[derive(Clone, Debug, PartialEq)]
pub enum FindReply {
    /// An empty body: 2.x answers so for what it has switched off
    EmptyBody,
    /// Nothing is stored: `null`, `{}` or `[]`
    Nothing,
    /// The stored section
    One(Value),
    /// The stored rows of a section of which the server keeps a list
    Rows(Vec<Value>),
}

impl FindReply {
    /// The stored section. Of several rows it is the one with this id; where no id is known, the
    /// last. Another row than the one with the id is somebody else's.
    #[must_use]
    pub fn into_stored(self, row_id: Option<&str>) -> Option<Value> {
        match self {
            Self::EmptyBody | Self::Nothing => None,
            Self::One(value) => Some(value),
            Self::Rows(mut rows) => match row_id {
                None => rows.pop(),
                Some(id) => rows.into_iter().find(|row| self::row_id(row).as_deref() == Some(id)),
            },
        }
    }
}

/// The id of a stored row.
#[must_use]
pub fn row_id(row: &Value) -> Option<String> {
    text_of(row, &["id"])
}

/// The id of the row that a call created or changed, where its answer tells it.
#[must_use]
pub fn answered_row_id(text: &str) -> Option<String> {
    row_id(&serde_json::from_str(text).ok()?)
}

/// Reads the answer to `GET /{section}/find/{name}`.
///
/// # Errors
/// As [`json`], but an empty body is an answer here.
pub fn find_reply(status: u16, text: &str, dialect: Dialect) -> Result<FindReply, ApiError> {
    if (200..300).contains(&status) && text.trim().is_empty() {
        return Ok(FindReply::EmptyBody);
    }
    Ok(match json(status, text, dialect)? {
        Value::Null => FindReply::Nothing,
        Value::Object(object) if object.is_empty() => FindReply::Nothing,
        Value::Array(rows) if rows.is_empty() => FindReply::Nothing,
        Value::Array(rows) => FindReply::Rows(rows),
        value => FindReply::One(value),
    })
}

/// Whether a call that stores something was answered with success. Some of these calls answer with
/// an empty body, or with `null`.
///
/// # Errors
/// As [`json`], but an empty body is a success here.
pub fn accepted(status: u16, text: &str, dialect: Dialect) -> Result<(), ApiError> {
    find_reply(status, text, dialect).map(|_| ())
}
