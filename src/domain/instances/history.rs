//! The last states of a row, while the page is open, and which connections were lost meanwhile.

use std::collections::{HashMap, VecDeque};

use crate::domain::instances::listed_row::{ListedRow, RowKey};
use crate::domain::pairing::phase::ConnectionState;

/// How many states are kept of a row.
pub const MOST: usize = 30;

/// The states that were seen, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StateHistory(VecDeque<ConnectionState>);

impl StateHistory {
    pub fn push(&mut self, state: ConnectionState) {
        if self.0.len() == MOST {
            self.0.pop_front();
        }
        self.0.push_back(state);
    }

    /// Notes a state; whether an open connection was lost with it.
    fn note(&mut self, state: ConnectionState) -> bool {
        let was_open = self.settled() == Some(ConnectionState::Open);
        self.push(state);
        was_open && state == ConnectionState::Close
    }

    /// The last state that was no attempt to get another.
    fn settled(&self) -> Option<ConnectionState> {
        self.0.iter().rev().find(|state| **state != ConnectionState::Connecting).copied()
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// States that follow each other unchanged, with how often each was seen.
    #[must_use]
    pub fn runs(&self) -> Vec<(ConnectionState, usize)> {
        let mut runs: Vec<(ConnectionState, usize)> = Vec::new();
        for state in &self.0 {
            match runs.last_mut() {
                Some((last, count)) if last == state => *count += 1,
                _ => runs.push((*state, 1)),
            }
        }
        runs
    }
}

/// The histories of all rows.
#[derive(Clone, Debug, Default)]
pub struct Histories(HashMap<RowKey, StateHistory>);

impl Histories {
    /// Notes a state of a row; whether an open connection was lost with it.
    pub fn note(&mut self, key: RowKey, state: ConnectionState) -> bool {
        self.0.entry(key).or_default().note(state)
    }

    /// Notes a whole list. Rows of the server that are gone are forgotten. Returns the names of those
    /// whose connection was lost.
    pub fn note_list(&mut self, server: u32, rows: &[ListedRow]) -> Vec<String> {
        let mut before = std::mem::take(&mut self.0);
        self.0.reserve(rows.len());
        let mut lost = Vec::new();
        for row in rows {
            let of_before = |key: &RowKey| before.remove(key).unwrap_or_default();
            let history = self.0.entry(row.key()).or_insert_with_key(of_before);
            if history.note(row.row.state) {
                lost.push(row.row.name.clone());
            }
        }
        self.0.extend(before.into_iter().filter(|(key, _)| key.server != server));
        lost
    }

    pub fn forget_server(&mut self, server: u32) {
        self.0.retain(|key, _| key.server != server);
    }

    #[must_use]
    pub fn of(&self, key: &RowKey) -> Option<&StateHistory> {
        self.0.get(key)
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }
}
