//! The calls of one creation that are on their way. An answer counts only while its call is listed
//! here: what was given up, or followed by something newer, can write nothing.

use crate::domain::creation::progress::Progress;
use crate::domain::http::answer::CallAnswer;
use crate::domain::http::request::{HttpCall, Method, path};
use crate::domain::http::url::encode_segment;
use crate::domain::reply::decode;
use crate::domain::reply::decode::Created;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;

impl CallAnswer {
    #[must_use]
    pub const fn progress(&self) -> Progress {
        Progress::Done { status: self.status, elapsed_ms: self.elapsed_ms }
    }
}

/// Tells a call from every other one of its machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallId {
    pub attempt: u32,
    pub serial: u32,
}

/// What a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallPurpose {
    Create,
    /// A step after the creation that only writes, by its place in the plan
    Step(usize),
    ReadBack(Section),
    TokenHolders,
    Reapply(Section),
    LookupState,
    LookupRow,
    ConfirmState,
    ConfirmRow,
    DeletionState,
    Logout,
    Delete,
}

impl CallPurpose {
    /// Whether it belongs to a lookup or a deletion: the newest one replaces the older.
    #[must_use]
    pub const fn is_about_name(self) -> bool {
        matches!(
            self,
            Self::LookupState | Self::LookupRow | Self::DeletionState | Self::Logout | Self::Delete
        )
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PendingCalls {
    serial: u32,
    pending: Vec<(CallId, CallPurpose)>,
}

impl PendingCalls {
    pub fn add(&mut self, attempt: u32, purpose: CallPurpose) -> CallId {
        self.serial += 1;
        let id = CallId { attempt, serial: self.serial };
        self.pending.push((id, purpose));
        id
    }

    /// What the answered call was for; `None` where nobody waits for it any more.
    pub fn take(&mut self, id: CallId) -> Option<CallPurpose> {
        let at = self.pending.iter().position(|(known, _)| *known == id)?;
        Some(self.pending.remove(at).1)
    }

    pub fn drop_where(&mut self, is_dropped: impl Fn(CallPurpose) -> bool) {
        self.pending.retain(|(_, purpose)| !is_dropped(*purpose));
    }

    #[must_use]
    pub fn id_of(&self, purpose: CallPurpose) -> Option<CallId> {
        self.pending.iter().find(|(_, known)| *known == purpose).map(|(id, _)| *id)
    }
}

#[must_use]
pub fn state_call(server: &Server, name: &str) -> HttpCall {
    let path = path("/instance/connectionState", name);
    HttpCall::new(Method::Get, &server.base_url, &path, &server.key)
}

/// # Errors
/// When no state could be had.
pub fn read_state(
    server: &Server,
    answer: Result<CallAnswer, ApiError>,
) -> Result<String, ApiError> {
    answer.and_then(|answer| decode::state(answer.status, &answer.text, server.dialect))
}

#[must_use]
pub fn row_call(server: &Server, name: &str) -> HttpCall {
    let path = format!("/instance/fetchInstances?instanceName={}", encode_segment(name));
    HttpCall::new(Method::Get, &server.base_url, &path, &server.key)
}

/// # Errors
/// When the list could not be had.
pub fn read_row(
    server: &Server,
    name: &str,
    answer: Result<CallAnswer, ApiError>,
) -> Result<Option<Created>, ApiError> {
    answer.and_then(|answer| decode::listed(answer.status, &answer.text, server.dialect, name))
}

/// `DELETE` on one of the routes of an instance.
#[must_use]
pub fn delete_call(server: &Server, route: &str, name: &str) -> HttpCall {
    HttpCall::new(Method::Delete, &server.base_url, &path(route, name), &server.key)
}

/// # Errors
/// When the server did not answer with success.
pub fn read_success(server: &Server, answer: Result<CallAnswer, ApiError>) -> Result<(), ApiError> {
    answer.and_then(|answer| decode::json(answer.status, &answer.text, server.dialect).map(|_| ()))
}
