//! The rows of a server's form: address, label, dialect and key, each with its help and what is wrong
//! with it.

use leptos::prelude::*;

use crate::domain::schema::dialect::Dialect;
use crate::domain::servers::server::Server;
use crate::state::Panel;
use crate::state::diagnostics::Subject;
use crate::ui::fields::control::secret_control::{masked_input, reveal_button};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::t;
use crate::ui::servers::form::Draft;

/// The rows in their order.
pub fn server_rows(panel: Panel, draft: Draft) -> Vec<El> {
    vec![url_row(panel, draft), label_row(draft), dialect_row(panel, draft), key_row(panel, draft)]
}

/// Of a server that the deployment gave, the key alone may be typed.
pub fn given_rows(panel: Panel, draft: Draft, server: &Server) -> Vec<El> {
    let lead = classed("div", "given-server")
        .child(el("code").text(&server.base_url))
        .child(classed("p", "help").t("config.server.lead"));
    vec![lead, key_row(panel, draft)]
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
        .dyn_attr("aria-invalid", move || invalid(draft.url_problem()))
        .prop_value(move || detection.url.get())
        .on_text("input", move |url| {
            panel.diagnostics.forget(Subject::Form);
            detection.type_url(url);
        })
        .on("change", move |_| draft.leave_url());
    let help = classed("p", "help")
        .id("server-url-help")
        .text(format!("{} ", t("servers.base_url.help")))
        .dyn_text(move || draft.cleaned().unwrap_or_default());
    let said =
        problem("server-url-problem", move || draft.url_problem().or_else(|| draft.url_warning()))
            .dyn_class("warning", move || draft.url_warning().is_some());
    row(label_of("server-url", "servers.base_url"))
        .child(control().child(input).child(help).child(said))
}

fn label_row(draft: Draft) -> El {
    let input = classed("input", "input")
        .id("server-label")
        .attr("name", "label")
        .attr("aria-describedby", "server-label-help server-label-problem")
        .dyn_attr("aria-invalid", move || invalid(draft.label_problem()))
        .prop_value(move || draft.label.get())
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
            .prop_checked(move || detection.dialect.with(|id| id == dialect.id()))
            .on_text("change", move |id| {
                panel.diagnostics.forget(Subject::Form);
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
        .bool_attr("disabled", move || draft.askable().is_none())
        .t("servers.dialect.detect")
        .on_click(move || detection.start());
    let said =
        classed("p", "help detected").attr("role", "status").dyn_text(move || detection.said.get());
    let name = classed("span", "label").id("server-dialect-label").t("servers.dialect");
    row(name).child(
        control()
            .child(classed("div", "actions").child(segments).child(detect))
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
        .attr("aria-describedby", "server-key-handed server-key-help")
        .prop_value(move || draft.key.get())
        .on_text("input", move |key| {
            panel.diagnostics.forget(Subject::Form);
            draft.key.set(key);
        });
    let secret =
        classed("div", "secret").child(input).child(reveal_button(is_revealed, t("servers.key")));
    let tick = el("input")
        .attr("type", "checkbox")
        .attr("name", "remember")
        .attr("aria-describedby", "server-remember-help")
        .prop_checked(move || draft.is_remembered.get())
        .on_check(move |is_remembered| draft.is_remembered.set(is_remembered));
    let remember = classed("label", "check").child(tick).child(el("span").t("servers.remember"));
    let handed = move || {
        if draft.is_key_handed(panel) { t("servers.key.handed") } else { String::new() }
    };
    row(label_of("server-key", "servers.key")).child(
        control()
            .child(secret)
            .child(classed("p", "help").id("server-key-handed").dyn_text(handed))
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
    classed("label", "label").attr("for", id).t(key)
}

fn help(id: &'static str, key: &str) -> El {
    classed("p", "help").id(id).t(key)
}

fn problem(id: &'static str, sentence: impl Fn() -> Option<String> + Send + Sync + 'static) -> El {
    classed("p", "problem").id(id).dyn_text(move || sentence().unwrap_or_default())
}

fn invalid(problem: Option<String>) -> Option<String> {
    problem.map(|_| "true".to_owned())
}
