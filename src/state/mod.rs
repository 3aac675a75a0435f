//! The signals of the panel and what they are kept in: it draws nothing. May import `domain` and
//! `api`.

pub mod create;
pub mod creation;
pub mod diagnostics;
pub mod embed;
pub mod form;
pub mod keys;
pub mod pairing;
pub mod preferences;
pub mod route;
pub mod servers;

use leptos::prelude::*;

use crate::domain::creation::machine::input::CreationInput;
use crate::domain::deployment::Deployment;
use crate::domain::route::Route;
use crate::domain::schema::fields::Field;
use crate::platform::fetch;

use create::submit::Submission;
use create::taken_names::TakenNames;
use creation::Creation;
use diagnostics::Diagnostics;
use form::model::{FormModel, FormSetup};
use pairing::PairingState;
use preferences::{Language, Theme};
use route::{current_route, go_to};
use servers::Servers;
use servers::draft::ServerDraft;

/// What is handed from screen to screen: one pointer, which every closure of a view can hold.
pub type Panel = &'static PanelState;

/// Everything the screens share. It is made once and lives as long as the page.
#[derive(Debug)]
pub struct PanelState {
    pub setup: &'static Deployment,
    /// What is to be said of the deployment's files was dismissed
    pub is_config_read: RwSignal<bool>,
    /// Something in the address looked like a secret and was taken out of it, now or at the start
    pub is_address_cleaned: RwSignal<bool>,
    /// What is to be said of the address was dismissed
    pub is_address_read: RwSignal<bool>,
    pub servers: Servers,
    pub form: FormModel,
    pub taken_names: TakenNames,
    pub submission: Submission,
    pub server_draft: ServerDraft,
    pub creation: Creation,
    pub pairing: &'static PairingState,
    pub diagnostics: Diagnostics,
    pub route: ReadSignal<Route>,
    /// What the operator wants to do although the token was not stored
    pub pending: RwSignal<Option<Leave>>,
    pub language: RwSignal<Language>,
    pub theme: RwSignal<Theme>,
    pub later: RwSignal<LoadState>,
    /// What was forgotten last, as the key of its sentence; empty where nothing was
    pub forgotten: RwSignal<String>,
}

/// How far the part of the program is that the form does not need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadState {
    Loading,
    /// On its way once more, after it could not be had
    Retrying,
    Loaded,
    Failed,
}

/// A way to leave the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leave {
    To(Route),
    /// To an empty form
    Another,
    /// To an empty form that nobody has locked: the page around asks for it
    Anew,
    /// To a form with everything that was sent, but for what must be new
    Duplicate,
}

impl PanelState {
    /// Gives each screen its own part of the state: a view asks for the feature that it shows with
    /// `expect_context`, not for everything.
    pub fn provide(&'static self) {
        provide_context(self.setup);
        provide_context(self.servers);
        provide_context(self.form);
        provide_context(self.taken_names);
        provide_context(self.submission);
        provide_context(self.server_draft);
        provide_context(self.creation);
        provide_context(self.pairing);
        provide_context(self.diagnostics);
    }

    /// Every key of a server leaves this page's memory and the browser's storage.
    pub fn forget_keys(&self) {
        self.servers.forget_keys();
        self.forget_keys_in_use();
    }

    /// The keys outside the list of the servers: typed ones, and those of what was sent.
    pub(crate) fn forget_keys_in_use(&self) {
        self.server_draft.forget_key();
        self.creation.give(CreationInput::ForgetKeys);
        self.pairing.forget();
    }

    /// What goes on beside the form, once the part of the program that does it is there: a creation
    /// that an earlier page was left with is looked up, the pairing follows what is created,
    /// every answer tells of the server's key, and what nobody watches over, or another tab gave up,
    /// is forgotten.
    pub fn wake(&'static self) {
        self.servers.list.with_untracked(|list| creation::driver::restore(self.creation, list));
        self.pairing.follow(self.creation, self.route);
        self.follow_other_tabs();
        let servers = self.servers;
        fetch::observe(move |call, status| servers.note_answer(call, status));
        keys::idle_lock::watch(self);
    }

    /// Leaves the result, or asks first while its token is not stored.
    pub fn leave(&self, leave: Leave) {
        if self.creation.holds_unstored_token() {
            self.pending.set(Some(leave));
        } else {
            self.leave_now(leave);
        }
    }

    /// Leaves without asking.
    pub fn leave_now(&self, leave: Leave) {
        self.creation.is_left.set(true);
        match leave {
            Leave::To(route) => return go_to(&route),
            Leave::Another => self.form.reset(),
            Leave::Anew => {
                self.form.reset_unlocked();
                embed::parent_events::keep_as_clean(self);
            }
            Leave::Duplicate => {
                if let Some(attempt) = self.creation.attempt.get_untracked() {
                    self.form.fill(&attempt.drafts);
                }
                for field in [Field::InstanceName, Field::Token] {
                    self.form.reset_field(field);
                    // Somebody has to type what must be new.
                    self.form.locked(field).set(false);
                }
            }
        }
        go_to(&Route::Create);
    }
}

/// Makes the state, once; it is handed down from the root.
#[must_use]
pub fn new_panel(setup: Deployment) -> Panel {
    let setup: &'static Deployment = Box::leak(Box::new(setup));
    let servers = Servers::load(setup);
    let creation = Creation::new();
    let taken_names = TakenNames::new(servers, creation);
    let form = FormModel::new(FormSetup {
        id_prefix: "",
        dialect: servers.dialect,
        rules: setup.form_rules(),
        taken_names: taken_names.on_current_server(),
    });
    let pending = RwSignal::new(None);
    let may_leave = move |left: &Route| {
        let is_held = *left == Route::Result && creation.holds_unstored_token();
        if is_held {
            pending.set(Some(Leave::To(current_route())));
        }
        !is_held
    };
    let route = route::follow_address(may_leave);
    Box::leak(Box::new(PanelState {
        setup,
        is_config_read: RwSignal::new(false),
        is_address_cleaned: RwSignal::new(setup.is_address_cleaned),
        is_address_read: RwSignal::new(false),
        servers,
        form,
        taken_names,
        submission: Submission::new(form, servers),
        server_draft: ServerDraft::new(setup),
        creation,
        pairing: Box::leak(Box::new(PairingState::new())),
        route,
        diagnostics: Diagnostics::new(),
        pending,
        language: RwSignal::new(Language::of_document()),
        theme: RwSignal::new(Theme::of_document()),
        later: RwSignal::new(LoadState::Loading),
        forgotten: RwSignal::new(String::new()),
    }))
}
