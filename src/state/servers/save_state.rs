//! How far saving the form of a server is, and where the form says why it stopped.

use leptos::prelude::*;

use crate::domain::diagnostics::save::SaveStop;
use crate::domain::servers::form::ServerField;
use crate::state::servers::draft::ServerDraft;

/// How far saving is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
    #[default]
    Idle,
    /// The server is asked whether it takes the key
    Checking,
    /// Not saved: this has to be looked at first
    Stopped(SaveStop),
}

impl ServerDraft {
    /// The fields of the form from now on: all of them, or the key alone.
    pub fn take_key_alone(self, is_key_alone: bool) {
        self.key_alone.set_value(is_key_alone);
    }

    pub(crate) fn is_key_alone(self) -> bool {
        self.key_alone.get_value()
    }

    /// Where something about this field is said: at the key, where the form has no other.
    #[must_use]
    pub fn place_of(self, field: ServerField) -> ServerField {
        if self.is_key_alone() { ServerField::Key } else { field }
    }

    /// Why saving stopped, where that is said at this field.
    #[must_use]
    pub fn stop_at(self, field: ServerField) -> Option<SaveStop> {
        self.save.with(|save| match save {
            SaveState::Stopped(stop) if self.place_of(stop.field) == field => Some(stop.clone()),
            _ => None,
        })
    }

    #[must_use]
    pub fn is_stopped(self) -> bool {
        self.save.with(|save| matches!(save, SaveState::Stopped(_)))
    }

    #[must_use]
    pub fn is_checking(self) -> bool {
        self.save.with(|save| *save == SaveState::Checking)
    }

    /// The check before saving is over, whatever came of it.
    pub(crate) fn end_check(self) {
        if untrack(|| self.is_checking()) {
            self.save.set(SaveState::Idle);
        }
    }

    /// What stopped saving was about other values.
    pub(crate) fn drop_stop(self) {
        if untrack(|| self.is_stopped()) {
            self.save.set(SaveState::Idle);
        }
    }
}
