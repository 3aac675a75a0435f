//! The same work on all ticked rows: an action, a look at what setting a group would change, or setting
//! it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::bulk::group_target::{GroupPreview, GroupSaved, GroupTarget};
use crate::domain::bulk::{BulkCounts, BulkRun, ItemState};
use crate::domain::instances::action::{ActionOutcome, RowAction};
use crate::domain::instances::listed_row::RowKey;
use crate::domain::reply::error::{ApiError, Case};
use crate::state::instance::{preview_group, set_group};
use crate::state::instances::Instances;

/// What is done with each row.
#[derive(Clone, Debug, PartialEq)]
pub enum BulkJob {
    Act(RowAction),
    /// Reads a group, and sends nothing
    Preview(Arc<GroupTarget>),
    Set(Arc<GroupTarget>),
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum BulkResult {
    Acted(ActionOutcome),
    Previewed(GroupPreview),
    Set(GroupSaved),
}

impl BulkResult {
    #[must_use]
    pub const fn has_failed(&self) -> bool {
        match self {
            Self::Acted(outcome) => !outcome.is_verified(),
            Self::Previewed(GroupPreview::Same | GroupPreview::Changes { .. }) => false,
            Self::Previewed(_) => true,
            Self::Set(saved) => saved.has_failed(),
        }
    }
}

/// A run over rows, and what it does with each.
#[derive(Clone, Debug, PartialEq)]
pub struct BulkWork {
    pub job: BulkJob,
    pub run: BulkRun<RowKey, BulkResult>,
}

impl BulkWork {
    /// The rows that a preview found something to change on.
    #[must_use]
    pub fn rows_with_changes(&self) -> Vec<RowKey> {
        let has_changes = |state: &ItemState<BulkResult>| matches!(state, ItemState::Ended(BulkResult::Previewed(seen)) if seen.has_changes());
        let items = self.run.items().iter();
        items.filter(|item| has_changes(&item.state)).map(|item| item.key.clone()).collect()
    }
}

/// The run on the screen, if there is one.
#[derive(Clone, Copy, Debug)]
pub struct BulkState {
    pub work: RwSignal<Option<BulkWork>>,
    /// Counts the runs, so that a row of an earlier one tells nothing of this
    turn: StoredValue<u32>,
}

impl BulkState {
    pub(super) fn new() -> Self {
        Self { work: RwSignal::new(None), turn: StoredValue::new(0) }
    }

    #[must_use]
    pub fn counts(self) -> BulkCounts {
        self.work.with(|work| {
            work.as_ref().map(|work| work.run.counts(BulkResult::has_failed)).unwrap_or_default()
        })
    }

    #[must_use]
    pub fn is_running(self) -> bool {
        self.work.with(|work| work.as_ref().is_some_and(|work| !work.run.is_over()))
    }

    /// Whether the run on the screen only looks.
    #[must_use]
    pub fn is_preview(self) -> bool {
        self.work
            .with(|work| work.as_ref().is_some_and(|work| matches!(work.job, BulkJob::Preview(_))))
    }

    pub(super) fn clear(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.work.set(None);
    }

    fn with_run<T>(self, change: impl FnOnce(&mut BulkRun<RowKey, BulkResult>) -> T) -> Option<T> {
        self.work.try_update(|work| work.as_mut().map(|work| change(&mut work.run))).flatten()
    }

    /// Takes a run that is over, or that only looks, off the screen.
    pub fn close(self) {
        if untrack(|| self.is_preview() || !self.is_running()) {
            self.clear();
        }
    }
}

impl Instances {
    /// Does this with all ticked rows.
    pub fn start_bulk(self, job: BulkJob) {
        if untrack(|| self.bulk.is_running()) {
            return;
        }
        let rows = untrack(|| self.ticked_rows());
        self.run_bulk(job, rows.iter().map(|row| row.key()).collect());
    }

    /// Sets the group of the preview on every row where that changes something.
    pub fn start_previewed(self) {
        let previewed = self.bulk.work.with_untracked(|work| {
            work.as_ref().and_then(|work| match &work.job {
                BulkJob::Preview(target) => Some((target.clone(), work.rows_with_changes())),
                BulkJob::Act(_) | BulkJob::Set(_) => None,
            })
        });
        if let Some((target, keys)) = previewed {
            self.run_bulk(BulkJob::Set(target), keys);
        }
    }

    fn run_bulk(self, job: BulkJob, keys: Vec<RowKey>) {
        if keys.is_empty() {
            return;
        }
        self.bulk.clear();
        self.bulk.work.set(Some(BulkWork { job, run: BulkRun::new(keys) }));
        self.go_on();
    }

    /// Starts as many rows as may run at once.
    fn go_on(self) {
        let bulk = self.bulk;
        let job = bulk.work.with_untracked(|work| work.as_ref().map(|work| work.job.clone()));
        let Some(job) = job else { return };
        let turn = bulk.turn.get_value();
        while let Some(Some(key)) = bulk.with_run(BulkRun::start_next) {
            let job = job.clone();
            spawn_local(async move {
                let result = self.work_on(&key, &job).await;
                if bulk.turn.try_get_value() != Some(turn) {
                    return;
                }
                // What failed stays ticked, and so does what was only looked at.
                let is_done = !result.has_failed() && !matches!(job, BulkJob::Preview(_));
                bulk.with_run(|run| run.ended(&key, result));
                if is_done {
                    self.tick(key, false);
                }
                self.go_on();
            });
        }
    }

    async fn work_on(self, key: &RowKey, job: &BulkJob) -> BulkResult {
        match job {
            BulkJob::Act(action) => BulkResult::Acted(self.act(key.clone(), *action).await),
            BulkJob::Preview(target) => {
                let Some(server) = self.server(key.server) else {
                    return BulkResult::Previewed(server_gone());
                };
                let seen = preview_group(&server, &key.name, target, &self.cancel()).await;
                BulkResult::Previewed(seen)
            }
            BulkJob::Set(target) => {
                let Some(server) = self.server(key.server) else {
                    return BulkResult::Set(GroupSaved::NotSent(server_gone()));
                };
                BulkResult::Set(set_group(&server, &key.name, target, &self.cancel()).await)
            }
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
            work.as_ref().map(|work| (work.job.clone(), work.run.undone(BulkResult::has_failed)))
        });
        if let Some((job, keys)) = again {
            self.run_bulk(job, keys);
        }
    }
}

/// The server was taken out of the list meanwhile.
fn server_gone() -> GroupPreview {
    GroupPreview::Unreadable(Arc::new(ApiError::without_reply(Case::Cancelled)))
}
