//! The home screen: sections on the left, the form in the middle, the request on the right.

use leptos::prelude::*;

use crate::domain::deployment::Deployment;
use crate::domain::route::Route;
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::platform::{frame, origin};
use crate::state::create::submit::Submission;
use crate::state::form::model::FormModel;
use crate::state::servers::Servers;
use crate::ui::create::connect_card::connect_card;
use crate::ui::create::footer_bar::footer_bar;
use crate::ui::create::overlays::Overlays;
use crate::ui::create::rail::rail;
use crate::ui::create::section_card::section_card;
use crate::ui::create::supplies::row_supplies;
use crate::ui::fields::control::basic_control;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n;
use crate::ui::kit::i18n::{fill, filled_key, key};
use crate::ui::lazy_chunks::{DEPLOYMENT, OPERATE};

/// Another dialect has other fields, so its form is rendered again; the drafts stay where they are.
pub fn create_page() -> El {
    let form = expect_context::<FormModel>();
    let submission = expect_context::<Submission>();
    // A press that waits for the part that sends asks for that part.
    Effect::new(move || {
        if submission.is_waiting.get() {
            OPERATE.fetch_then(move |operate| {
                if operate.is_none() {
                    submission.stop_waiting();
                }
            });
        }
    });
    el("div").dyn_child(move || create_form(form, submission, form.dialect.get()))
}

fn create_form(form: FormModel, submission: Submission, dialect: Dialect) -> El {
    let overlays = Overlays::new();
    provide_context(overlays);
    let supplies = row_supplies(basic_control);
    let sections = form.sections(dialect).into_iter();
    let basics: Vec<El> = sections
        .filter(|section| !section.is_group())
        .map(|section| section_card(form, section, supplies))
        .collect();
    // Enter in a text field presses the form's submit button, so there is one.
    let submit = el("button")
        .attr("type", "submit")
        .class("off-screen")
        .attr("tabindex", "-1")
        .attr("aria-hidden", "true");
    let form_element = el("form")
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .on("submit", move |event| {
            event.prevent_default();
            submission.press();
        })
        .child(basics)
        .child(OPERATE.quiet_part(|operate| operate.groups))
        .child(submit);
    let head = classed("div", "page-head")
        .child(el("h1").t(key!("create.title")))
        .child(classed("p", "lead").t(key!("create.lead")));
    let servers = expect_context::<Servers>();
    let deployment = expect_context::<&'static Deployment>();
    let main = el("main")
        .id("main")
        .attr("tabindex", "-1")
        .child(head)
        .child(DEPLOYMENT.quiet_part(|deployment| deployment.above_form))
        .child(server_notice(servers, deployment))
        .dyn_child(move || lost_fields(form, form.api.get()))
        .child(OPERATE.part(|operate| operate.failure_panel))
        .child(OPERATE.quiet_part(|operate| operate.summary))
        .child(form_element)
        .child(footer_bar(form, overlays));
    classed("div", "create")
        .on_key(move |event| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                // A key held down is one press, and an open dialog has the say.
                let has_dialog =
                    document().query_selector("dialog[open]").is_ok_and(|found| found.is_some());
                if !event.repeat() && !has_dialog {
                    submission.press();
                }
            }
        })
        .child(rail(form))
        .child(main)
        .child(OPERATE.quiet_part(|operate| operate.request).class("request-place"))
        .child(OPERATE.quiet_part(|operate| operate.overlays).class("overlays"))
}

/// What the operator learns about the server before typing anything.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ServerNotice {
    /// No server yet, or one without a key
    Connect,
    /// The page around passes in the key, or the server's own page takes it
    NoKey,
    Mixed,
    Nothing,
}

/// Rendered again only when the notice itself changes: a form in it keeps its focus.
fn server_notice(servers: Servers, deployment: &'static Deployment) -> El {
    let notice = Memo::new(move |_| {
        servers.current.with(|server| match server {
            None => ServerNotice::Connect,
            Some(server) if server.key.is_empty() && frame::is_framed() => ServerNotice::NoKey,
            Some(server) if server.key.is_empty() => ServerNotice::Connect,
            Some(server) if origin::is_mixed_content(&server.base_url) => ServerNotice::Mixed,
            Some(_) => ServerNotice::Nothing,
        })
    });
    let warning = |text, action| {
        classed("section", "notice warning")
            .child(el("p").t(text))
            .child(classed("a", "button").attr("href", Route::Servers.to_hash()).t(action))
    };
    el("div").dyn_child(move || match notice.get() {
        ServerNotice::Connect => Some(connect_card(servers, deployment)),
        ServerNotice::NoKey => Some(warning(key!("create.no_key"), key!("create.no_key.action"))),
        ServerNotice::Mixed => Some(warning(key!("create.mixed"), key!("create.mixed.action"))),
        ServerNotice::Nothing => None,
    })
}

/// Values that the dialect in use cannot take.
fn lost_fields(form: FormModel, api: Api) -> Option<El> {
    // What the deployment gave for another dialect was not typed here.
    let is_typed = |field: &Field| !form.is_initial(*field);
    let names: Vec<String> = form
        .drafts
        .with(|drafts| drafts.unsupported_by(api).filter(is_typed).map(i18n::full_label).collect());
    (!names.is_empty()).then(|| {
        let values = [("dialect", api.dialect.name()), ("fields", &names.join(", "))];
        classed("p", "notice warning")
            .attr("role", "status")
            .text(fill(filled_key!("create.lost", dialect, fields), &values))
    })
}
