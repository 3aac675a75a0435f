//! Results that no answer of a creation brought: an instance that is on the server already.

use std::sync::Arc;

use crate::domain::creation::attempt::{Attempt, FindReason};
use crate::domain::creation::in_flight::InFlight;
use crate::domain::creation::machine::CreationMachine;
use crate::domain::creation::machine::input::CreationEffect;
use crate::domain::creation::machine::lookup::{InstanceLookup, LookupRule};
use crate::domain::creation::machine::state::CreationState;
use crate::domain::creation::plan::Step;
use crate::domain::creation::progress::Progress;
use crate::domain::reply::decode::Created;
use crate::domain::reply::error::Case;
use crate::domain::servers::server::Server;

impl CreationMachine {
    /// Shows the instance that was found, with what its server tells of it, and reads back what is
    /// stored. Steps that write run only where it is this attempt's own: another tab runs its own,
    /// and somebody else's instance is left as it is.
    pub(super) fn show_found(&mut self) {
        let Some(attempt) = self.state.attempt.clone() else { return };
        let InstanceLookup::Exists { state, row, is_own } = self.state.lookup.clone() else {
            return;
        };
        let mut created = row.map_or_else(Created::default, |row| (*row).clone());
        created.status = Some(state);
        self.state.is_token_listed = created.hash.is_some();
        if attempt.found == FindReason::LostAnswer {
            created.hash = created.hash.or_else(|| attempt.sent_token());
        }
        self.give_up_all();
        self.conclude();
        let runs_all = is_own && attempt.is_sent;
        self.state.change_attempt(|attempt| {
            let is_kept =
                |step: &Step| runs_all || matches!(step, Step::Create | Step::ReadBack(_));
            attempt.steps.retain(is_kept);
        });
        let steps = self.state.attempt.as_ref().map_or(0, |attempt| attempt.steps.len());
        self.state.progress = vec![Progress::Waiting; steps];
        self.state.set_progress(0, Progress::Found);
        self.state.created = Some(Arc::new(created));
        self.effects.push(CreationEffect::KeepResult(Box::new(InFlight::of(&attempt))));
        if !attempt.is_forgotten {
            self.schedule_confirmation();
            self.run_from(1);
        }
    }

    /// The name was taken: looks up what has it, and shows that.
    pub(super) fn show_taken(&mut self) {
        let is_taken = self.state.failure().is_some_and(|error| error.case == Case::NameInUse);
        if is_taken && self.may_ask() {
            self.look_and_show();
        }
    }

    /// Shows a result again that an earlier page showed.
    pub(super) fn show_again(&mut self, server: Server, note: InFlight) {
        if self.state.is_sending {
            return;
        }
        self.give_up_all();
        self.attempts += 1;
        let attempt = Attempt::restored(self.attempts, server, note);
        // Its creation is over: nothing of it is open.
        let attempt = Attempt { earlier: None, found: FindReason::ShownAgain, ..attempt };
        self.state = CreationState::of(attempt, Progress::Waiting);
        self.look_and_show();
    }

    fn look_and_show(&mut self) {
        self.shows_found = true;
        self.state.lookup = InstanceLookup::Looking;
        self.begin_lookup(LookupRule::default());
    }

    /// Shows what the lookup found, if it found an instance.
    pub(super) fn show_at_once(&mut self) {
        self.shows_found = false;
        match self.state.lookup {
            InstanceLookup::Exists { .. } => {
                let is_taken = self.state.failure().is_some();
                if is_taken {
                    self.state.change_attempt(|attempt| attempt.found = FindReason::NameTaken);
                }
                self.show_found();
                self.effects.push(CreationEffect::Shown);
            }
            InstanceLookup::Absent if self.state.failure().is_none() => {
                self.effects.push(CreationEffect::DropResult);
            }
            _ => {}
        }
    }
}
