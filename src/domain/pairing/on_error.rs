//! What a failed call changes in a pairing: it is asked again, in another way, or no more.

use std::sync::Arc;

use crate::domain::pairing::Pairing;
use crate::domain::pairing::call::PairingRequest;
use crate::domain::pairing::phase::PairingPhase;
use crate::domain::pairing::schedule::{FAILURE_LIMIT, is_final, pause};
use crate::domain::reply::error::{ApiError, Case};

impl Pairing {
    pub(super) fn fail(&mut self, ask: PairingRequest, error: ApiError, now: u32) {
        // The telephone is paired all the same.
        if ask == PairingRequest::Profile {
            return;
        }
        if error.case == Case::Unauthorized && !self.needs_server_key {
            self.needs_server_key = true;
            self.queue.insert(0, ask);
            self.due = now;
            return;
        }
        // 2.x cannot restart what has closed meanwhile, and says so with a 200: nothing was done.
        if ask == PairingRequest::Restart && error.case == Case::SoftFailure {
            self.queue = vec![PairingRequest::Connect];
            self.due = now;
            return;
        }
        self.failures += 1;
        if is_final(error.case) || self.failures >= FAILURE_LIMIT {
            self.phase = PairingPhase::Failed;
            self.queue.clear();
        } else if ask.changes() {
            // It may have been done all the same, and a second one would end what came of it.
            self.queue = vec![PairingRequest::State, PairingRequest::Connect];
        } else if !self.queue.is_empty() {
            self.queue.insert(0, ask);
        }
        self.error = Some(Arc::new(error));
        self.failed = ask;
        self.wait(pause(self.failures), now);
    }
}
