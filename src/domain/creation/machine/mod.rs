//! One creation as a state machine, from the press to the last read-back: (state, input) -> (state,
//! effects). It has no clock, no browser and no global; every input carries the time, in milliseconds
//! of a clock that only goes forward. Many of them run side by side.
//!
//! A creation is sent once: nothing here repeats a POST by itself. When its end is not certain, the
//! name is looked up instead.

pub mod calls;
pub mod deletion;
pub mod input;
pub mod lookup;
pub mod name_guard;
mod on_answer;
mod on_request;
mod reading;
pub mod section_read;
mod sending;
mod showing;
pub mod state;

use crate::domain::creation::machine::calls::{
    CallPurpose, PendingCalls, delete_call, row_call, state_call,
};
use crate::domain::creation::machine::deletion::Deletion;
use crate::domain::creation::machine::input::{CreationEffect, CreationInput};
use crate::domain::creation::machine::lookup::{InstanceLookup, LookupRule, NameLookup};
use crate::domain::creation::machine::name_guard::{NameGuard, NameGuards};
use crate::domain::creation::machine::section_read::SectionRead;
use crate::domain::creation::machine::state::CreationState;
use crate::domain::creation::patience::{
    CONFIRM_AFTER_MS, DELETE_LIMIT_MS, HOLD_LIMIT_MS, LOOK_LIMIT_MS,
};
use crate::domain::creation::progress::{Confirmation, Progress};
use crate::domain::http::request::HttpCall;
use crate::domain::schema::section::Section;

/// How far the press is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum SendPhase {
    #[default]
    Idle,
    /// Waits for the lock of the name
    Locking,
    /// Asks whether an earlier creation of the name left it free
    Checking,
    Sending,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreationMachine {
    pub state: CreationState,
    now: u64,
    phase: SendPhase,
    calls: PendingCalls,
    guards: NameGuards,
    lookup: Option<NameLookup>,
    deletion: Option<Deletion>,
    confirm: Option<NameLookup>,
    confirm_looks: u32,
    /// What the lookup finds is shown at once
    shows_found: bool,
    reads: Vec<SectionRead>,
    /// The rows that this attempt made in sections of which the server keeps a list
    made_rows: Vec<(Section, String)>,
    effects: Vec<CreationEffect>,
    attempts: u32,
    /// Locks that were asked for
    locking: Vec<(u32, String, String)>,
}

impl CreationMachine {
    /// Takes an input in at this time, and answers what is to be done for it.
    pub fn advance(&mut self, now: u64, input: CreationInput) -> Vec<CreationEffect> {
        self.now = self.now.max(now);
        match input {
            CreationInput::Start { server, drafts, earlier, wall_ms, is_proved } => {
                self.start(server, drafts, earlier, wall_ms, is_proved);
            }
            CreationInput::Restore { server, note, wall_ms } => self.restore(server, note, wall_ms),
            CreationInput::LockAnswered { attempt, is_ours } => self.on_lock(attempt, is_ours),
            CreationInput::Answered(id, answer) => {
                if let Some(purpose) = self.calls.take(id) {
                    self.on_answer(purpose, answer);
                }
            }
            CreationInput::WriteAnswered { base_url, sent_at } => {
                self.on_other_write(&base_url, sent_at);
            }
            CreationInput::Tick => self.on_time(),
            CreationInput::Cancel => self.cancel(),
            CreationInput::Look => self.look(),
            CreationInput::StopLooking => self.stop_looking(),
            CreationInput::Delete => self.delete(),
            CreationInput::ShowFound => self.show_found(),
            CreationInput::Show { server, drafts, started_at, found } => {
                self.show(server, drafts, started_at, found);
            }
            CreationInput::Reapply(section) => self.reapply(section),
            CreationInput::Dismiss => self.dismiss(true),
            CreationInput::ForgetKeys => self.forget_keys(),
            CreationInput::ForgetDevice => self.dismiss(false),
        }
        self.settle();
        std::mem::take(&mut self.effects)
    }

    /// When the next [`CreationInput::Tick`] is due; `None` while nothing is waited for.
    #[must_use]
    pub fn next_due(&self) -> Option<u64> {
        let second = self.state.lookup.is_waiting().then_some(self.now + 1_000);
        let looks = [&self.lookup, &self.confirm].map(|look| look.as_ref().and_then(|it| it.due));
        let reads = self.reads.iter().filter_map(|read| read.due);
        looks
            .into_iter()
            .flatten()
            .chain(reads)
            .chain(second)
            .chain(self.guards.next_end(self.now))
            .min()
    }

    /// A name is being looked up, and the next look can show something else.
    #[must_use]
    pub const fn is_looking(&self) -> bool {
        self.lookup.is_some()
    }

    fn call(&mut self, purpose: CallPurpose, call: HttpCall, limit_ms: u32) {
        let Some(attempt) = &self.state.attempt else { return };
        let id = self.calls.add(attempt.id, purpose);
        self.effects.push(CreationEffect::Call { id, call, limit_ms });
    }

    fn run_step(&mut self, index: usize, purpose: CallPurpose) {
        let Some(attempt) = self.state.attempt.clone() else { return };
        let Some(step) = attempt.steps.get(index) else { return };
        self.state.set_progress(index, Progress::Running);
        let call = step.call(&attempt.drafts, &attempt.server.target());
        self.call(purpose, call, step.time_limit_ms(&attempt.drafts));
    }

    /// One of the calls that ask for a name, or change what stands there.
    fn ask(&mut self, purpose: CallPurpose) {
        let Some(attempt) = self.state.attempt.clone() else { return };
        let (server, name) = (&attempt.server, attempt.name());
        let (call, limit_ms) = match purpose {
            CallPurpose::LookupRow | CallPurpose::ConfirmRow => {
                (row_call(server, name), LOOK_LIMIT_MS)
            }
            CallPurpose::Logout => (delete_call(server, "/instance/logout", name), DELETE_LIMIT_MS),
            CallPurpose::Delete => (delete_call(server, "/instance/delete", name), DELETE_LIMIT_MS),
            _ => (state_call(server, name), LOOK_LIMIT_MS),
        };
        self.call(purpose, call, limit_ms);
    }

    fn on_time(&mut self) {
        if self.lookup.as_mut().is_some_and(|look| look.take_due(self.now)) {
            self.ask(CallPurpose::LookupState);
        }
        if self.confirm.as_mut().is_some_and(|look| look.take_due(self.now)) {
            self.ask(CallPurpose::ConfirmState);
        }
        let now = self.now;
        let is_due = |read: &&mut SectionRead| read.due.is_some_and(|due| due <= now);
        let due: Vec<(usize, Section)> = self
            .reads
            .iter_mut()
            .filter(is_due)
            .map(|read| {
                read.due = None;
                (read.index, read.section)
            })
            .collect();
        for (index, section) in due {
            self.run_step(index, CallPurpose::ReadBack(section));
        }
    }

    /// What follows from the time, and from whatever has just happened.
    fn settle(&mut self) {
        let (waited, limit) = self.lookup.as_ref().map_or((0, 0), |look| {
            let limit = match self.state.lookup {
                InstanceLookup::NotYet => {
                    look.rule.may_arrive_until.map_or(0, |until| until - look.started.min(until))
                }
                _ => HOLD_LIMIT_MS,
            };
            (self.now.saturating_sub(look.started), limit)
        });
        self.state.waited_s = u32::try_from(waited / 1_000).unwrap_or(u32::MAX);
        self.state.wait_limit_s = u32::try_from(limit.div_ceil(1_000)).unwrap_or(u32::MAX);
        let shown = self.state.attempt.clone();
        let is_at_work = self.state.is_sending || self.state.lookup.is_waiting();
        let is_in_use = |guard: &NameGuard| {
            let is_shown = shown.as_ref().is_some_and(|attempt| {
                attempt.server.base_url == guard.base_url && attempt.name() == guard.name
            });
            is_shown && is_at_work
        };
        for guard in self.guards.expire(self.now, is_in_use) {
            let (base_url, name) = (guard.base_url, guard.name);
            self.effects.push(CreationEffect::ReleaseLock { base_url, name });
        }
    }

    /// Begins the look at the instance that comes some seconds after its creation.
    fn schedule_confirmation(&mut self) {
        let mut look = NameLookup::new(self.now, LookupRule::default());
        look.due = Some(self.now + CONFIRM_AFTER_MS);
        self.confirm = Some(look);
        self.confirm_looks = 0;
        self.state.confirmation = Confirmation::Waiting;
    }

    /// Answers that are still on their way change nothing any more.
    fn give_up_all(&mut self) {
        self.calls.drop_where(|_| true);
        (self.lookup, self.deletion, self.confirm) = (None, None, None);
        self.reads.clear();
        self.made_rows.clear();
        self.shows_found = false;
        self.phase = SendPhase::Idle;
    }
}
