//! One creation, from the press to the last read-back: which steps ran, what they answered and what
//! is stored. A creation is sent once; nothing here repeats a POST by itself.

pub mod attempt;
pub mod exclusive;
pub mod in_flight;
pub mod lookup;
pub mod name_lock;
pub mod ownership;
pub mod reapply;
pub mod resume;

use std::sync::atomic::AtomicU32;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::creation::outcome::CreationOutcome;
use crate::domain::creation::plan;
use crate::domain::creation::plan::Step;
use crate::domain::proof;
use crate::domain::proof::SectionProof;
use crate::domain::reply::decode;
use crate::domain::reply::decode::Created;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;
use crate::platform::fetch;
use crate::platform::fetch::Cancel;
pub use crate::state::creation::attempt::Attempt;
use crate::state::creation::in_flight::InFlight;
use crate::state::creation::lookup::InstanceLookup;

/// How far a step is.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    Waiting,
    Running,
    Done {
        status: u16,
        elapsed_ms: u32,
    },
    /// Its answer was lost, and its work was found on the server
    Found,
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
    pub sighting: RwSignal<InstanceLookup>,
    /// For how many seconds the sighting has been waited for
    pub waited: RwSignal<u32>,
    /// Counts what was begun about the name, so that the older gives way to the newer
    pub(crate) turn: AtomicU32,
    /// The creation itself is on its way
    pub is_sending: RwSignal<bool>,
    /// The operator said that the token is stored
    pub is_stored: RwSignal<bool>,
    cancel: StoredValue<Option<Cancel>, LocalStorage>,
    /// Forgets the note of an attempt. The form can dismiss one, and notes are none of its code: it
    /// calls them by this pointer, which is there before any attempt is.
    pub(crate) forget: OnceLock<fn(&Attempt)>,
}

impl Creation {
    pub fn new() -> Self {
        Self {
            attempt: RwSignal::new(None),
            progress: RwSignal::new(Vec::new()),
            created: RwSignal::new(None),
            proofs: RwSignal::new(Vec::new()),
            again: RwSignal::new(Vec::new()),
            sighting: RwSignal::new(InstanceLookup::NotLooked),
            waited: RwSignal::new(0),
            turn: AtomicU32::new(0),
            is_sending: RwSignal::new(false),
            is_stored: RwSignal::new(false),
            cancel: StoredValue::new_local(None),
            forget: OnceLock::new(),
        }
    }

    /// Sends the creation and runs the rest of the plan. A second press while one is on its way does
    /// nothing, in this tab or in another one. `on_end` is told whether the instance exists, before
    /// the rest of the plan runs. When that is not certain, the name is looked up instead of being
    /// sent again.
    pub fn start(&'static self, server: Server, drafts: Drafts, on_end: impl Fn(bool) + 'static) {
        if self.is_sending.get_untracked() {
            return;
        }
        let steps = plan::steps(&drafts, server.api());
        let started_at = js_sys::Date::now();
        let name = drafts.get(Field::InstanceName).as_text();
        let attempt = Arc::new(Attempt {
            id: self.take_turn(),
            earlier: InFlight::of(&server, name),
            server,
            drafts,
            steps,
            started_at,
            is_restored: false,
            is_forgotten: false,
        });
        let cancel = Cancel::new();
        self.is_sending.set(true);
        self.show(&attempt, Progress::Waiting);
        self.cancel.set_value(Some(cancel.clone()));
        spawn_local(async move {
            let is_created = self.create_alone(&attempt, &cancel).await;
            on_end(is_created);
            // The page changes in a task of its own; until then a press would meet this creation.
            set_timeout(move || self.is_sending.set(false), Duration::from_millis(50));
            if is_created && self.is_current(&attempt) {
                self.follow_up(&attempt).await;
            } else if let Some(error) = self.failure_untracked()
                && attempt.aftermath(&error) != CreationOutcome::Nothing
            {
                self.look();
            }
        });
    }

    /// Puts an attempt onto the screen, with nothing known of it but how far its creation is.
    pub(crate) fn show(&self, attempt: &Arc<Attempt>, creation: Progress) {
        self.is_stored.set(false);
        self.created.set(None);
        self.proofs.set(Vec::new());
        self.again.set(vec![Progress::Waiting; Section::ALL.len()]);
        self.sighting.set(InstanceLookup::NotLooked);
        let mut progress = vec![Progress::Waiting; attempt.steps.len()];
        progress[0] = creation;
        self.progress.set(progress);
        self.attempt.set(Some(attempt.clone()));
    }

    pub fn cancel(&self) {
        self.take_turn();
        self.cancel.with_value(|cancel| {
            if let Some(cancel) = cancel {
                cancel.cancel();
            }
        });
    }

    /// Takes the result, or the failure, off the screen.
    pub fn dismiss(&self) {
        self.take_turn();
        if let Some((attempt, forget)) = self.attempt.get_untracked().zip(self.forget.get()) {
            forget(&attempt);
        }
        self.attempt.set(None);
        self.created.set(None);
        self.proofs.set(Vec::new());
        self.progress.set(Vec::new());
        self.sighting.set(InstanceLookup::NotLooked);
    }

    pub(crate) fn failure_untracked(&self) -> Option<Arc<ApiError>> {
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
    pub(crate) fn is_current(&self, attempt: &Arc<Attempt>) -> bool {
        self.attempt.with_untracked(|now| now.as_ref().is_some_and(|now| now.id == attempt.id))
    }

    pub(crate) async fn create(&self, attempt: &Attempt, cancel: &Cancel) -> bool {
        let dialect = attempt.server.dialect;
        let outcome = self.run(attempt, 0, cancel).await.and_then(|reply| {
            decode::created(reply.status, &reply.text, dialect).map(|created| (reply, created))
        });
        match outcome {
            Ok((reply, created)) => {
                self.proofs.set(proof::of_reply(
                    &attempt.drafts,
                    attempt.server.api(),
                    &created.raw,
                ));
                self.created.set(Some(Arc::new(created)));
                self.note(0, done(&reply));
                true
            }
            Err(error) => {
                self.note(0, Progress::Failed(attempt.failure(error)));
                false
            }
        }
    }

    /// The steps after the creation. A step that fails stops none of the others.
    pub(crate) async fn follow_up(&self, attempt: &Arc<Attempt>) {
        for (index, step) in attempt.steps.iter().enumerate().skip(1) {
            if let Step::ReadBack(section) = step {
                self.read_back(attempt, index, *section, None).await;
            } else {
                let reply = self.run(attempt, index, &Cancel::new()).await;
                if self.is_current(attempt) {
                    self.note(index, ended(reply, attempt));
                }
            }
            if !self.is_current(attempt) {
                return;
            }
        }
    }

    pub(crate) async fn run(
        &self,
        attempt: &Attempt,
        index: usize,
        cancel: &Cancel,
    ) -> Result<fetch::Reply, ApiError> {
        self.note(index, Progress::Running);
        let step = attempt.steps[index];
        let call = step.call(&attempt.drafts, &attempt.server.target());
        fetch::send(&call, step.time_limit_ms(&attempt.drafts), cancel).await
    }

    pub(crate) fn note(&self, index: usize, progress: Progress) {
        self.progress.update(|all| {
            if let Some(slot) = all.get_mut(index) {
                *slot = progress;
            }
        });
    }

    /// A section's newer proof takes the place of the older, unless the newer could not be had.
    pub(crate) fn keep(&self, proof: SectionProof) {
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
fn ended(reply: Result<fetch::Reply, ApiError>, attempt: &Attempt) -> Progress {
    let dialect = attempt.server.dialect;
    let answer = reply
        .and_then(|reply| decode::json(reply.status, &reply.text, dialect).map(|_| done(&reply)));
    answer.unwrap_or_else(|error| Progress::Failed(attempt.failure(error)))
}

pub(crate) fn done(reply: &fetch::Reply) -> Progress {
    Progress::Done { status: reply.status, elapsed_ms: reply.elapsed_ms }
}
