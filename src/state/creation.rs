//! One creation, from the press to the last read-back: which steps ran, what they answered and what
//! is stored. A creation is sent once; nothing here repeats a POST by itself.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::sighting::Sighting;
use crate::api::{self, Cancel};
use crate::domain::decode::{self, Created};
use crate::domain::dialect::Dialect;
use crate::domain::drafts::Drafts;
use crate::domain::error::ApiError;
use crate::domain::fields::Field;
use crate::domain::plan::{self, Step};
use crate::domain::proof::{self, SectionProof};
use crate::domain::section::Section;
use crate::domain::server::Server;

/// What is sent: a snapshot that later typing does not touch.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub server: Server,
    pub drafts: Drafts,
    pub steps: Vec<Step>,
    /// Milliseconds since 1970, for a person to read
    pub started_at: f64,
}

impl Attempt {
    #[must_use]
    pub fn name(&self) -> &str {
        self.drafts.get(Field::InstanceName).as_text()
    }
}

/// How far a step is.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    Waiting,
    Running,
    Done { status: u16, elapsed_ms: u32 },
    Failed(Arc<ApiError>),
}

/// The signals of the creation that is shown. They live as long as the page, so an answer that comes
/// late still finds them.
#[derive(Debug)]
pub struct Creation {
    pub attempt: RwSignal<Option<Arc<Attempt>>>,
    pub progress: RwSignal<Vec<Progress>>,
    pub created: RwSignal<Option<Arc<Created>>>,
    pub proofs: RwSignal<Vec<SectionProof>>,
    /// How far setting a section again is, a place a section; `Waiting` where nobody asked for it
    pub again: RwSignal<Vec<Progress>>,
    pub sighting: RwSignal<Sighting>,
    /// The creation itself is on its way
    pub is_sending: RwSignal<bool>,
    /// The operator said that the token is stored
    pub is_stored: RwSignal<bool>,
    cancel: StoredValue<Option<Cancel>, LocalStorage>,
}

impl Creation {
    pub fn new() -> Self {
        Self {
            attempt: RwSignal::new(None),
            progress: RwSignal::new(Vec::new()),
            created: RwSignal::new(None),
            proofs: RwSignal::new(Vec::new()),
            again: RwSignal::new(Vec::new()),
            sighting: RwSignal::new(Sighting::NotLooked),
            is_sending: RwSignal::new(false),
            is_stored: RwSignal::new(false),
            cancel: StoredValue::new_local(None),
        }
    }

    /// Sends the creation and runs the rest of the plan. A second press while one is on its way does
    /// nothing. `on_end` is told whether the instance exists, before the rest of the plan runs. When
    /// that is not known, the name is looked up instead of being sent again.
    pub fn start(&'static self, server: Server, drafts: Drafts, on_end: impl Fn(bool) + 'static) {
        if self.is_sending.get_untracked() {
            return;
        }
        let steps = plan::steps(&drafts, server.dialect);
        let attempt = Arc::new(Attempt { server, drafts, steps, started_at: js_sys::Date::now() });
        let cancel = Cancel::new();
        self.is_sending.set(true);
        self.is_stored.set(false);
        self.created.set(None);
        self.proofs.set(Vec::new());
        self.again.set(vec![Progress::Waiting; Section::ALL.len()]);
        self.sighting.set(Sighting::NotLooked);
        self.progress.set(vec![Progress::Waiting; attempt.steps.len()]);
        self.attempt.set(Some(attempt.clone()));
        self.cancel.set_value(Some(cancel.clone()));
        spawn_local(async move {
            let is_created = self.create(&attempt, &cancel).await;
            on_end(is_created);
            // The page changes in a task of its own; until then a press would meet this creation.
            set_timeout(move || self.is_sending.set(false), Duration::from_millis(50));
            if is_created {
                self.follow_up(&attempt).await;
            } else if self
                .failure_untracked()
                .is_some_and(|error| error.case.leaves_outcome_unknown())
            {
                self.look();
            }
        });
    }

    pub fn cancel(&self) {
        self.cancel.with_value(|cancel| {
            if let Some(cancel) = cancel {
                cancel.cancel();
            }
        });
    }

    /// Takes the result, or the failure, off the screen.
    pub fn dismiss(&self) {
        self.attempt.set(None);
        self.created.set(None);
        self.proofs.set(Vec::new());
        self.progress.set(Vec::new());
        self.sighting.set(Sighting::NotLooked);
    }

    fn failure_untracked(&self) -> Option<Arc<ApiError>> {
        self.progress.with_untracked(|progress| match progress.first() {
            Some(Progress::Failed(error)) => Some(error.clone()),
            _ => None,
        })
    }

    /// The token is on the screen and was not said to be stored.
    #[must_use]
    pub fn holds_unstored_token(&self) -> bool {
        !self.is_stored.get_untracked()
            && self.created.with_untracked(|created| {
                created.as_ref().is_some_and(|created| created.hash.is_some())
            })
    }

    /// Whether this attempt is still the one that is shown: an answer that comes late must not be
    /// written beside another attempt's.
    pub(super) fn is_current(&self, attempt: &Arc<Attempt>) -> bool {
        self.attempt.with_untracked(|now| now.as_ref().is_some_and(|now| Arc::ptr_eq(now, attempt)))
    }

    async fn create(&self, attempt: &Attempt, cancel: &Cancel) -> bool {
        let dialect = attempt.server.dialect;
        let outcome = self.run(attempt, 0, cancel).await.and_then(|reply| {
            decode::created(reply.status, &reply.text, dialect).map(|created| (reply, created))
        });
        match outcome {
            Ok((reply, created)) => {
                self.proofs.set(proof::of_reply(&attempt.drafts, dialect, &created.raw));
                self.created.set(Some(Arc::new(created)));
                self.note(0, done(&reply));
                true
            }
            Err(error) => {
                self.note(0, Progress::Failed(Arc::new(error)));
                false
            }
        }
    }

    /// The steps after the creation. A step that fails stops none of the others.
    async fn follow_up(&self, attempt: &Arc<Attempt>) {
        let dialect = attempt.server.dialect;
        for (index, step) in attempt.steps.iter().enumerate().skip(1) {
            if let Step::ReadBack(section) = step {
                self.read_back(attempt, index, *section, None).await;
            } else {
                let reply = self.run(attempt, index, &Cancel::new()).await;
                if self.is_current(attempt) {
                    self.note(index, ended(reply, dialect));
                }
            }
            if !self.is_current(attempt) {
                return;
            }
        }
    }

    pub(super) async fn run(
        &self,
        attempt: &Attempt,
        index: usize,
        cancel: &Cancel,
    ) -> Result<api::Reply, ApiError> {
        self.note(index, Progress::Running);
        let step = attempt.steps[index];
        let call = step.call(&attempt.drafts, &attempt.server.target());
        api::send(&call, step.time_limit_ms(&attempt.drafts), cancel).await
    }

    pub(super) fn note(&self, index: usize, progress: Progress) {
        self.progress.update(|all| {
            if let Some(slot) = all.get_mut(index) {
                *slot = progress;
            }
        });
    }

    /// A section's newer proof takes the place of the older, unless the newer could not be had.
    pub(super) fn keep(&self, proof: SectionProof) {
        self.proofs.update(|proofs| {
            match proofs.iter_mut().find(|old| old.section == proof.section) {
                Some(_) if matches!(proof.outcome, proof::Outcome::Unreadable(_)) => {}
                Some(old) => *old = proof,
                None => proofs.push(proof),
            }
        });
    }
}

impl Default for Creation {
    fn default() -> Self {
        Self::new()
    }
}

/// How a call ended whose answer is of no further use.
pub(super) fn ended(reply: Result<api::Reply, ApiError>, dialect: Dialect) -> Progress {
    let answer = reply
        .and_then(|reply| decode::json(reply.status, &reply.text, dialect).map(|_| done(&reply)));
    answer.unwrap_or_else(|error| Progress::Failed(Arc::new(error)))
}

pub(super) fn done(reply: &api::Reply) -> Progress {
    Progress::Done { status: reply.status, elapsed_ms: reply.elapsed_ms }
}
