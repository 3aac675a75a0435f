//! How far each step of a creation is.

use std::sync::Arc;

use crate::domain::reply::error::ApiError;

#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    Waiting,
    Running,
    Done {
        status: u16,
        elapsed_ms: u32,
    },
    /// Its answer was lost, and its work was found on the server
    Found,
    Failed(Arc<ApiError>),
}

/// The one look at the instance some seconds after the server said that it created it. A server can
/// answer 201 and lose the instance when another creation of the same name fails next to it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Confirmation {
    #[default]
    NotDue,
    Waiting,
    /// The instance is still there
    Confirmed,
    /// The server has no such instance any more
    Gone,
    /// The server did not answer the look
    Unknown,
}
