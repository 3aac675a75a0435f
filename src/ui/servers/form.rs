//! ServerPolicy or editing a server. The address is cleaned as it is read; the dialect is asked of the
//! server or chosen by hand.

use leptos::prelude::*;

use crate::domain::deployment::{Deployment, ServerPolicy};
use crate::domain::http::secret::Secret;
use crate::domain::route::Route;
use crate::domain::schema::dialect::Dialect;
use crate::domain::servers::server::Server;
use crate::platform::origin;
use crate::state::Panel;
use crate::state::diagnostics::Subject;
use crate::state::route::go_to;
use crate::state::servers::draft::NEW;
use crate::ui::diagnostics::checks::{CheckDetail, checks_of, test_button};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{t, tf};
use crate::ui::servers::detection::Detection;
use crate::ui::servers::list::edit_key;
use crate::ui::servers::rows::{given_rows, server_rows};

/// What is typed and chosen, and what it lacks.
#[derive(Clone, Copy, Debug)]
pub struct Draft {
    setup: &'static Deployment,
    /// The server that is edited, or 0 for a new one
    id: u32,
    pub detection: Detection,
    pub label: RwSignal<String>,
    pub key: RwSignal<String>,
    pub is_remembered: RwSignal<bool>,
    is_attempted: RwSignal<bool>,
}

impl Draft {
    fn of(id: u32, panel: Panel) -> Self {
        let state = panel.server_draft;
        Self {
            setup: panel.setup,
            id,
            detection: Detection::of(state),
            label: state.label,
            key: state.key,
            is_remembered: state.is_remembered,
            is_attempted: state.is_attempted,
        }
    }

    fn is_new(self) -> bool {
        self.id == 0
    }

    pub fn url_problem(self) -> Option<String> {
        let base_url = self.detection.base_url();
        let is_missing = self.detection.url.with(|url| url.trim().is_empty());
        match (base_url, &self.setup.server_policy) {
            // At once: no other address is worth being typed to its end.
            (Some(url), ServerPolicy::Only(origins)) if !self.may_be(&url) => {
                Some(tf("config.server.add_only", &[("origins", &origins.join(", "))]))
            }
            (Some(_), _) => None,
            _ if !self.is_attempted.get() => None,
            (None, _) => {
                Some(t(if is_missing { "problem.missing" } else { "servers.problem.url" }))
            }
        }
    }

    /// Whether a server at this address may stand in the list.
    fn may_be(self, base_url: &str) -> bool {
        self.setup.may_add(base_url) || self.setup.servers.iter().any(|given| given.id == self.id)
    }

    /// The address, where it may be asked whether a server is there.
    pub fn askable(self) -> Option<String> {
        self.detection.base_url().filter(|url| self.may_be(url))
    }

    /// A test says of what is no address that it is none, but asks nobody who may not be in the list.
    fn may_be_tested(self) -> bool {
        self.detection.base_url().is_none_or(|url| self.may_be(&url))
    }

    /// It does not keep anyone from saving: the panel may be opened over http the next time.
    pub fn url_warning(self) -> Option<String> {
        let is_mixed = self.detection.base_url().is_some_and(|url| origin::is_mixed_content(&url));
        is_mixed.then(|| t("create.mixed"))
    }

    pub fn label_problem(self) -> Option<String> {
        let is_wrong = self.is_attempted.get() && self.label.with(|label| label.trim().is_empty());
        is_wrong.then(|| t("servers.problem.label"))
    }

    pub fn dialect_problem(self) -> Option<String> {
        let is_wrong = self.is_attempted.get() && self.detection.dialect.with(String::is_empty);
        is_wrong.then(|| t("servers.problem.dialect"))
    }

    /// How the address is understood, where that is not what was typed.
    pub fn cleaned(self) -> Option<String> {
        let clean = self.detection.base_url()?;
        let is_other = self.detection.url.with(|url| url.trim() != clean);
        is_other.then(|| tf("servers.cleaned", &[("url", &clean)]))
    }

    /// Whether saving without a key keeps one that the page around this one handed in.
    pub fn is_key_handed(self, panel: Panel) -> bool {
        let is_empty = self.key.with(|key| key.trim().is_empty());
        let handed = |url: String| panel.servers.handed_key(self.id, &url);
        is_empty && self.detection.base_url().and_then(handed).is_some()
    }

    /// Once an address is typed, it suggests a label, and a new server is asked for its dialect.
    pub fn leave_url(self) {
        if self.label.with_untracked(String::is_empty) {
            self.label.set(suggested_label(self.detection.base_url_now()));
        }
        if self.is_new()
            && untrack(|| self.askable()).is_some()
            && self.detection.dialect_now().is_none()
        {
            self.detection.start();
        }
    }

    /// The server as it will be saved, or the id of the first control that keeps it from being.
    fn server(self) -> Result<Server, &'static str> {
        let base_url = self.detection.base_url_now().filter(|url| self.may_be(url));
        let base_url = base_url.ok_or("server-url")?;
        let label = self.label.with_untracked(|label| label.trim().to_owned());
        if label.is_empty() {
            return Err("server-label");
        }
        let dialect = self.detection.dialect_now().ok_or("server-dialect-0")?;
        // A version told by another dialect's server is not this one's.
        let version = self.detection.version.get_untracked();
        let version = (Dialect::of_version(&version) == Some(dialect)).then_some(version);
        Ok(Server {
            id: self.id,
            label,
            base_url,
            dialect,
            version,
            key: Secret::new(self.key.with_untracked(|key| key.trim().to_owned())),
            is_remembered: self.is_remembered.get_untracked(),
        })
    }
}

/// The form, for a new server where none is given.
pub fn server_form(
    panel: Panel,
    server: Option<Server>,
    on_close: impl Fn() + Copy + 'static,
) -> El {
    let title = match &server {
        Some(server) => tf(edit_key(server), &[("label", &server.label)]),
        None => t("servers.add"),
    };
    let on_close = move || {
        panel.diagnostics.forget(Subject::Form);
        on_close();
    };
    let given = server.clone().filter(Server::is_preconfigured);
    let first = if given.is_some() { "server-key" } else { "server-url" };
    let draft = Draft::of(server.map_or(NEW, |server| server.id), panel);
    let save = move |event: web_sys::Event| {
        event.prevent_default();
        draft.is_attempted.set(true);
        let server = match draft.server() {
            Ok(server) => server,
            Err(id) => {
                focus::by_id(id);
                return;
            }
        };
        let id = panel.servers.save(server);
        panel.diagnostics.forget(Subject::Server(id));
        // There is something to forget again.
        panel.keys.forgotten.set(None);
        on_close();
        if draft.is_new() {
            panel.servers.choose(id);
            go_to(&Route::Create);
        }
    };
    request_animation_frame(move || focus::by_id(first));
    classed("form", "card server-form")
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .on("submit", save)
        .child(classed("div", "card-head").child(el("h2").text(title)))
        .child(match given {
            Some(server) => given_rows(panel, draft, &server),
            None => server_rows(panel, draft),
        })
        .child(checks_of(panel.diagnostics, Subject::Form, CheckDetail::All))
        .child(
            classed("div", "actions form-actions")
                .child(test_button("test-form".to_owned(), None, move || {
                    if untrack(|| draft.may_be_tested()) {
                        panel.diagnostics.check_form();
                    }
                }))
                .child(classed("span", "spring"))
                .child(button("button").t("common.cancel").on_click(on_close))
                .child(
                    el("button").attr("type", "submit").class("button primary").t("servers.save"),
                ),
        )
}

/// The address without its scheme, as a label to begin with.
fn suggested_label(base_url: Option<String>) -> String {
    let url = base_url.unwrap_or_default();
    let address = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    address.to_owned()
}
