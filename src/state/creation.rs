//! One creation, from the press to the last read-back: which steps ran, what they answered and what
//! is stored. A creation is sent once; nothing here repeats a POST by itself.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{self, Cancel};
use crate::domain::decode::{self, Created};
use crate::domain::drafts::Drafts;
use crate::domain::endpoint::{HttpCall, Method, path};
use crate::domain::error::{ApiError, Case};
use crate::domain::fields::Field;
use crate::domain::plan::{self, Step};
use crate::domain::proof::{self, SectionProof};

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

/// What looking a name up after an unclear end has shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Sighting {
    NotLooked,
    Looking,
    Exists { state: String },
    Absent,
    Unclear,
    Deleting,
    Deleted,
    DeleteFailed(Arc<ApiError>),
}

/// The signals of the creation that is shown. They live as long as the page, so an answer that comes
/// late still finds them.
#[derive(Debug)]
pub struct Creation {
    pub attempt: RwSignal<Option<Arc<Attempt>>>,
    pub progress: RwSignal<Vec<Progress>>,
    pub created: RwSignal<Option<Arc<Created>>>,
    pub proofs: RwSignal<Vec<SectionProof>>,
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
            sighting: RwSignal::new(Sighting::NotLooked),
            is_sending: RwSignal::new(false),
            is_stored: RwSignal::new(false),
            cancel: StoredValue::new_local(None),
        }
    }

    /// Sends the creation and runs the rest of the plan. A second press while one is on its way does
    /// nothing. `on_created` is told as soon as the instance exists.
    pub fn start(&'static self, server: Server, drafts: Drafts, on_created: impl Fn() + 'static) {
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
        self.sighting.set(Sighting::NotLooked);
        self.progress.set(vec![Progress::Waiting; attempt.steps.len()]);
        self.attempt.set(Some(attempt.clone()));
        self.cancel.set_value(Some(cancel.clone()));
        spawn_local(async move {
            let is_created = self.create(&attempt, &cancel).await;
            self.is_sending.set(false);
            if is_created {
                on_created();
                self.follow_up(&attempt).await;
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

    /// How the creation itself failed, if it did.
    #[must_use]
    pub fn failure(&self) -> Option<Arc<ApiError>> {
        self.progress.with(|progress| match progress.first() {
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

    async fn create(&self, attempt: &Attempt, cancel: &Cancel) -> bool {
        let dialect = attempt.server.dialect;
        let outcome = self.run(attempt, 0, cancel).await.and_then(|reply| {
            decode::created(reply.status, &reply.text, dialect).map(|created| (reply, created))
        });
        match outcome {
            Ok((reply, created)) => {
                if let Some(settings) = &created.settings {
                    let proof = proof::settings_of_reply(&attempt.drafts, dialect, settings);
                    self.proofs.set(vec![proof]);
                }
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
    async fn follow_up(&self, attempt: &Attempt) {
        let dialect = attempt.server.dialect;
        for (index, step) in attempt.steps.iter().enumerate().skip(1) {
            let reply = self.run(attempt, index, &Cancel::new()).await;
            let progress = match (step, reply) {
                (_, Err(error)) if !matches!(step, Step::ReadBack(_)) => {
                    Progress::Failed(Arc::new(error))
                }
                (Step::ReadBack(section), reply) => {
                    let status = reply.as_ref().ok().map(done);
                    let found =
                        reply.and_then(|reply| decode::found(reply.status, &reply.text, dialect));
                    let proof = proof::section(&attempt.drafts, dialect, *section, found);
                    let progress = match (&proof.outcome, status) {
                        (proof::Outcome::Unreadable(error), _) => {
                            Progress::Failed(Arc::new((**error).clone()))
                        }
                        (_, Some(done)) => done,
                        (_, None) => {
                            Progress::Failed(Arc::new(ApiError::without_reply(Case::Unreachable)))
                        }
                    };
                    self.keep(proof);
                    progress
                }
                (_, Ok(reply)) => match decode::json(reply.status, &reply.text, dialect) {
                    Ok(_) => done(&reply),
                    Err(error) => Progress::Failed(Arc::new(error)),
                },
                (_, Err(error)) => Progress::Failed(Arc::new(error)),
            };
            self.note(index, progress);
        }
    }

    async fn run(
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

    fn note(&self, index: usize, progress: Progress) {
        self.progress.update(|all| {
            if let Some(slot) = all.get_mut(index) {
                *slot = progress;
            }
        });
    }

    /// A section's newer proof takes the place of the older, unless the newer could not be had.
    fn keep(&self, proof: SectionProof) {
        self.proofs.update(|proofs| {
            match proofs.iter_mut().find(|old| old.section == proof.section) {
                Some(_) if matches!(proof.outcome, proof::Outcome::Unreadable(_)) => {}
                Some(old) => *old = proof,
                None => proofs.push(proof),
            }
        });
    }

    /// Looks the attempt's name up on its server and notes what is there.
    pub fn look(&'static self) {
        let Some(attempt) = self.attempt.get_untracked() else { return };
        self.sighting.set(Sighting::Looking);
        spawn_local(async move {
            self.sighting.set(sight(&attempt.server, attempt.name()).await);
        });
    }

    /// Deletes the half-made instance and verifies by looking again. One that counts as connected,
    /// as the Business engine's does at once, is logged out first.
    pub fn delete(&'static self) {
        let Some(attempt) = self.attempt.get_untracked() else { return };
        self.sighting.set(Sighting::Deleting);
        spawn_local(async move {
            let name = attempt.name();
            let mut outcome = delete_once(&attempt.server, name).await;
            if outcome.as_ref().is_err_and(|error| error.case == Case::StillConnected) {
                let _ = verb(&attempt.server, "/instance/logout", name).await;
                outcome = delete_once(&attempt.server, name).await;
            }
            let seen = sight(&attempt.server, name).await;
            self.sighting.set(match (seen, outcome) {
                (Sighting::Absent, _) => Sighting::Deleted,
                (_, Err(error)) => Sighting::DeleteFailed(Arc::new(error)),
                (seen, Ok(())) => seen,
            });
        });
    }
}

impl Default for Creation {
    fn default() -> Self {
        Self::new()
    }
}

fn done(reply: &api::Reply) -> Progress {
    Progress::Done { status: reply.status, elapsed_ms: reply.elapsed_ms }
}

/// Whether an instance of this name is on the server.
pub async fn sight(server: &Server, name: &str) -> Sighting {
    let path = path("/instance/connectionState", name);
    let call = HttpCall::new(Method::Get, &server.base_url, &path, &server.key);
    let state = match api::send(&call, 20_000, &Cancel::new()).await {
        Ok(reply) => decode::state(reply.status, &reply.text, server.dialect),
        Err(error) => Err(error),
    };
    match state {
        Ok(state) => Sighting::Exists { state },
        Err(error) if error.case == Case::InstanceNotFound => Sighting::Absent,
        Err(_) => Sighting::Unclear,
    }
}

async fn delete_once(server: &Server, name: &str) -> Result<(), ApiError> {
    verb(server, "/instance/delete", name).await
}

async fn verb(server: &Server, route: &str, name: &str) -> Result<(), ApiError> {
    let call = HttpCall::new(Method::Delete, &server.base_url, &path(route, name), &server.key);
    let reply = api::send(&call, 30_000, &Cancel::new()).await?;
    decode::json(reply.status, &reply.text, server.dialect).map(|_| ())
}
