//! From the press to the end of the creation itself: the lock of the name, the question what an
//! earlier creation left, and the one request.

use crate::domain::creation::attempt::Attempt;
use crate::domain::creation::in_flight::InFlight;
use crate::domain::creation::machine::calls::CallPurpose;
use crate::domain::creation::machine::input::CreationEffect;
use crate::domain::creation::machine::lookup::{InstanceLookup, LookupRule};
use crate::domain::creation::machine::state::CreationState;
use crate::domain::creation::machine::{CreationMachine, SendPhase};
use crate::domain::creation::outcome::{CreationOutcome, may_still_arrive};
use crate::domain::creation::patience::MAY_STILL_WORK_MS;
use crate::domain::creation::plan::Step;
use crate::domain::creation::progress::Progress;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::drafts::Drafts;
use crate::domain::servers::server::Server;

impl CreationMachine {
    pub(super) fn start(
        &mut self,
        server: Server,
        drafts: Drafts,
        note: Option<InFlight>,
        wall_ms: f64,
        is_proved: bool,
    ) {
        if self.state.is_sending {
            return;
        }
        self.give_up_all();
        self.attempts += 1;
        let mut attempt = Attempt::new(self.attempts, server, drafts, wall_ms, note);
        attempt.steps.retain(|step| is_proved || !matches!(step, Step::ReadBack(_)));
        let open = self.guards.open_note(&attempt.server, attempt.name(), self.now);
        let attempt = Attempt { earlier: attempt.earlier.clone().or(open), ..attempt };
        self.keep_earlier(&attempt, wall_ms);
        self.state = CreationState::of(attempt, Progress::Waiting);
        self.state.is_sending = true;
        self.phase = SendPhase::Locking;
        self.take_lock();
    }

    pub(super) fn restore(&mut self, server: Server, note: InFlight, wall_ms: f64) {
        if self.state.attempt.is_some() {
            return;
        }
        self.attempts += 1;
        let attempt = Attempt::restored(self.attempts, server, note);
        self.keep_earlier(&attempt, wall_ms);
        let error = ApiError::without_reply(Case::Interrupted);
        self.state = CreationState::of(attempt, Progress::Failed(error.into()));
        self.state.lookup = InstanceLookup::Looking;
        self.take_lock();
    }

    /// Until when an earlier creation may still arrive, by the time of day at which it was sent. Where
    /// that clock was set back meanwhile, the whole time is waited for.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn keep_earlier(&mut self, attempt: &Attempt, wall_ms: f64) {
        let Some(earlier) = &attempt.earlier else { return };
        let elapsed = (wall_ms - earlier.started_at).clamp(0.0, f64::from(u32::MAX));
        let left = MAY_STILL_WORK_MS.saturating_sub(elapsed as u64);
        let until = (earlier.may_arrive && left > 0).then_some(self.now + left);
        let guard = self.guards.entry(&attempt.server.base_url, attempt.name());
        if guard.note.is_none() {
            guard.until = until;
            guard.note = Some(earlier.clone());
        }
    }

    /// Asks for the lock of the attempt's name, unless this machine holds it.
    fn take_lock(&mut self) {
        let Some(attempt) = self.state.attempt.clone() else { return };
        let (base_url, name) = (attempt.server.base_url.clone(), attempt.name().to_owned());
        if self.guards.get(&base_url, &name).is_some_and(|guard| guard.is_locked) {
            return self.on_own_lock(true);
        }
        self.locking.push((attempt.id, base_url.clone(), name.clone()));
        self.effects.push(CreationEffect::TakeLock { attempt: attempt.id, base_url, name });
    }

    pub(super) fn on_lock(&mut self, attempt: u32, is_ours: bool) {
        let Some(at) = self.locking.iter().position(|(id, ..)| *id == attempt) else { return };
        let (id, base_url, name) = self.locking.swap_remove(at);
        let is_current = self.state.attempt.as_ref().is_some_and(|attempt| attempt.id == id);
        let guard = self.guards.get(&base_url, &name);
        // An earlier press may have got it meanwhile.
        let is_ours = is_ours || guard.is_some_and(|guard| guard.is_locked);
        if is_ours {
            // Where nobody wants it any more, it is released with the guard.
            self.guards.entry(&base_url, &name).is_locked = true;
        }
        if is_current {
            self.on_own_lock(is_ours);
        }
    }

    fn on_own_lock(&mut self, is_ours: bool) {
        let Some(attempt) = self.state.attempt.clone() else { return };
        match self.phase {
            SendPhase::Locking if !is_ours => self.fail(Case::OtherTab),
            SendPhase::Locking if attempt.earlier.is_some() => {
                self.phase = SendPhase::Checking;
                let rule = LookupRule { is_before_sending: true, ..self.lookup_rule() };
                self.begin_lookup(rule);
            }
            SendPhase::Locking => self.send(),
            // The browser took the lock away with the page that was reloaded. Where another tab has
            // it by now, there is only the looking left.
            SendPhase::Idle
                if attempt.is_restored && self.state.lookup == InstanceLookup::Looking =>
            {
                self.look();
            }
            _ => {}
        }
    }

    pub(super) fn send(&mut self) {
        self.phase = SendPhase::Sending;
        self.state.change_attempt(|attempt| attempt.is_sent = true);
        self.state.lookup = InstanceLookup::NotLooked;
        let Some(attempt) = self.state.attempt.clone() else { return };
        let note = InFlight::of(&attempt);
        let until = self.now + MAY_STILL_WORK_MS;
        let guard = self.guards.entry(&attempt.server.base_url, attempt.name());
        (guard.sent_at, guard.until) = (self.now, Some(until));
        guard.note = Some(note.clone());
        self.effects.push(CreationEffect::KeepNote(Box::new(note)));
        self.run_step(0, CallPurpose::Create);
    }

    /// The creation failed before it was sent.
    pub(super) fn fail(&mut self, case: Case) {
        let Some(attempt) = self.state.attempt.clone() else { return };
        let subject = Some(attempt.name().to_owned());
        let error = ApiError { subject, ..ApiError::without_reply(case) };
        self.end_failed(error);
    }

    /// The creation failed: what it may have left is noted, and looked up.
    pub(super) fn end_failed(&mut self, error: ApiError) {
        let Some(attempt) = self.state.attempt.clone() else { return };
        let (outcome, may_arrive) = (attempt.outcome(&error), may_still_arrive(error.case));
        self.phase = SendPhase::Idle;
        self.lookup = None;
        self.state.is_sending = false;
        self.state.set_progress(0, Progress::Failed(attempt.failure(error)));
        self.effects.push(CreationEffect::Ended { is_created: false });
        if outcome == CreationOutcome::Nothing {
            return self.conclude();
        }
        if attempt.is_sent {
            let guard = self.guards.entry(&attempt.server.base_url, attempt.name());
            guard.until = guard.until.filter(|_| may_arrive);
            if let Some(note) = &mut guard.note {
                (note.outcome, note.may_arrive) = (outcome, may_arrive);
                self.effects.push(CreationEffect::KeepNote(Box::new(note.clone())));
            }
        }
        self.look();
    }

    /// What became of the name is certain, and nothing of it is left to be asked about.
    pub(super) fn conclude(&mut self) {
        let Some(attempt) = self.state.attempt.clone() else { return };
        let name = attempt.name().to_owned();
        if attempt.is_sent || attempt.earlier.is_some() {
            let server = Box::new(attempt.server.clone());
            self.effects.push(CreationEffect::DropNote { server, name: name.clone() });
        }
        let base_url = attempt.server.base_url.clone();
        if self.guards.remove(&base_url, &name) {
            self.effects.push(CreationEffect::ReleaseLock { base_url, name });
        }
    }
}
