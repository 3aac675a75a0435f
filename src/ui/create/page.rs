//! The home screen: sections on the left, the form in the middle, the request on the right.

use leptos::prelude::*;

use crate::domain::route::Route;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::platform::origin;
use crate::state::Panel;
use crate::state::route::go_to;
use crate::ui::create::footer_bar::footer_bar;
use crate::ui::create::rail::rail;
use crate::ui::create::request_pane::request_pane;
use crate::ui::create::section_card::section_card;
use crate::ui::create::summary::summary;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::tf;
use crate::ui::kit::{focus, i18n};
use crate::ui::lazy_chunks::OPERATE;

/// Another dialect has other fields, so its form is drawn anew; the drafts stay where they are.
pub fn create_page(panel: Panel) -> El {
    el("div").dyn_child(move || create_form(panel, panel.servers.dialect.get()))
}

fn create_form(panel: Panel, dialect: Dialect) -> El {
    let cards: Vec<El> = panel
        .setup
        .sections(dialect)
        .map(|section| section_card(panel, section, dialect))
        .collect();
    // Enter in a text field presses the form's submit button, so there is one.
    let submit = el("button")
        .attr("type", "submit")
        .class("off-screen")
        .attr("tabindex", "-1")
        .attr("aria-hidden", "true");
    let form = el("form")
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .on("submit", move |event| {
            event.prevent_default();
            press(panel);
        })
        .child(cards)
        .child(submit);
    let head = classed("div", "page-head")
        .child(el("h1").t("create.title"))
        .child(classed("p", "lead").t("create.lead"));
    let main = el("main")
        .id("main")
        .attr("tabindex", "-1")
        .child(head)
        .child(OPERATE.quiet_part(|operate| operate.above_form))
        .dyn_child(move || server_notice(panel))
        .dyn_child(move || lost_fields(panel, dialect))
        .child(OPERATE.part(|operate| operate.failure_panel))
        .child(summary(panel))
        .child(form)
        .child(footer_bar(panel));
    classed("div", "create")
        .on_key(move |event| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                // A key held down is one press, and an open dialog has the say.
                let has_dialog =
                    document().query_selector("dialog[open]").is_ok_and(|found| found.is_some());
                if !event.repeat() && !has_dialog {
                    press(panel);
                }
            }
        })
        .child(rail(panel, dialect))
        .child(main)
        .child(request_pane(panel, dialect))
}

/// One press: all problems at once, or the request.
pub fn press(panel: Panel) {
    let form = &panel.form;
    form.is_attempted.set(true);
    let Some(server) = panel.servers.current.get_untracked() else {
        go_to(&Route::Servers);
        return;
    };
    let is_blocked = form
        .problems
        .with_untracked(|problems| problems.iter().any(|problem| !problem.fault.is_warning()));
    if is_blocked {
        // The summary is drawn by this very change; it is there after the next frame.
        request_animation_frame(|| focus::by_id("summary"));
        return;
    }
    match OPERATE.exports() {
        Some(operate) => (operate.send)(panel, server),
        None => wait(panel),
    }
}

/// The part that sends is still on its way: the press is made again when it is here, with what then
/// stands in the form. Until then the button says that it is at work.
fn wait(panel: Panel) {
    if !panel.is_press_waiting.get_untracked() {
        panel.is_press_waiting.set(true);
        OPERATE.fetch_then(move |operate| {
            let is_waiting = panel.is_press_waiting.get_untracked();
            panel.is_press_waiting.set(false);
            if is_waiting && operate.is_some() {
                press(panel);
            }
        });
    }
}

/// No server yet, or one without a key: said before anything is typed in vain.
fn server_notice(panel: Panel) -> Option<El> {
    let to_servers =
        |class, key| el("a").class(class).attr("href", Route::Servers.to_hash()).t(key);
    panel.servers.current.with(|server| match server {
        None => Some(
            classed("section", "notice")
                .child(el("h2").t("create.no_server.title"))
                .child(el("p").t("create.no_server.body"))
                .child(to_servers("button primary", "create.no_server.action")),
        ),
        Some(server) if server.key.is_empty() => Some(
            classed("section", "notice warning")
                .child(el("p").t("create.no_key"))
                .child(to_servers("button", "create.no_key.action")),
        ),
        Some(server) if origin::is_mixed_content(&server.base_url) => Some(
            classed("section", "notice warning")
                .child(el("p").t("create.mixed"))
                .child(to_servers("button", "create.mixed.action")),
        ),
        Some(_) => None,
    })
}

/// Values that the dialect in use cannot take.
fn lost_fields(panel: Panel, dialect: Dialect) -> Option<El> {
    // What the deployment gave for another dialect was not typed here.
    let is_typed = |field: &Field| !panel.form.is_as_begun(*field);
    let names: Vec<String> = panel.form.drafts.with(|drafts| {
        drafts.unsupported_by(dialect).filter(is_typed).map(i18n::full_label).collect()
    });
    (!names.is_empty()).then(|| {
        let values = [("dialect", dialect.name()), ("fields", &names.join(", "))];
        classed("p", "notice warning").attr("role", "status").text(tf("create.lost", &values))
    })
}
