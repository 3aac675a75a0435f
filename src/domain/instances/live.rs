//! The state of the connections themselves. The list of 2.x tells what its database holds, which is
//! late and never says *connecting*; so each row in view is asked for, a few at a time.

use std::collections::HashMap;

use crate::domain::instances::filter::RowKey;
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
    known: HashMap<RowKey, LiveState>,
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
        self.known.get(key).map_or(0, |known| known.at + FRESH_MS)
    }

    /// An answer, or none that tells a state. It counts for a row that has left the view as well.
    pub fn answered(&mut self, key: &RowKey, state: Option<ConnectionState>, now: u64) {
        self.asking.retain(|one| one != key);
        self.known.insert(key.clone(), LiveState { state, at: now });
    }

    /// A state that was read in another way, by an action for example.
    pub fn note(&mut self, key: RowKey, state: ConnectionState, now: u64) {
        self.known.insert(key, LiveState { state: Some(state), at: now });
    }

    /// A new list has come: rows out of view are shown as it tells, and those in view are asked again.
    pub fn renew(&mut self) {
        let Self { in_view, known, .. } = self;
        known.retain(|key, _| in_view.contains(key));
        known.values_mut().for_each(|known| known.at = known.at.saturating_sub(FRESH_MS));
    }

    #[must_use]
    pub fn of(&self, key: &RowKey) -> Option<ConnectionState> {
        self.known.get(key)?.state
    }

    pub fn clear(&mut self) {
        self.known.clear();
    }
}
