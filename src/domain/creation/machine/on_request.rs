//! What the operator's requests do to a creation.

use crate::domain::creation::machine::calls::CallPurpose;
use crate::domain::creation::machine::deletion::Deletion;
use crate::domain::creation::machine::input::CreationEffect;
use crate::domain::creation::machine::lookup::{InstanceLookup, LookupRule};
use crate::domain::creation::machine::section_read::SectionRead;
use crate::domain::creation::machine::state::CreationState;
use crate::domain::creation::machine::{CreationMachine, SendPhase};
use crate::domain::creation::outcome::CreationOutcome;
use crate::domain::creation::patience::MAY_STILL_WORK_MS;
use crate::domain::creation::plan::Step;
use crate::domain::creation::progress::Progress;
use crate::domain::proof::{Remedy, SectionProof};
use crate::domain::reply::error::Case;
use crate::domain::schema::section::Section;

impl CreationMachine {
    /// A request that was sent can only be given up; before that, nothing leaves this browser.
    pub(super) fn cancel(&mut self) {
        match self.phase {
            SendPhase::Idle => {}
            SendPhase::Locking | SendPhase::Checking => {
                self.calls.drop_where(CallPurpose::is_about_name);
                self.fail(Case::Cancelled);
            }
            SendPhase::Sending => {
                if let Some(id) = self.calls.id_of(CallPurpose::Create) {
                    self.effects.push(CreationEffect::Abort(id));
                }
            }
        }
    }

    /// What a lookup of the attempt's name has to know.
    pub(super) fn lookup_rule(&self) -> LookupRule {
        let Some(attempt) = &self.state.attempt else { return LookupRule::default() };
        let failure = self.state.failure();
        let guard = self.guards.get(&attempt.server.base_url, attempt.name());
        let may_arrive_until = match failure {
            Some(error) if error.case == Case::OtherTab => Some(self.now + MAY_STILL_WORK_MS),
            _ => guard.and_then(|guard| guard.until),
        };
        LookupRule {
            may_arrive_until,
            // What the server is about to take back may be seen for a moment yet.
            is_leaving: failure
                .is_some_and(|error| attempt.outcome(error) == CreationOutcome::RolledBack),
            is_before_sending: false,
            sent: attempt.sent(),
        }
    }

    /// Looks the attempt's name up until it is certain what is there.
    pub(super) fn look(&mut self) {
        if !self.may_ask() {
            return;
        }
        self.state.lookup = InstanceLookup::Looking;
        self.begin_lookup(self.lookup_rule());
    }

    /// Looks no further by itself. What is on the server stays as unknown as it was.
    pub(super) fn stop_looking(&mut self) {
        if self.may_ask() {
            self.state.lookup = InstanceLookup::NotLooked;
        }
    }

    /// Deletes the half-made instance.
    pub(super) fn delete(&mut self) {
        if !self.may_ask() {
            return;
        }
        self.deletion = Some(Deletion::default());
        self.state.lookup = InstanceLookup::Deleting;
        self.ask(CallPurpose::DeletionState);
    }

    /// Whether something new may be asked about the name. What is under way for it ends then.
    pub(super) fn may_ask(&mut self) -> bool {
        let has_key = self.state.attempt.as_ref().is_some_and(|attempt| !attempt.is_forgotten);
        let may_ask = has_key && self.phase == SendPhase::Idle;
        if may_ask {
            self.calls.drop_where(CallPurpose::is_about_name);
            (self.lookup, self.deletion) = (None, None);
            self.shows_found = false;
        }
        may_ask
    }

    /// Sets a section again where that helps, and reads it back.
    pub(super) fn reapply(&mut self, section: Section) {
        let Some(attempt) = self.state.attempt.clone() else { return };
        let Some(index) = attempt.read_back_of(section) else { return };
        let is_read = self.reads.iter().any(|read| read.section == section);
        if attempt.is_forgotten || is_read || self.state.is_busy(section) {
            return;
        }
        self.reads.push(SectionRead::new(section, index, false));
        let is_set = |proof: &&SectionProof| attempt.remedy(proof) == Some(Remedy::Reapply);
        match self.state.proof(section).filter(is_set) {
            None => self.run_step(index, CallPurpose::ReadBack(section)),
            Some(proof) => {
                let step = Step::Reapply(section);
                let drafts = proof.completed(&attempt.drafts);
                let target = attempt.server.target();
                let row_id = proof.row_id.clone();
                let call = step.call_of_row(&drafts, &target, row_id.as_deref());
                self.state.set_reapply(section, Progress::Running);
                self.call(CallPurpose::Reapply(section), call, step.time_limit_ms(&drafts));
            }
        }
    }

    /// The result, or the failure, leaves the screen. A request that may still arrive stays known, so
    /// that its name is not sent again meanwhile; when the device is forgotten, only in memory.
    pub(super) fn dismiss(&mut self, keeps_note: bool) {
        if !keeps_note {
            self.guards.forget_requests();
        }
        let Some(attempt) = self.state.attempt.clone() else { return };
        if self.phase == SendPhase::Sending {
            self.cancel();
        }
        self.give_up_all();
        let now = self.now;
        let guard = self.guards.entry(&attempt.server.base_url, attempt.name());
        match &mut guard.note {
            Some(note) if guard.until.is_some_and(|until| now < until) => {
                note.is_dismissed = true;
                if keeps_note {
                    self.effects.push(CreationEffect::KeepNote(Box::new(note.clone())));
                }
            }
            _ => self.conclude(),
        }
        self.state = CreationState::default();
    }

    /// The server's key, the instance's token and every secret that was sent leave the memory, and
    /// nothing more is sent. A request that is on its way ends as it ends.
    pub(super) fn forget_keys(&mut self) {
        self.calls.drop_where(|purpose| purpose != CallPurpose::Create);
        (self.lookup, self.deletion, self.confirm) = (None, None, None);
        self.reads.clear();
        self.state.forget_secrets();
        if matches!(self.phase, SendPhase::Locking | SendPhase::Checking) {
            self.fail(Case::Cancelled);
        }
    }

    /// Another creation was answered that was sent after this one: the server took it later, so it is
    /// done with this one. The next look is certain, and comes now.
    pub(super) fn on_other_write(&mut self, base_url: &str, sent_at: u64) {
        self.guards.settle(base_url, sent_at);
        let Some(attempt) = self.state.attempt.clone() else { return };
        let guard = self.guards.get(base_url, attempt.name());
        let is_settled = attempt.server.base_url == base_url
            && guard.is_none_or(|guard| guard.until.is_none())
            && self.phase == SendPhase::Idle;
        if is_settled && let Some(look) = &mut self.lookup {
            look.rule.may_arrive_until = None;
            if let Some(due) = &mut look.due {
                *due = self.now;
            }
            self.on_time();
        }
    }
}
