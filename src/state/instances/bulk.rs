//! One action on all ticked rows.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::bulk::{BulkCounts, BulkRun};
use crate::domain::instances::action::{ActionOutcome, RowAction};
use crate::domain::instances::filter::RowKey;
use crate::state::instances::Instances;

/// A run over rows, and what it does with each.
#[derive(Clone, Debug, PartialEq)]
pub struct BulkWork {
    pub action: RowAction,
    pub run: BulkRun<RowKey, ActionOutcome>,
}

/// The run on the screen, if there is one.
#[derive(Clone, Copy, Debug)]
pub struct BulkState {
    pub work: RwSignal<Option<BulkWork>>,
    /// Counts the runs, so that a row of an earlier one tells nothing of this
    turn: StoredValue<u32>,
}

/// Whether a row did not get where the action should have led it.
#[must_use]
pub(super) const fn has_failed(outcome: &ActionOutcome) -> bool {
    !outcome.is_verified()
}

impl BulkState {
    pub(super) fn new() -> Self {
        Self { work: RwSignal::new(None), turn: StoredValue::new(0) }
    }

    #[must_use]
    pub fn counts(self) -> BulkCounts {
        self.work
            .with(|work| work.as_ref().map(|work| work.run.counts(has_failed)))
            .unwrap_or_default()
    }

    #[must_use]
    pub fn is_running(self) -> bool {
        self.work.with(|work| work.as_ref().is_some_and(|work| !work.run.is_over()))
    }

    pub(super) fn clear(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.work.set(None);
    }

    fn with_run<T>(
        self,
        change: impl FnOnce(&mut BulkRun<RowKey, ActionOutcome>) -> T,
    ) -> Option<T> {
        self.work.try_update(|work| work.as_mut().map(|work| change(&mut work.run))).flatten()
    }

    /// Takes a run that is over off the screen.
    pub fn close(self) {
        if !untrack(|| self.is_running()) {
            self.clear();
        }
    }
}

impl Instances {
    /// Does this with all ticked rows, in the order that they are shown in.
    pub fn start_bulk(self, action: RowAction) {
        if untrack(|| self.bulk.is_running()) {
            return;
        }
        let keys: Vec<RowKey> =
            untrack(|| self.ticked_rows()).iter().map(|row| row.key()).collect();
        self.run_bulk(action, keys);
    }

    fn run_bulk(self, action: RowAction, keys: Vec<RowKey>) {
        if keys.is_empty() {
            return;
        }
        self.bulk.clear();
        self.bulk.work.set(Some(BulkWork { action, run: BulkRun::new(keys) }));
        self.go_on();
    }

    /// Starts as many rows as may run at once.
    fn go_on(self) {
        let bulk = self.bulk;
        let action = bulk.work.with_untracked(|work| work.as_ref().map(|work| work.action));
        let Some(action) = action else { return };
        let turn = bulk.turn.get_value();
        while let Some(Some(key)) = bulk.with_run(BulkRun::start_next) {
            spawn_local(async move {
                let outcome = self.act(key.clone(), action).await;
                if bulk.turn.try_get_value() == Some(turn) {
                    let is_done = outcome.is_verified();
                    bulk.with_run(|run| run.ended(&key, outcome));
                    // What failed stays ticked.
                    if is_done {
                        self.ticked.update(|ticked| {
                            ticked.remove(&key);
                        });
                    }
                    self.go_on();
                }
            });
        }
    }

    pub fn pause_bulk(self, is_paused: bool) {
        self.bulk.with_run(|run| run.is_paused = is_paused);
        if !is_paused {
            self.go_on();
        }
    }

    pub fn stop_bulk(self) {
        self.bulk.with_run(BulkRun::stop);
    }

    /// Does the same again with what was not done.
    pub fn retry_bulk(self) {
        let again = self.bulk.work.with_untracked(|work| {
            work.as_ref().map(|work| (work.action, work.run.undone(has_failed)))
        });
        if let Some((action, keys)) = again {
            self.run_bulk(action, keys);
        }
    }
}
