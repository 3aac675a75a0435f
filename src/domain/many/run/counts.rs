//! How many rows of a run are in which state, and what those that did not end well have in common.

use crate::domain::many::outcome::{RowCause, RowOutcome};
use crate::domain::many::run::ManyRun;
use crate::domain::many::run::row::RowState;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunCounts {
    pub all: usize,
    pub as_asked: usize,
    /// They are there, and were not read back
    pub not_compared: usize,
    pub not_as_asked: usize,
    pub not_created: usize,
    pub unknown: usize,
    /// Instances that were there and have now what their rows say
    pub changed: usize,
    /// Instances that were there and have not
    pub not_changed: usize,
    pub at_work: usize,
    pub waiting: usize,
    pub skipped: usize,
    /// Of those that wait: rows that need a secret again
    pub lacking: usize,
    /// What a retry would try
    pub undone: usize,
}

impl RunCounts {
    #[must_use]
    pub const fn ended(&self) -> usize {
        let created = self.as_asked + self.not_compared + self.not_as_asked;
        created + self.not_created + self.unknown + self.changed + self.not_changed
    }

    #[must_use]
    pub const fn left(&self) -> usize {
        self.at_work + self.waiting
    }
}

/// A cause and its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct CauseGroup {
    pub cause: RowCause,
    pub count: usize,
    /// The first row, for what its error tells
    pub example: RowOutcome,
}

impl ManyRun {
    #[must_use]
    pub fn counts(&self) -> RunCounts {
        let mut counts = RunCounts { all: self.rows().len(), ..RunCounts::default() };
        for row in self.rows() {
            counts.undone += usize::from(row.state.again().is_some());
            counts.lacking += usize::from(row.state == RowState::Waiting && row.lacks_secrets());
            *match &row.state {
                RowState::Waiting => &mut counts.waiting,
                RowState::Starting | RowState::Sent { .. } => &mut counts.at_work,
                RowState::Skipped => &mut counts.skipped,
                RowState::Ended(RowOutcome::AsAsked) => &mut counts.as_asked,
                RowState::Ended(RowOutcome::NotCompared) => &mut counts.not_compared,
                RowState::Ended(RowOutcome::NotAsAsked(_)) => &mut counts.not_as_asked,
                RowState::Ended(RowOutcome::NotCreated(_)) => &mut counts.not_created,
                RowState::Ended(RowOutcome::Unknown(..)) => &mut counts.unknown,
                RowState::Ended(RowOutcome::Changed(change)) if change.is_as_asked() => {
                    &mut counts.changed
                }
                RowState::Ended(RowOutcome::Changed(_)) => &mut counts.not_changed,
            } += 1;
        }
        counts
    }

    /// The causes of what did not end well, the most frequent first.
    #[must_use]
    pub fn causes(&self) -> Vec<CauseGroup> {
        let mut groups: Vec<CauseGroup> = Vec::new();
        for row in self.rows() {
            let RowState::Ended(outcome) = &row.state else { continue };
            let Some(cause) = outcome.cause() else { continue };
            match groups
                .iter_mut()
                .find(|group| group.cause == cause && group.example.id() == outcome.id())
            {
                Some(group) => group.count += 1,
                None => groups.push(CauseGroup { cause, count: 1, example: outcome.clone() }),
            }
        }
        groups.sort_by_key(|group| std::cmp::Reverse(group.count));
        groups
    }
}
