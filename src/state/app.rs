//! The state of the whole panel: it only puts the features together. A view asks for the feature that
//! it shows with `expect_context`, in the body of its function.

use std::sync::OnceLock;

use leptos::prelude::*;

use crate::domain::deployment::Deployment;
use crate::domain::route::Route;
use crate::platform::storage::StorageScope;
use crate::platform::{address, fetch, frame};
use crate::state::create::kept_form;
use crate::state::create::submit::Submission;
use crate::state::create::taken_names::TakenNames;
use crate::state::creation::{Creation, TokenFacts, driver};
use crate::state::diagnostics::Diagnostics;
use crate::state::diagnostics::watch::watch;
use crate::state::form::model::{FormModel, FormSetup};
use crate::state::keys::idle_lock::IdleLock;
use crate::state::keys::{KeyGuard, wipe_with_other_tabs};
use crate::state::leave::ResultExit;
use crate::state::notices::Notices;
use crate::state::pairing::{AutoConnect, PairingMemory};
use crate::state::preferences::Preferences;
use crate::state::requests::Requests;
use crate::state::route;
use crate::state::servers::Servers;
use crate::state::servers::draft::ServerDraft;

/// The whole state, for the few that need it.
pub type Panel = &'static PanelState;

/// Made once; it lives as long as the page.
#[derive(Debug)]
pub struct PanelState {
    pub setup: &'static Deployment,
    pub servers: Servers,
    pub form: FormModel,
    pub taken_names: TakenNames,
    pub submission: Submission,
    pub creation: Creation,
    pub route: ReadSignal<Route>,
    pub exit: ResultExit,
    pub preferences: Preferences,
    pub keys: KeyGuard,
    pub lock: IdleLock,
    pub notices: Notices,
}

/// Values that live as long as the page.
static DEPLOYMENT: OnceLock<Deployment> = OnceLock::new();
static PANEL: OnceLock<PanelState> = OnceLock::new();

/// Where a visit begins: with the instances once there is a server with its key, and with the form where
/// something is left in it or on its way. A page around this one wants the form, and so does who asks
/// for something in the address.
fn home(setup: &Deployment, servers: Servers) -> Route {
    let is_left = ["form", "in_flight"].iter().any(|key| StorageScope::Session.has_any(key));
    let is_own_page = !frame::is_framed() && address::search().is_empty() && !setup.asked.is_bare;
    if is_own_page && !is_left && untrack(|| servers.has_key()) {
        let current = servers.current.with_untracked(|now| now.as_ref().map(|server| server.id));
        Route::instances(current)
    } else {
        Route::Create
    }
}

impl PanelState {
    /// Makes the state; it is passed down from the root.
    #[must_use]
    pub fn create(deployment: Deployment) -> Panel {
        PANEL.get_or_init(|| Self::new(DEPLOYMENT.get_or_init(|| deployment)))
    }

    fn new(setup: &'static Deployment) -> Self {
        let servers = Servers::load(setup);
        let creation = Creation::new();
        let taken_names = TakenNames::new(servers, creation);
        // Made under the root's owner: what was typed outlives every view of the form.
        let form = FormModel::new(FormSetup {
            id_prefix: "",
            api: servers.api,
            rules: setup.form_rules(),
            taken_names: taken_names.on_current_server(),
        });
        let exit = ResultExit::new(creation, form);
        Self {
            setup,
            servers,
            form,
            taken_names,
            submission: Submission::new(form, servers),
            creation,
            route: route::follow_address(home(setup, servers), move |route| exit.may_leave(route)),
            exit,
            preferences: Preferences::of_document(setup.theme),
            keys: KeyGuard::new(),
            lock: IdleLock::new(setup, form),
            notices: Notices::new(setup),
        }
    }

    /// Gives each feature that is in the first load its state as a context.
    pub fn provide(&'static self) {
        provide_context(self);
        provide_context(self.setup);
        provide_context(self.servers);
        provide_context(self.form);
        provide_context(self.taken_names);
        provide_context(self.submission);
        provide_context(self.creation);
        provide_context(self.route);
        provide_context(self.preferences);
        provide_context(self.notices);
    }

    /// Guards the secrets that the first load can hold, whether or not the rest loads.
    pub fn guard_secrets(&'static self) {
        wipe_with_other_tabs();
        self.lock.watch();
    }

    /// Starts what runs next to the form, once the chunk that does it has loaded: it makes the state that
    /// only that chunk uses, the guard knows all secrets, an unfinished creation is looked up, the server
    /// in use is asked whether it answers, and every answer tells about the server's key. To be called
    /// with the root's owner.
    pub fn start_background(&'static self) {
        let server_draft = ServerDraft::new(self.setup);
        let pairing = PairingMemory::new();
        let auto_connect = AutoConnect::of_device();
        let token = TokenFacts::new();
        provide_context(token);
        let requests = Requests::new();
        provide_context(requests);
        let diagnostics = Diagnostics::new(self.servers, server_draft, self.creation, self.form);
        provide_context(server_draft);
        provide_context(pairing);
        provide_context(auto_connect);
        provide_context(diagnostics);
        provide_context(self.exit);
        provide_context(self.keys);
        provide_context(self.lock);
        self.keys.register(self.servers);
        self.keys.register(server_draft);
        self.keys.register(self.form);
        self.keys.register(self.taken_names);
        self.keys.register(self.exit);
        self.keys.register(self.preferences);
        self.keys.register(self.submission);
        self.keys.register(self.creation);
        self.keys.register(pairing);
        self.keys.register(auto_connect);
        self.keys.register(diagnostics);
        self.keys.register(requests);
        self.keys.follow_other_tabs(self.servers);
        self.servers.list.with_untracked(|list| driver::restore(self.creation, list, token));
        kept_form::keep(self.form, self.creation);
        let servers = self.servers;
        fetch::observe(move |call, outcome, began| {
            // A status that the browser does not tell is none.
            if let Ok(answer) = outcome.as_ref()
                && answer.status != 0
            {
                servers.note_answer(call, answer.status);
            }
            requests.record(call, outcome, began, || {
                servers.has_key_for(call) || server_draft.holds(&call.key)
            });
        });
        watch(servers);
        self.lock.forget_by(|| PANEL.get().is_some_and(|panel| panel.keys.lock()));
    }
}
