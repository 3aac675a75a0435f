//! Drives the run: it does what the machine asks for and feeds the answers back. It decides nothing
//! itself.

use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::creation::attempt::Attempt;
use crate::domain::creation::in_flight::InFlight;
use crate::domain::creation::machine::calls::CallId;
use crate::domain::creation::machine::input::{CreationEffect, CreationInput};
use crate::domain::http::request::HttpCall;
use crate::domain::many::existing::RowPlan;
use crate::domain::many::run::ManyRun;
use crate::domain::many::run::input::{RunEffect, RunInput};
use crate::domain::many::run::row::RowWork;
use crate::platform::fetch::Cancel;
use crate::platform::tabs::web_locks::{HeldLock, LockRequest, try_take};
use crate::platform::{clock, fetch, random};
use crate::state::creation::{driver::lock_name, notes};
use crate::state::many::owner::RunOwner;
use crate::state::many::{ManyDesk, RunPlace};

/// As long as a browser takes to free a lock that was given back.
pub(super) const LOCK_PAUSE_MS: u32 = 250;

/// What the machines need of the browser.
#[derive(Default)]
pub(super) struct ManyDriver {
    cancels: Vec<(u32, CallId, Cancel)>,
    locks: Vec<(String, HeldLock)>,
    /// Gives up what changes instances that are there
    pub(super) changes: Cancel,
    /// Keeps other tabs from the run
    pub(super) own: Option<HeldLock>,
    timer: Option<TimeoutHandle>,
}

impl fmt::Debug for ManyDriver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ManyDriver").field("cancels", &self.cancels.len()).finish_non_exhaustive()
    }
}

impl ManyDriver {
    /// What changes instances is given up; the turn of those rows comes again.
    pub(super) fn cancel_changes(&mut self) {
        std::mem::take(&mut self.changes).cancel();
    }

    /// Answers that are still on their way reach nobody.
    pub(super) fn clear(&mut self) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
        for (.., cancel) in self.cancels.drain(..) {
            cancel.cancel();
        }
        self.cancel_changes();
        self.locks.clear();
        self.own = None;
    }

    fn set_timer(&mut self, desk: ManyDesk, due: Option<u64>) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
        let Some(due) = due else { return };
        let pause = Duration::from_millis(due.saturating_sub(clock::monotonic_whole_ms()).max(1));
        self.timer = set_timeout_with_handle(move || desk.give(RunInput::Tick), pause).ok();
    }
}

impl ManyDesk {
    /// Asks for the list once more, and creates the rows that nothing speaks against. `then` is told
    /// whether it began.
    pub fn start(self, then: impl FnOnce(bool) + 'static) {
        let Some(server) = self.server() else { return then(false) };
        let before = self.check.with_untracked(|check| check.counts().wrong);
        let turn = self.turn.get_value();
        spawn_local(async move {
            let is_listed = self.list_now(&server, true).await;
            let after = self.check.with_untracked(|check| check.counts().wrong);
            // What the new list speaks against is shown first, and other rows are another start.
            let is_same = !self.is_checking.get_untracked() && self.turn.get_value() == turn;
            let may_begin = is_listed
                && after <= before
                && is_same
                && !untrack(|| self.right_rows()).is_empty();
            if may_begin {
                self.begin();
            }
            then(may_begin);
        });
    }

    fn begin(self) {
        let rows = untrack(|| self.right_rows());
        if self.run.with_untracked(|run| run.is_some()) {
            self.give(RunInput::Add(rows));
        } else {
            let common = untrack(|| self.common());
            self.common.set(Some(Arc::new(common)));
            self.place.set(
                self.server()
                    .map(|server| RunPlace { base_url: server.base_url, dialect: server.dialect }),
            );
            let run = ManyRun::new(rows, self.at_once.get_untracked());
            self.run.set(Some(run.with_sample(self.prove_each.get_untracked())));
            self.own_new();
        }
        self.keep_rows();
        self.keep_run();
        self.give(RunInput::GoOn);
    }

    fn name_of(self, id: u32) -> Option<String> {
        self.batch.with_untracked(|batch| Some(batch.row(id)?.name().to_owned()))
    }

    /// Whether something speaks against a row.
    pub(super) fn is_wrong(self, id: u32) -> bool {
        let place = self.batch.with_untracked(|batch| batch.place(id));
        place.is_none_or(|place| self.check.with_untracked(|check| check.is_wrong(place)))
    }

    /// The rows that nothing speaks against and that no run has, with what is to be done with each.
    #[must_use]
    pub fn right_rows(self) -> Vec<(u32, RowWork)> {
        self.batch.with(|batch| {
            self.check.with(|check| {
                self.run.with(|run| {
                    let is_new = |id: u32| run.is_none_or(|run| run.row(id).is_none());
                    let work = |place: usize| match check.plan(place) {
                        _ if check.is_wrong(place) => None,
                        RowPlan::Create => Some(RowWork::Create),
                        plan => plan.has_changes().then_some(RowWork::Change),
                    };
                    let rows = batch.rows().iter().enumerate();
                    rows.filter(|(_, row)| is_new(row.id))
                        .filter_map(|(place, row)| Some((row.id, work(place)?)))
                        .collect()
                })
            })
        })
    }

    /// Passes an input to the run and does what it asks for: the one place where anything of it changes.
    pub fn give(self, input: RunInput) {
        let sends =
            matches!(input, RunInput::GoOn | RunInput::Retry | RunInput::Resume | RunInput::Add(_));
        if sends && self.owner.get_untracked() != RunOwner::ThisTab {
            return;
        }
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            let now = clock::monotonic_whole_ms();
            let effects = self.run.change(|run| run.advance(now, input));
            let Some(effects) = effects else { return };
            for effect in effects {
                if let Some(input) = self.act(effect) {
                    // There is no server that a row could go to any more.
                    let is_lost = matches!(input, RunInput::PutOff(_)) && self.server().is_none();
                    inputs.push_back(input);
                    inputs.extend(is_lost.then_some(RunInput::Pause));
                }
            }
        }
        let due = self.run.with_untracked(|run| run.and_then(ManyRun::next_due));
        self.driver.update_value(|driver| driver.set_timer(self, due));
    }

    fn act(self, effect: RunEffect) -> Option<RunInput> {
        match effect {
            RunEffect::Keep => {
                // A row that leaves is written down as it leaves.
                self.write_changed();
                self.keep_run();
            }
            RunEffect::Begin(id) => {
                let is_listed = |name: String| self.is_listed(&name);
                let may_leave = !self.is_wrong(id) && !self.name_of(id).is_some_and(is_listed);
                let Some((server, mut drafts)) =
                    self.server().zip(self.drafts(id)).filter(|_| may_leave)
                else {
                    return Some(RunInput::PutOff(id));
                };
                drafts.fresh_token = random::uuid();
                let earlier = notes::of(&server, drafts.name());
                let wall_ms = clock::wall_ms();
                let is_proved =
                    self.run.with_untracked(|run| run.is_none_or(|it| it.is_proved(id)));
                let input = CreationInput::Start { server, drafts, earlier, wall_ms, is_proved };
                return Some(RunInput::Row(id, input.into()));
            }
            RunEffect::Change(id) => return self.change_row(id),
            RunEffect::Restore(id, at) => {
                let (server, drafts) = self.server().zip(self.drafts(id))?;
                let note = InFlight::of(&Attempt::new(0, server.clone(), drafts, at, None));
                let wall_ms = clock::wall_ms();
                let input = CreationInput::Restore { server, note, wall_ms };
                return Some(RunInput::Row(id, input.into()));
            }
            RunEffect::Row(id, effect) => self.act_for(id, effect),
        }
        None
    }

    fn act_for(self, row: u32, effect: CreationEffect) {
        match effect {
            CreationEffect::Call { id, call, limit_ms } => self.send(row, id, call, limit_ms),
            CreationEffect::Abort(id) => self.driver.with_value(|driver| {
                let is_it = |(of, known, _): &&(u32, CallId, Cancel)| *of == row && *known == id;
                if let Some((.., cancel)) = driver.cancels.iter().find(is_it) {
                    cancel.cancel();
                }
            }),
            CreationEffect::TakeLock { attempt, base_url, name } => spawn_local(async move {
                let name = lock_name(&base_url, &name);
                let mut lock = try_take(&name).await;
                if matches!(lock, LockRequest::Busy) {
                    // The browser may still be about to free what this page has just given back.
                    clock::pause(LOCK_PAUSE_MS).await;
                    lock = try_take(&name).await;
                }
                // Where the browser has no locks, there is nothing to wait for.
                let is_ours = !matches!(lock, LockRequest::Busy);
                if let LockRequest::Taken(lock) = lock {
                    self.driver.try_update_value(|driver| driver.locks.push((name, lock)));
                }
                let answer = CreationInput::LockAnswered { attempt, is_ours };
                self.give(RunInput::Row(row, answer.into()));
            }),
            CreationEffect::ReleaseLock { base_url, name } => {
                let name = lock_name(&base_url, &name);
                self.driver.update_value(|driver| driver.locks.retain(|(held, _)| *held != name));
            }
            CreationEffect::KeepNote(note) => notes::keep(*note),
            CreationEffect::DropNote { server, name } => notes::remove(&server, &name),
            // The run never asks for these.
            CreationEffect::WriteAnswered { .. }
            | CreationEffect::KeepResult(_)
            | CreationEffect::DropResult
            | CreationEffect::Ended { .. } => {}
        }
    }

    fn send(self, row: u32, id: CallId, call: HttpCall, limit_ms: u32) {
        let cancel = Cancel::new();
        self.driver.update_value(|driver| driver.cancels.push((row, id, cancel.clone())));
        spawn_local(async move {
            let answer = fetch::send(&call, limit_ms, &cancel).await;
            let is_waited_for = self.driver.try_update_value(|driver| {
                let before = driver.cancels.len();
                driver.cancels.retain(|(of, known, _)| !(*of == row && *known == id));
                driver.cancels.len() < before
            });
            if is_waited_for == Some(true) {
                self.give(RunInput::Row(row, CreationInput::Answered(id, answer).into()));
            }
        });
    }
}
