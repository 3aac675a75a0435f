//! Deletes a half-made instance. Each step is verified by reading the state, since the answers of the
//! routes prove nothing: an instance that counts as connected, as the Business engine's does at once,
//! is logged out first.

use crate::domain::reply::error::{ApiError, Case};

/// What comes next in a deletion.
#[derive(Clone, Debug, PartialEq)]
pub enum DeletionStep {
    AskState,
    LogOut,
    Delete,
    /// The name is looked up until it is free
    Verify,
    Failed(ApiError),
}

/// One deletion. It begins with the question for the state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deletion {
    is_logged_out: bool,
    logout_error: Option<ApiError>,
    /// What the deletion itself was answered with, where it was refused
    pub error: Option<ApiError>,
}

impl Deletion {
    pub fn on_state(&mut self, state: Result<String, ApiError>) -> DeletionStep {
        let is_open = state.is_ok_and(|state| state == "open");
        match (is_open, self.is_logged_out) {
            (false, _) => DeletionStep::Delete,
            (true, false) => DeletionStep::LogOut,
            (true, true) => DeletionStep::Failed(
                self.logout_error
                    .take()
                    .unwrap_or_else(|| ApiError::without_reply(Case::StillConnected)),
            ),
        }
    }

    pub fn on_logout(&mut self, answer: Result<(), ApiError>) -> DeletionStep {
        self.is_logged_out = true;
        self.logout_error = answer.err();
        DeletionStep::AskState
    }

    pub fn on_delete(&mut self, answer: Result<(), ApiError>) -> DeletionStep {
        self.error = answer.err();
        DeletionStep::Verify
    }
}
