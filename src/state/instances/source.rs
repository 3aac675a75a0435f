//! How far the list of one server is.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::http::secret::Secret;
use crate::domain::reply::error::ApiError;
use crate::platform::clock::Stopwatch;

/// The list of a server: the last answer, and what became of the last call.
#[derive(Clone, Debug, Default)]
pub struct Source {
    pub is_loading: bool,
    /// Runs since the last list came
    pub read_at: Option<Stopwatch>,
    /// Runs since the last call ended, in whichever way
    pub ended_at: Option<Stopwatch>,
    pub bytes: usize,
    pub took_ms: u32,
    /// How many calls failed since the last list
    pub failures: u32,
    pub error: Option<Arc<ApiError>>,
    /// Entries of the list that name no instance
    pub unreadable: usize,
    /// The key is an instance's token, so that the list has its own rows alone
    pub is_own_only: bool,
    pub(super) read_with: ReadWith,
}

/// Where a list comes from, and as whom it was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ReadWith {
    pub(super) base_url: String,
    pub(super) key: Secret,
}

impl Source {
    /// Whether there is a list to show, and the last call did not bring a newer one.
    #[must_use]
    pub const fn is_stale(&self) -> bool {
        self.read_at.is_some() && self.error.is_some()
    }
}

/// Whether there is a list of a server, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListState {
    Unread,
    Loading,
    Read,
    /// The last call brought none, and there is no older one
    Failed,
}

/// The lists of all servers.
#[derive(Clone, Debug, Default)]
pub struct Sources(BTreeMap<u32, Source>);

impl Sources {
    #[must_use]
    pub fn of(&self, server: u32) -> Option<&Source> {
        self.0.get(&server)
    }

    #[must_use]
    pub fn state_of(&self, server: u32) -> ListState {
        match self.of(server) {
            Some(source) if source.read_at.is_some() => ListState::Read,
            Some(source) if source.is_loading => ListState::Loading,
            Some(source) if source.error.is_some() => ListState::Failed,
            _ => ListState::Unread,
        }
    }

    pub(super) fn entry(&mut self, server: u32) -> &mut Source {
        self.0.entry(server).or_default()
    }

    pub(super) fn remove(&mut self, server: u32) {
        self.0.remove(&server);
    }
}
