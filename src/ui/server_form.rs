//! Adding or editing a server. The address is cleaned as it is read; the dialect is asked of the
//! server or chosen by hand.

use leptos::prelude::*;

use super::control::secret_control::{masked_input, reveal_button};
use super::doctor::{Shown, ladder_of, test_button};
use super::element::{El, button, classed, el};
use super::focus;
use super::server_detection::Detection;
use super::text::{t, tf};
use crate::api;
use crate::domain::dialect::Dialect;
use crate::domain::secret::Secret;
use crate::domain::server::Server;
use crate::state::Panel;
use crate::state::doctor::Subject;
use crate::state::page::Page;
use crate::state::server_draft::{NEW, ServerDraft};

/// What is typed and chosen, and what it lacks.
#[derive(Clone, Copy, Debug)]
struct Draft {
    /// The server that is edited, or 0 for a new one
    id: u32,
    detection: Detection,
    label: RwSignal<String>,
    key: RwSignal<String>,
    is_remembered: RwSignal<bool>,
    is_attempted: RwSignal<bool>,
}

impl Draft {
    fn of(id: u32, state: ServerDraft) -> Self {
        Self {
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

    fn url_problem(self) -> Option<String> {
        let is_wrong = self.is_attempted.get() && self.detection.base_url().is_none();
        is_wrong.then(|| t("servers.problem.url"))
    }

    /// It does not keep anyone from saving: the panel may be opened over http the next time.
    fn url_warning(self) -> Option<String> {
        let is_mixed = self.detection.base_url().is_some_and(|url| api::is_mixed_content(&url));
        is_mixed.then(|| t("servers.problem.mixed"))
    }

    fn label_problem(self) -> Option<String> {
        let is_wrong = self.is_attempted.get() && self.label.with(|label| label.trim().is_empty());
        is_wrong.then(|| t("servers.problem.label"))
    }

    fn dialect_problem(self) -> Option<String> {
        let is_wrong = self.is_attempted.get() && self.detection.dialect.with(String::is_empty);
        is_wrong.then(|| t("servers.problem.dialect"))
    }

    /// How the address is understood, where that is not what was typed.
    fn cleaned(self) -> Option<String> {
        let clean = self.detection.base_url()?;
        let is_other = self.detection.url.with(|url| url.trim() != clean);
        is_other.then(|| tf("servers.cleaned", &[("url", &clean)]))
    }

    /// Once an address is typed, it suggests a label, and a new server is asked for its dialect.
    fn leave_url(self) {
        if self.label.with_untracked(String::is_empty) {
            self.label.set(suggested_label(self.detection.base_url_now()));
        }
        if self.is_new() && self.detection.dialect_now().is_none() {
            self.detection.start();
        }
    }

    /// The server as it will be saved, or the id of the first control that keeps it from being.
    fn server(self) -> Result<Server, &'static str> {
        let base_url = self.detection.base_url_now().ok_or("server-url")?;
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
        Some(server) => tf("servers.edit", &[("label", &server.label)]),
        None => t("servers.add"),
    };
    let on_close = move || {
        panel.doctor.forget(Subject::Form);
        on_close();
    };
    let draft = Draft::of(server.map_or(NEW, |server| server.id), panel.server_draft);
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
        panel.doctor.forget(Subject::Server(id));
        on_close();
        if draft.is_new() {
            panel.servers.choose(id);
            Page::Create.go();
        }
    };
    request_animation_frame(|| focus::by_id("server-url"));
    classed("form", "card server-form")
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .on("submit", save)
        .child(classed("div", "card-head").child(el("h2").text(title)))
        .child(url_row(panel, draft))
        .child(label_row(draft))
        .child(dialect_row(panel, draft))
        .child(key_row(panel, draft))
        .child(ladder_of(panel, Subject::Form, Shown::All))
        .child(
            classed("div", "form-actions")
                .child(test_button("test-form".to_owned(), None, move || panel.examine_form()))
                .child(classed("span", "spring"))
                .child(button("button").say("common.cancel").on_click(on_close))
                .child(
                    el("button").attr("type", "submit").class("button primary").say("servers.save"),
                ),
        )
}

fn url_row(panel: Panel, draft: Draft) -> El {
    let detection = draft.detection;
    let input = classed("input", "input")
        .id("server-url")
        .attr("name", "baseUrl")
        .attr("inputmode", "url")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("placeholder", "https://")
        .attr("aria-describedby", "server-url-help server-url-problem")
        .live_attr("aria-invalid", move || invalid(draft.url_problem()))
        .value(move || detection.url.get())
        .on_text("input", move |url| {
            panel.doctor.forget(Subject::Form);
            detection.type_url(url);
        })
        .on("change", move |_| draft.leave_url());
    let help = classed("p", "help")
        .id("server-url-help")
        .text(format!("{} ", t("servers.base_url.help")))
        .live_text(move || draft.cleaned().unwrap_or_default());
    let said =
        problem("server-url-problem", move || draft.url_problem().or_else(|| draft.url_warning()))
            .class_when("warning", move || draft.url_warning().is_some());
    row(label_of("server-url", "servers.base_url"))
        .child(control().child(input).child(help).child(said))
}

fn label_row(draft: Draft) -> El {
    let input = classed("input", "input")
        .id("server-label")
        .attr("name", "label")
        .attr("aria-describedby", "server-label-help server-label-problem")
        .live_attr("aria-invalid", move || invalid(draft.label_problem()))
        .value(move || draft.label.get())
        .on_text("input", move |label| draft.label.set(label));
    row(label_of("server-label", "servers.label")).child(
        control()
            .child(input)
            .child(help("server-label-help", "servers.label.help"))
            .child(problem("server-label-problem", move || draft.label_problem())),
    )
}

fn dialect_row(panel: Panel, draft: Draft) -> El {
    let detection = draft.detection;
    let radio = |(index, dialect): (usize, Dialect)| {
        let input = el("input")
            .attr("type", "radio")
            .attr("name", "dialect")
            .id(format!("server-dialect-{index}"))
            .attr("value", dialect.id())
            .checked(move || detection.dialect.with(|id| id == dialect.id()))
            .on_text("change", move |id| {
                panel.doctor.forget(Subject::Form);
                detection.dialect.set(id);
            });
        classed("label", "segment").child(input).child(el("span").text(dialect.name()))
    };
    let radios: Vec<El> = Dialect::ALL.into_iter().enumerate().map(radio).collect();
    let segments = classed("div", "segments")
        .attr("role", "radiogroup")
        .attr("aria-labelledby", "server-dialect-label")
        .attr("aria-describedby", "server-dialect-help server-dialect-problem")
        .child(radios);
    let detect = button("button")
        .flag("disabled", move || detection.base_url().is_none())
        .say("servers.dialect.detect")
        .on_click(move || detection.start());
    let said = classed("p", "help detected")
        .attr("role", "status")
        .live_text(move || detection.said.get());
    let name = classed("span", "label").id("server-dialect-label").say("servers.dialect");
    row(name).child(
        control()
            .child(classed("div", "inline").child(segments).child(detect))
            .child(help("server-dialect-help", "servers.dialect.help"))
            .child(said)
            .child(problem("server-dialect-problem", move || draft.dialect_problem())),
    )
}

fn key_row(panel: Panel, draft: Draft) -> El {
    let is_revealed = RwSignal::new(false);
    let input = masked_input(is_revealed)
        .id("server-key")
        .attr("name", "apikey")
        .attr("autocomplete", "new-password")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "server-key-help")
        .value(move || draft.key.get())
        .on_text("input", move |key| {
            panel.doctor.forget(Subject::Form);
            draft.key.set(key);
        });
    let secret =
        classed("div", "secret").child(input).child(reveal_button(is_revealed, t("servers.key")));
    let tick = el("input")
        .attr("type", "checkbox")
        .attr("name", "remember")
        .attr("aria-describedby", "server-remember-help")
        .checked(move || draft.is_remembered.get())
        .on_check(move |is_remembered| draft.is_remembered.set(is_remembered));
    let remember = classed("label", "check").child(tick).child(el("span").say("servers.remember"));
    row(label_of("server-key", "servers.key")).child(
        control()
            .child(secret)
            .child(help("server-key-help", "servers.key.help"))
            .child(remember)
            .child(help("server-remember-help", "servers.remember.help")),
    )
}

fn row(name: El) -> El {
    classed("div", "row").child(classed("div", "row-name").child(name))
}

fn control() -> El {
    classed("div", "row-control")
}

fn label_of(id: &'static str, key: &str) -> El {
    classed("label", "label").attr("for", id).say(key)
}

fn help(id: &'static str, key: &str) -> El {
    classed("p", "help").id(id).say(key)
}

fn problem(id: &'static str, sentence: impl Fn() -> Option<String> + Send + Sync + 'static) -> El {
    classed("p", "problem").id(id).live_text(move || sentence().unwrap_or_default())
}

fn invalid(problem: Option<String>) -> Option<String> {
    problem.map(|_| "true".to_owned())
}

/// The address without its scheme, as a label to begin with.
fn suggested_label(base_url: Option<String>) -> String {
    let url = base_url.unwrap_or_default();
    let address = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    address.to_owned()
}
