//! One creation of a name at a time: what is asked before it is sent, and for how long other tabs are
//! kept from sending it, too.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::creation::outcome::CreationOutcome;
use crate::domain::reply::error::{ApiError, Case};
use crate::platform::fetch;
use crate::platform::fetch::Cancel;
use crate::state::creation::attempt::Attempt;
use crate::state::creation::in_flight::InFlight;
use crate::state::creation::lookup::{InstanceLookup, PATIENCE, seconds_since};
use crate::state::creation::{Creation, Progress, name_lock};

impl Creation {
    /// Creates, unless another tab is about to create this very name, or an earlier creation of it
    /// has not ended in anything certain and the name is not free: two at once can destroy both. The
    /// lock is kept until what became of it is certain.
    pub(crate) async fn create_alone(
        &'static self,
        attempt: &Arc<Attempt>,
        cancel: &Cancel,
    ) -> bool {
        let (server, name) = (&attempt.server, attempt.name());
        let fail = |case| {
            let subject = Some(name.to_owned());
            let error = ApiError { subject, ..ApiError::without_reply(case) };
            self.note(0, Progress::Failed(Arc::new(error)));
            false
        };
        if !name_lock::take(&server.base_url, name).await {
            return fail(Case::OtherTab);
        }
        let is_free = match &attempt.earlier {
            Some(earlier) => self.is_free(attempt, earlier.started_at).await,
            None => true,
        };
        if !is_free || !self.is_current(attempt) {
            self.hold_lock(attempt);
            // Where the key was forgotten meanwhile, nothing is sent with it.
            return fail(if is_free { Case::Cancelled } else { Case::Unsettled });
        }
        InFlight::note(attempt, CreationOutcome::Unknown);
        let is_created = self.create(attempt, cancel).await;
        let aftermath = self
            .failure_untracked()
            .map_or(CreationOutcome::Nothing, |error| attempt.aftermath(&error));
        if aftermath == CreationOutcome::Nothing {
            InFlight::forget(server, name);
            name_lock::release(&server.base_url, name);
        } else {
            // What was forgotten with the device stays forgotten.
            if InFlight::of(server, name).is_some() {
                InFlight::note(attempt, aftermath);
            }
            self.hold_lock(attempt);
        }
        is_created
    }

    fn hold_lock(&'static self, attempt: &Arc<Attempt>) {
        let attempt = attempt.clone();
        spawn_local(async move { self.watch_lock(&attempt).await });
    }

    /// Keeps the lock while the name is being looked up, and at least for as long as what was sent
    /// may still arrive. What is certain lets go of it earlier.
    pub(crate) async fn watch_lock(&self, attempt: &Attempt) {
        let (base_url, name) = (&attempt.server.base_url, attempt.name());
        name_lock::renew(base_url, name);
        while let Some(since) = name_lock::since(base_url, name) {
            let is_shown = self.attempt.with_untracked(|now| {
                now.as_ref()
                    .is_some_and(|now| now.server.base_url == *base_url && now.name() == name)
            });
            let is_under_way = is_shown
                && (self.is_sending.get_untracked()
                    || self.sighting.with_untracked(InstanceLookup::is_waiting));
            if !is_under_way && seconds_since(since) >= PATIENCE {
                return name_lock::release(base_url, name);
            }
            fetch::pause(1000).await;
        }
    }
}
