//! Reading a section back, and sending it once more where the operator asks for it. Sections are
//! apart: whatever one route answers, the others go on.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::creation::plan::Step;
use crate::domain::proof;
use crate::domain::proof::{Asked, Outcome, Remedy, SectionProof};
use crate::domain::reply::decode;
use crate::domain::reply::decode::FindReply;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::section::Section;
use crate::platform::fetch;
use crate::platform::fetch::Cancel;
use crate::state::creation::attempt::Attempt;
use crate::state::creation::{Creation, Progress, done};

/// How often, and how far apart, a server is asked that answers before it has written.
const PATIENCE: u32 = 2;
const PAUSE_MS: u32 = 500;

impl Creation {
    /// The proof of a section as it is now.
    fn proof_untracked(&self, section: Section) -> Option<SectionProof> {
        self.proofs
            .with_untracked(|proofs| proofs.iter().find(|proof| proof.section == section).cloned())
    }

    /// Whether the section is being set or read just now.
    #[must_use]
    pub fn is_busy(&self, attempt: &Attempt, section: Section) -> bool {
        let is_left =
            |all: &Vec<Progress>, index: usize| all.get(index) == Some(&Progress::Running);
        self.again.with(|again| is_left(again, section as usize))
            || attempt
                .read_back_of(section)
                .is_some_and(|index| self.progress.with(|progress| is_left(progress, index)))
    }

    /// Sets a section again where that helps, and reads it back whatever was answered: a failure
    /// may come after the write.
    pub fn again(&'static self, section: Section) {
        let Some(attempt) = self.attempt.get_untracked() else { return };
        let Some(index) = attempt.read_back_of(section) else { return };
        if untrack(|| self.is_busy(&attempt, section)) {
            return;
        }
        let proof = self.proof_untracked(section);
        let sends = proof.as_ref().and_then(SectionProof::remedy) == Some(Remedy::Reapply);
        spawn_local(async move {
            let set = match proof.filter(|_| sends) {
                Some(proof) => Some(self.set(&attempt, &proof).await),
                None => None,
            };
            if !self.is_current(&attempt) {
                return;
            }
            self.read_back(&attempt, index, section, set.as_ref()).await;
            if set.is_none() && self.is_current(&attempt) {
                let read = self.progress.with_untracked(|progress| progress.get(index).cloned());
                self.note_again(section, read.unwrap_or(Progress::Waiting));
            }
        });
    }

    /// One call of the section's own route; `None` when the answer was one of success.
    async fn set(&self, attempt: &Arc<Attempt>, proof: &SectionProof) -> Option<Arc<ApiError>> {
        let (section, server) = (proof.section, &attempt.server);
        self.note_again(section, Progress::Running);
        let step = Step::Reapply(section);
        let drafts = proof.completed(&attempt.drafts);
        let call = step.call_of_row(&drafts, &server.target(), proof.row_id.as_deref());
        let reply = fetch::send(&call, step.time_limit_ms(&drafts), &Cancel::new()).await;
        // Some of these answer an empty body with success: an answer of success is all there is.
        let ended = reply.and_then(|reply| {
            decode::accepted(reply.status, &reply.text, server.dialect).map(|()| done(&reply))
        });
        let ended = ended.map_err(|error| attempt.failure(error));
        let failure = ended.as_ref().err().cloned();
        if self.is_current(attempt) {
            self.note_again(section, ended.unwrap_or_else(Progress::Failed));
        }
        failure
    }

    fn note_again(&self, section: Section, progress: Progress) {
        self.again.update(|again| {
            if let Some(slot) = again.get_mut(section as usize) {
                *slot = progress;
            }
        });
    }

    /// Reads a section back and keeps its proof. `set` is how setting it just before this ended.
    pub(crate) async fn read_back(
        &self,
        attempt: &Arc<Attempt>,
        index: usize,
        section: Section,
        set: Option<&Option<Arc<ApiError>>>,
    ) {
        let dialect = attempt.server.dialect;
        let mut patience = if section.spec().is_tried_out { PATIENCE } else { 0 };
        let (found, answered) = loop {
            let reply = self.run(attempt, index, &Cancel::new()).await;
            if !self.is_current(attempt) {
                return;
            }
            let answered = reply.as_ref().ok().map(done);
            let found =
                reply.and_then(|reply| decode::find_reply(reply.status, &reply.text, dialect));
            let found = found.map_err(|error| error.without(&attempt.secrets()));
            if patience == 0 || !matches!(found, Ok(FindReply::Nothing)) {
                break (found, answered);
            }
            patience -= 1;
            fetch::pause(PAUSE_MS).await;
            // Another creation may be on the screen by now: its steps are none of this one's.
            if !self.is_current(attempt) {
                return;
            }
        };
        let proof = self.created.with_untracked(|created| {
            let reply = created.as_ref().filter(|_| set.is_none()).map(|created| &created.raw);
            let earlier = self.proof_untracked(section);
            let row_id = earlier.as_ref().and_then(|proof| proof.row_id.as_deref());
            let asked = Asked::new(&attempt.drafts, attempt.server.api())
                .with_reply(reply)
                .with_row(row_id);
            let mut proof = proof::section(&asked, section, found);
            if let Some(failure) = set {
                proof.note_set(failure.as_deref());
            }
            proof
        });
        let ended = match (&proof.outcome, answered) {
            (Outcome::Unreadable(error), _) => Progress::Failed(Arc::new((**error).clone())),
            (_, Some(done)) => done,
            (_, None) => Progress::Waiting,
        };
        self.keep(proof);
        self.note(index, ended);
    }
}
