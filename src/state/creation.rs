//! One creation, from the press to the last read-back: which steps ran, what they answered and what
//! is stored. A creation is sent once; nothing here repeats a POST by itself.

use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::in_flight::InFlight;
use super::lock;
use super::sighting::Sighting;
use crate::api::{self, Cancel};
use crate::domain::aftermath::Aftermath;
use crate::domain::decode::{self, Created};
use crate::domain::dialect::Dialect;
use crate::domain::drafts::Drafts;
use crate::domain::error::{ApiError, Case};
use crate::domain::field::Draft;
use crate::domain::fields::Field;
use crate::domain::plan::{self, Step};
use crate::domain::proof::{self, SectionProof};
use crate::domain::secret::Secret;
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
    /// Its page was loaded anew meanwhile: of what was asked for, the name alone is known
    pub is_restored: bool,
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
    pub sighting: RwSignal<Sighting>,
    /// For how many seconds the sighting has been waited for
    pub waited: RwSignal<u32>,
    /// Counts what was begun about the name, so that the older gives way to the newer
    pub(super) turn: AtomicU32,
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
            waited: RwSignal::new(0),
            turn: AtomicU32::new(0),
            is_sending: RwSignal::new(false),
            is_stored: RwSignal::new(false),
            cancel: StoredValue::new_local(None),
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
        let steps = plan::steps(&drafts, server.dialect);
        let started_at = js_sys::Date::now();
        let attempt = Attempt { server, drafts, steps, started_at, is_restored: false };
        let attempt = Arc::new(attempt);
        let cancel = Cancel::new();
        let unsettled = InFlight::read()
            .filter(|note| note.is_of(&attempt.server) && note.name == attempt.name());
        self.take_turn();
        self.is_sending.set(true);
        self.show(&attempt, Progress::Waiting);
        self.cancel.set_value(Some(cancel.clone()));
        spawn_local(async move {
            let is_created = self.create_alone(&attempt, unsettled, &cancel).await;
            on_end(is_created);
            // The page changes in a task of its own; until then a press would meet this creation.
            set_timeout(move || self.is_sending.set(false), Duration::from_millis(50));
            if is_created {
                self.follow_up(&attempt).await;
            } else if let Some(error) = self.failure_untracked()
                && Aftermath::of(&error, attempt.server.dialect) != Aftermath::Nothing
            {
                self.look();
            }
        });
    }

    /// Puts an attempt onto the screen, with nothing known of it but how far its creation is.
    fn show(&self, attempt: &Arc<Attempt>, creation: Progress) {
        self.is_stored.set(false);
        self.created.set(None);
        self.proofs.set(Vec::new());
        self.again.set(vec![Progress::Waiting; Section::ALL.len()]);
        self.sighting.set(Sighting::NotLooked);
        let mut progress = vec![Progress::Waiting; attempt.steps.len()];
        progress[0] = creation;
        self.progress.set(progress);
        self.attempt.set(Some(attempt.clone()));
    }

    /// An earlier page of this tab was left while its creation was on its way: what became of it is
    /// looked up.
    pub fn restore(&'static self, servers: &[Server]) {
        let Some(note) = InFlight::read() else { return };
        let Some(server) = servers.iter().find(|server| note.is_of(server)).cloned() else {
            return InFlight::forget();
        };
        let mut drafts = Drafts::default();
        drafts.set(Field::InstanceName, Draft::text(note.name));
        let steps = plan::steps(&drafts, server.dialect);
        let started_at = note.started_at;
        let attempt = Attempt { server, drafts, steps, started_at, is_restored: true };
        let error = ApiError::without_reply(Case::Interrupted);
        self.show(&Arc::new(attempt), Progress::Failed(Arc::new(error)));
        self.look();
    }

    /// Shows an instance that was there after all, and runs the steps after its creation.
    pub(super) fn go_on(&'static self, attempt: Arc<Attempt>, created: Created) {
        self.take_turn();
        InFlight::forget();
        self.created.set(Some(Arc::new(created)));
        self.note(0, Progress::Found);
        spawn_local(async move { self.follow_up(&attempt).await });
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
        InFlight::forget();
        self.attempt.set(None);
        self.created.set(None);
        self.proofs.set(Vec::new());
        self.progress.set(Vec::new());
        self.sighting.set(Sighting::NotLooked);
    }

    /// The server's key leaves the memory of what was sent; answers still on their way are lost.
    pub fn forget_key(&self) {
        self.attempt.update(|attempt| {
            if let Some(attempt) = attempt {
                Arc::make_mut(attempt).server.key = Secret::default();
            }
        });
    }

    pub(super) fn failure_untracked(&self) -> Option<Arc<ApiError>> {
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

    /// Creates, unless another tab is about to create this very name, or an earlier creation of it
    /// has not ended in anything certain and the name is not free: two at once can destroy both.
    async fn create_alone(
        &self,
        attempt: &Attempt,
        unsettled: Option<InFlight>,
        cancel: &Cancel,
    ) -> bool {
        let fail = |case| {
            let subject = Some(attempt.name().to_owned());
            let error = ApiError { subject, ..ApiError::without_reply(case) };
            self.note(0, Progress::Failed(Arc::new(error)));
            false
        };
        let Some(lock) = lock::take(&attempt.server.base_url, attempt.name()).await else {
            return fail(Case::OtherTab);
        };
        if let Some(unsettled) = unsettled
            && !self.is_free(attempt, unsettled.started_at).await
        {
            return fail(Case::Unsettled);
        }
        InFlight::note(attempt);
        let is_created = self.create(attempt, cancel).await;
        drop(lock);
        let is_settled = self.failure_untracked().is_none_or(|error| {
            Aftermath::of(&error, attempt.server.dialect) == Aftermath::Nothing
        });
        if is_settled {
            InFlight::forget();
        }
        is_created
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
