//! The creation that is on the screen, as signals. What decides is the machine in the domain; what
//! runs it is the [`driver`], which the form's part of the program does not contain.

pub mod driver;
pub mod name_check;
pub mod notes;
mod token_facts;

use std::sync::Arc;

use leptos::prelude::*;

pub use crate::domain::creation::attempt::{Attempt, FindReason};
use crate::domain::creation::machine::input::CreationInput;
use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::creation::plan::Step;
pub use crate::domain::creation::progress::{Confirmation, Progress};
use crate::domain::proof::SectionProof;
use crate::domain::reply::decode::Created;
use crate::domain::route::Route;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;
use crate::state::creation::driver::CreationDriver;
pub use crate::state::creation::token_facts::TokenFacts;
use crate::state::route::go_to;
use crate::state::secrets::{ForgetScope, SecretHolder};

/// Takes an input in.
type Inbox = fn(Creation, CreationInput);

/// The creation that is shown. Its signals belong to the owner under which it is made.
#[derive(Clone, Copy, Debug)]
pub struct Creation {
    pub attempt: RwSignal<Option<Arc<Attempt>>>,
    /// How far each step of the plan is
    pub progress: RwSignal<Vec<Progress>>,
    pub created: RwSignal<Option<Arc<Created>>>,
    pub proofs: RwSignal<Vec<SectionProof>>,
    /// How far setting a section again is, a place a section
    pub reapply: RwSignal<Vec<Progress>>,
    pub lookup: RwSignal<InstanceLookup>,
    /// For how many seconds the lookup has been waited for, and for how many at most
    pub waited: RwSignal<(u32, u32)>,
    /// The look at the instance some seconds after its creation
    pub confirmation: RwSignal<Confirmation>,
    /// The server's list told the token: it can be had there again
    pub is_token_found: RwSignal<bool>,
    /// The creation itself is on its way
    pub is_sending: RwSignal<bool>,
    /// The operator said that the token is stored
    pub is_stored: RwSignal<bool>,
    /// The operator chose to leave the result without storing the token
    pub is_left: RwSignal<bool>,
    /// Made with the first input; before that there is nothing to drive
    driver: StoredValue<Option<CreationDriver>, LocalStorage>,
    /// What takes an input in, once that part of the program is there
    inbox: StoredValue<Option<Inbox>>,
}

impl Creation {
    #[must_use]
    pub fn new() -> Self {
        Self {
            attempt: RwSignal::new(None),
            progress: RwSignal::new(Vec::new()),
            created: RwSignal::new(None),
            proofs: RwSignal::new(Vec::new()),
            reapply: RwSignal::new(Vec::new()),
            lookup: RwSignal::new(InstanceLookup::NotLooked),
            waited: RwSignal::new((0, 0)),
            confirmation: RwSignal::new(Confirmation::NotDue),
            is_token_found: RwSignal::new(false),
            is_sending: RwSignal::new(false),
            is_stored: RwSignal::new(false),
            is_left: RwSignal::new(false),
            driver: StoredValue::new_local(None),
            inbox: StoredValue::new(None),
        }
    }

    /// Passes an input to the machine. Before the driver is there, there is no creation that it could
    /// be about.
    pub fn give(self, input: CreationInput) {
        if let Some(inbox) = self.inbox.try_get_value().flatten() {
            inbox(self, input);
        }
    }

    /// Shows the instance that has the name already, next to what was asked for.
    pub fn show_taken(self, server: Server, drafts: Drafts, started_at: f64) {
        let found = FindReason::NameTaken;
        self.give(CreationInput::Show { server, drafts, started_at, found });
        go_to(&Route::Result);
    }

    /// The token is on the screen, and the operator neither said that it is stored nor left it. One
    /// that the server's list told can be had there again.
    #[must_use]
    pub fn holds_unstored_token(self) -> bool {
        let has_token = |created: &Option<Arc<Created>>| {
            created.as_ref().is_some_and(|created| created.hash.is_some())
        };
        !self.is_token_found.get_untracked()
            && !self.is_stored.get_untracked()
            && !self.is_left.get_untracked()
            && self.created.with_untracked(has_token)
    }

    /// The sections whose last read-back failed.
    #[must_use]
    pub fn unread_sections(self) -> Vec<Section> {
        let Some(attempt) = self.attempt.get() else { return Vec::new() };
        self.progress.with(|progress| {
            let sections = attempt.steps.iter().zip(progress).filter_map(|pair| match pair {
                (Step::ReadBack(section), Progress::Failed(_)) => Some(*section),
                _ => None,
            });
            sections.collect()
        })
    }

    /// Whether the section is being set or read just now.
    #[must_use]
    pub fn is_busy(self, attempt: &Attempt, section: Section) -> bool {
        let is_running = |all: &Vec<Progress>, at: usize| all.get(at) == Some(&Progress::Running);
        self.reapply.with(|reapply| is_running(reapply, section.place()))
            || attempt
                .read_back_of(section)
                .is_some_and(|index| self.progress.with(|progress| is_running(progress, index)))
    }
}

impl SecretHolder for Creation {
    /// A key or a token of what was created last.
    fn has_secrets(&self) -> bool {
        let has_key = self.attempt.with_untracked(|attempt| {
            attempt.as_ref().is_some_and(|attempt| !attempt.server.key.is_empty())
        });
        let has_token = |created: &Option<Arc<Created>>| {
            created.as_ref().is_some_and(|created| created.hash.is_some())
        };
        has_key || self.created.with_untracked(has_token)
    }

    /// Something that the operator began has not ended.
    fn is_busy(&self) -> bool {
        let runs = |all: &Vec<Progress>| all.contains(&Progress::Running);
        self.is_sending.get_untracked()
            || self.progress.with_untracked(runs)
            || self.reapply.with_untracked(runs)
            || self.lookup.with_untracked(InstanceLookup::is_waiting)
    }

    fn forget(&self, scope: ForgetScope) {
        self.give(match scope {
            ForgetScope::Everything => CreationInput::ForgetDevice,
            _ => CreationInput::ForgetKeys,
        });
    }
}

impl Default for Creation {
    fn default() -> Self {
        Self::new()
    }
}
