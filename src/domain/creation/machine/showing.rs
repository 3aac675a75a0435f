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
use crate::domain::schema::drafts::Drafts;
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
        self.state.is_token_listed = Some(created.hash.is_some());
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

    /// Looks an instance up that is there already, and shows it. Nothing is created and nothing set.
    pub(super) fn show(
        &mut self,
        server: Server,
        drafts: Drafts,
        started_at: f64,
        found: FindReason,
    ) {
        if self.state.is_sending {
            return;
        }
        self.give_up_all();
        self.attempts += 1;
        let attempt = Attempt::new(self.attempts, server, drafts, started_at, None);
        let is_restored = found == FindReason::ShownAgain;
        let attempt = Attempt { found, is_restored, ..attempt };
        self.state = CreationState::of(attempt, Progress::Waiting);
        self.shows_found = true;
        self.state.lookup = InstanceLookup::Looking;
        self.begin_lookup(LookupRule::default());
    }

    /// Shows what the lookup found, if it found an instance.
    pub(super) fn show_at_once(&mut self) {
        self.shows_found = false;
        match self.state.lookup {
            InstanceLookup::Exists { .. } => self.show_found(),
            InstanceLookup::Absent => self.effects.push(CreationEffect::DropResult),
            _ => {}
        }
    }
}
