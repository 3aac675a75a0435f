//! What the answers of a server do to a creation.

use std::sync::Arc;

use crate::domain::creation::in_flight::InFlight;
use crate::domain::creation::machine::calls::{CallPurpose, read_row, read_state, read_success};
use crate::domain::creation::machine::deletion::DeletionStep;
use crate::domain::creation::machine::input::CreationEffect;
use crate::domain::creation::machine::lookup::{
    InstanceLookup, LookupRule, LookupStep, NameLookup,
};
use crate::domain::creation::machine::section_read::SectionRead;
use crate::domain::creation::machine::state::scrub;
use crate::domain::creation::machine::{CreationMachine, SendPhase};
use crate::domain::creation::patience::{CONFIRM_LOOKS, CONFIRM_PAUSE_MS};
use crate::domain::creation::plan::Step;
use crate::domain::creation::progress::{Confirmation, Progress};
use crate::domain::creation::token_use::TokenUse;
use crate::domain::http::answer::CallAnswer;
use crate::domain::proof;
use crate::domain::reply::decode;
use crate::domain::reply::error::{ApiError, Case};

impl CreationMachine {
    pub(super) fn on_answer(&mut self, purpose: CallPurpose, answer: Result<CallAnswer, ApiError>) {
        let Some(attempt) = self.state.attempt.clone() else { return };
        let (server, name) = (&attempt.server, attempt.name());
        match purpose {
            CallPurpose::Create => self.on_created(answer),
            CallPurpose::Step(index) => {
                if let Some(Step::CreateRow(section)) = attempt.steps.get(index) {
                    self.note_row(*section, &answer);
                }
                let ended = answer.and_then(|answer| {
                    decode::json(answer.status, &answer.text, server.dialect)
                        .map(|_| answer.progress())
                });
                let ended = ended.unwrap_or_else(|error| Progress::Failed(attempt.failure(error)));
                self.state.set_progress(index, ended);
                self.run_from(index + 1);
            }
            CallPurpose::ReadBack(section) => self.on_read_back(section, answer),
            CallPurpose::TokenHolders => {
                let names =
                    answer.and_then(|it| decode::listed_names(it.status, &it.text, server.dialect));
                self.state.token_use = TokenUse::of(names, name);
            }
            CallPurpose::Reapply(section) => self.on_reapplied(section, answer),
            CallPurpose::LookupState => {
                if let Some(look) = &mut self.lookup {
                    look.on_state(read_state(server, answer));
                    self.ask(CallPurpose::LookupRow);
                }
            }
            CallPurpose::LookupRow => {
                let row = read_row(server, name, answer);
                if let Some(look) = &mut self.lookup {
                    let step = look.on_row(self.now, row);
                    self.on_looked(step);
                }
            }
            CallPurpose::ConfirmState => {
                if let Some(look) = &mut self.confirm {
                    look.on_state(read_state(server, answer));
                    self.ask(CallPurpose::ConfirmRow);
                }
            }
            CallPurpose::ConfirmRow => {
                let row = read_row(server, name, answer);
                if let Some(look) = &mut self.confirm {
                    let step = look.on_row(self.now, row);
                    self.on_confirmed(step);
                }
            }
            CallPurpose::DeletionState => {
                let state = read_state(server, answer);
                let step = self.deletion.as_mut().map(|deletion| deletion.on_state(state));
                self.on_deletion(step);
            }
            CallPurpose::Logout => {
                let answer = read_success(server, answer);
                let step = self.deletion.as_mut().map(|deletion| deletion.on_logout(answer));
                self.on_deletion(step);
            }
            CallPurpose::Delete => {
                let answer = read_success(server, answer);
                let step = self.deletion.as_mut().map(|deletion| deletion.on_delete(answer));
                self.on_deletion(step);
            }
        }
    }

    fn on_created(&mut self, answer: Result<CallAnswer, ApiError>) {
        let Some(attempt) = self.state.attempt.clone() else { return };
        let dialect = attempt.server.dialect;
        let created = answer.and_then(|answer| {
            let created = decode::created(answer.status, &answer.text, dialect);
            match created {
                Ok(created) => Ok((answer, created)),
                Err(error) => Err(ApiError { retry_after_s: answer.retry_after_s, ..error }),
            }
        });
        let (answer, mut created) = match created {
            Ok(created) => created,
            Err(error) => return self.end_failed(error),
        };
        self.phase = SendPhase::Idle;
        self.state.is_sending = false;
        if attempt.is_forgotten {
            // The keys were forgotten after it was sent: its secrets stay away, too.
            scrub(&mut created);
        } else {
            self.state.proofs =
                proof::of_reply(&attempt.drafts, attempt.server.api(), &created.raw);
        }
        self.state.created = Some(Arc::new(created));
        self.state.set_progress(0, answer.progress());
        self.effects.push(CreationEffect::KeepResult(Box::new(InFlight::of(&attempt))));
        let base_url = &attempt.server.base_url;
        let sent_at = self.guards.get(base_url, attempt.name()).map_or(0, |guard| guard.sent_at);
        self.conclude();
        self.guards.settle(base_url, sent_at);
        let (base_url, started_at) = (base_url.clone(), attempt.started_at);
        self.effects.push(CreationEffect::WriteAnswered { base_url, sent_at, started_at });
        self.effects.push(CreationEffect::Ended { is_created: true });
        if !attempt.is_forgotten {
            self.schedule_confirmation();
            self.run_from(1);
        }
    }

    /// The steps of the plan from this place on. A step that fails stops none of the others.
    pub(super) fn run_from(&mut self, index: usize) {
        let step =
            self.state.attempt.as_ref().and_then(|attempt| attempt.steps.get(index).copied());
        match step {
            None => {}
            Some(Step::ReadBack(section)) => {
                self.reads.push(SectionRead::new(section, index, true));
                self.run_step(index, CallPurpose::ReadBack(section));
            }
            Some(_) => self.run_step(index, CallPurpose::Step(index)),
        }
    }

    pub(super) fn begin_lookup(&mut self, rule: LookupRule) {
        self.lookup = Some(NameLookup::new(self.now, rule));
        self.ask(CallPurpose::LookupState);
    }

    fn on_looked(&mut self, step: LookupStep) {
        let (seen, is_over) = match step {
            LookupStep::AskRow => return,
            LookupStep::Wait(seen) => (seen, false),
            LookupStep::Done(seen) => (seen, true),
        };
        if self.phase == SendPhase::Checking {
            if is_over {
                self.lookup = None;
                match seen {
                    InstanceLookup::Absent => self.send(),
                    _ => self.fail(Case::Unsettled),
                }
            }
            return;
        }
        let refused = self.deletion.as_ref().and_then(|deletion| deletion.error.clone());
        let seen = match (seen, refused, &self.deletion) {
            (InstanceLookup::Absent, _, Some(_)) => InstanceLookup::Deleted,
            (_, Some(error), _) => self.delete_failed(error),
            (seen, None, _) => seen,
        };
        let is_failed = matches!(seen, InstanceLookup::DeleteFailed(_));
        if is_over || is_failed {
            (self.lookup, self.deletion) = (None, None);
        }
        let shows_found = self.shows_found;
        self.see(seen);
        if shows_found && is_over {
            self.show_at_once();
        }
    }

    /// Shows what was seen. What is certain needs no lock any more.
    pub(super) fn see(&mut self, seen: InstanceLookup) {
        let is_certain = !seen.is_waiting() && seen != InstanceLookup::Unclear;
        if seen.is_without_ours() {
            self.conclude();
        } else if is_certain && let Some(attempt) = &self.state.attempt {
            self.guards.entry(&attempt.server.base_url, attempt.name()).until = None;
        }
        self.state.lookup = seen;
    }

    fn on_confirmed(&mut self, step: LookupStep) {
        let (LookupStep::Wait(seen) | LookupStep::Done(seen)) = step else { return };
        self.confirm_looks += 1;
        if seen == InstanceLookup::Absent && self.confirm_looks < CONFIRM_LOOKS {
            if let Some(look) = &mut self.confirm {
                look.due = Some(self.now + CONFIRM_PAUSE_MS);
            }
            return;
        }
        self.confirm = None;
        self.state.confirmation = match seen {
            InstanceLookup::Exists { .. } => Confirmation::Confirmed,
            InstanceLookup::Absent => Confirmation::Gone,
            _ => Confirmation::Unknown,
        };
    }

    fn on_deletion(&mut self, step: Option<DeletionStep>) {
        match step {
            None => {}
            Some(DeletionStep::AskState) => self.ask(CallPurpose::DeletionState),
            Some(DeletionStep::LogOut) => {
                self.state.lookup = InstanceLookup::LoggingOut;
                self.ask(CallPurpose::Logout);
            }
            Some(DeletionStep::Delete) => {
                self.state.lookup = InstanceLookup::Deleting;
                self.ask(CallPurpose::Delete);
            }
            Some(DeletionStep::Verify) => {
                let rule = LookupRule { is_leaving: true, ..LookupRule::default() };
                self.begin_lookup(rule);
            }
            Some(DeletionStep::Failed(error)) => {
                self.deletion = None;
                let failed = self.delete_failed(error);
                self.see(failed);
            }
        }
    }

    fn delete_failed(&self, error: ApiError) -> InstanceLookup {
        let error = match &self.state.attempt {
            Some(attempt) => attempt.failure(error),
            None => Arc::new(error),
        };
        InstanceLookup::DeleteFailed(error)
    }
}
