//! Going on with a creation that was interrupted: after its page was loaded anew, and after its
//! instance was found although its answer was lost.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::creation::plan;
use crate::domain::creation::plan::Step;
use crate::domain::reply::decode::Created;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::servers::server::Server;
use crate::state::creation::attempt::Attempt;
use crate::state::creation::in_flight::InFlight;
use crate::state::creation::lookup::InstanceLookup;
use crate::state::creation::{Creation, Progress, name_lock};

impl Creation {
    /// An earlier page of this tab was left while a creation was on its way, or before what it left
    /// was cleared away: what became of the newest one is looked up.
    pub fn restore(&'static self, servers: &[Server]) {
        self.forget.get_or_init(|| |attempt| InFlight::forget(&attempt.server, attempt.name()));
        InFlight::keep(|note| servers.iter().any(|server| note.is_of(server)));
        let Some(note) = InFlight::read().pop() else { return };
        let Some(server) = servers.iter().find(|server| note.is_of(server)).cloned() else {
            return;
        };
        let mut drafts = Drafts::default();
        drafts.set(Field::InstanceName, Draft::text(note.name.clone()));
        let attempt = Arc::new(Attempt {
            id: self.take_turn(),
            steps: plan::steps(&drafts, server.api()),
            server,
            drafts,
            started_at: note.started_at,
            earlier: Some(note),
            is_restored: true,
            is_forgotten: false,
        });
        let error = ApiError::without_reply(Case::Interrupted);
        self.show(&attempt, Progress::Failed(Arc::new(error)));
        self.sighting.set(InstanceLookup::Looking);
        spawn_local(async move {
            // The browser took the lock away with the page. Another tab may have it by now, and then
            // there is only the looking left.
            let is_ours = name_lock::take(&attempt.server.base_url, attempt.name()).await;
            if self.is_current(&attempt) {
                self.look();
            }
            if is_ours {
                self.watch_lock(&attempt).await;
            }
        });
    }

    /// Shows an instance that was there after all, and runs the steps after its creation: all of
    /// them where it is certain that they are this page's to run, else only what reads.
    pub(crate) fn go_on(&'static self, attempt: &Attempt, created: Created, runs_all: bool) {
        self.take_turn();
        InFlight::forget(&attempt.server, attempt.name());
        let mut attempt = attempt.clone();
        attempt.steps.retain(|step| runs_all || matches!(step, Step::Create | Step::ReadBack(_)));
        let mut progress = vec![Progress::Waiting; attempt.steps.len()];
        progress[0] = Progress::Found;
        let attempt = Arc::new(attempt);
        self.attempt.set(Some(attempt.clone()));
        self.progress.set(progress);
        self.created.set(Some(Arc::new(created)));
        if !attempt.is_forgotten {
            spawn_local(async move { self.follow_up(&attempt).await });
        }
    }
}
