//! The state of the connections themselves. The list of 2.x tells what its database holds, which is
//! late and never says *connecting*; so each row in view is asked for, a few at a time.

use std::collections::HashMap;

use crate::domain::instances::listed_row::RowKey;
use crate::domain::pairing::phase::ConnectionState;

/// How many calls may be on their way.
const MOST_AT_ONCE: usize = 2;
/// How long an answer is good for.
pub const FRESH_MS: u64 = 30_000;

/// What a row's connection said last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveState {
    /// Nothing when it could not be had
    pub state: Option<ConnectionState>,
    pub at: u64,
}

/// Which rows are in view, which are being asked for, and what they said.
#[derive(Clone, Debug, Default)]
pub struct LiveStates {
    in_view: Vec<RowKey>,
    asking: Vec<RowKey>,
    /// By server and name, so that a lookup needs no key of its own
    known: HashMap<u32, HashMap<String, LiveState>>,
}

impl LiveStates {
    pub fn enter(&mut self, key: RowKey) {
        self.in_view.push(key);
    }

    pub fn leave(&mut self, key: &RowKey) {
        if let Some(place) = self.in_view.iter().position(|one| one == key) {
            self.in_view.remove(place);
        }
    }

    /// The row to ask for now, which counts as asked from then on. What was never asked comes first.
    pub fn next(&mut self, now: u64) -> Option<RowKey> {
        if self.asking.len() >= MOST_AT_ONCE {
            return None;
        }
        let is_due = |key: &&RowKey| !self.asking.contains(key) && self.due(key) <= now;
        let key = self.in_view.iter().filter(is_due).min_by_key(|key| self.due(key))?.clone();
        self.asking.push(key.clone());
        Some(key)
    }

    fn due(&self, key: &RowKey) -> u64 {
        self.known(key.server, &key.name).map_or(0, |known| known.at + FRESH_MS)
    }

    fn known(&self, server: u32, name: &str) -> Option<&LiveState> {
        self.known.get(&server)?.get(name)
    }

    fn keep(&mut self, key: RowKey, state: Option<ConnectionState>, at: u64) {
        let names = self.known.entry(key.server).or_default();
        names.insert(key.name, LiveState { state, at });
    }

    /// An answer, or none that tells a state. It counts for a row that has left the view as well.
    pub fn answered(&mut self, key: &RowKey, state: Option<ConnectionState>, now: u64) {
        self.asking.retain(|one| one != key);
        self.keep(key.clone(), state, now);
    }

    /// A state that was read in another way, by an action for example.
    pub fn note(&mut self, key: RowKey, state: ConnectionState, now: u64) {
        self.keep(key, Some(state), now);
    }

    /// A new list of this server has come: rows out of view are shown as it tells, and those in view are
    /// asked again.
    pub fn renew(&mut self, server: u32) {
        let Some(names) = self.known.get_mut(&server) else { return };
        let in_view = &self.in_view;
        names.retain(|name, known| {
            known.at = known.at.saturating_sub(FRESH_MS);
            in_view.iter().any(|key| key.server == server && key.name == *name)
        });
    }

    /// The row is gone, or nobody wants its answer any more.
    pub fn forget(&mut self, key: &RowKey) {
        self.asking.retain(|one| one != key);
        if let Some(names) = self.known.get_mut(&key.server) {
            names.remove(&key.name);
        }
    }

    pub fn forget_server(&mut self, server: u32) {
        self.asking.retain(|key| key.server != server);
        self.known.remove(&server);
    }

    #[must_use]
    pub fn of(&self, server: u32, name: &str) -> Option<ConnectionState> {
        self.known(server, name)?.state
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.values().all(HashMap::is_empty)
    }

    pub fn clear(&mut self) {
        self.known.clear();
    }
}
