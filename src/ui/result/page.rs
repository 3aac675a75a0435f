//! What the press has made: the steps, the token, what was stored, the QR code, what to do next.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::domain::creation::first_message;
use crate::domain::creation::headline::Headline;
use crate::domain::http::secret::{Secret, masked_body};
use crate::domain::http::{curl, json_print};
use crate::domain::interpolate;
use crate::domain::reply::decode::Created;
use crate::domain::route::Route;
use crate::state::creation::{Attempt, Confirmation, Creation, Progress};
use crate::state::leave::{Leave, ResultExit};
use crate::state::pairing::{PairedInstance, PairingMemory, PairingRun};
use crate::state::preferences::Preferences;
use crate::state::servers::Servers;
use crate::ui::kit::copy_button::copy_button;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{counted, fill, filled_key, key, plural_key, section_name, t, tf};
use crate::ui::kit::json_view::json_view;
use crate::ui::pairing::card::pairing_card;
use crate::ui::result::leave_dialog::leave_dialog;
use crate::ui::result::pairing_trouble::pairing_trouble;
use crate::ui::result::proof::table::proof_table;
use crate::ui::result::timeline::timeline;
use crate::ui::result::token_card::token_card;

/// The result, or that there is none.
pub fn result_page() -> El {
    let creation = expect_context::<Creation>();
    let main =
        el("main").id("main").class("page").attr("tabindex", "-1").dyn_child(move || {
            match (creation.attempt.get(), creation.created.get()) {
                (Some(attempt), Some(created)) => made(creation, &attempt, &created),
                _ => vec![gone()],
            }
        });
    el("div").child(main).child(leave_dialog())
}

fn gone() -> El {
    let link = classed("a", "button primary").attr("href", Route::Create.to_hash());
    classed("section", "notice")
        .child(el("p").t(key!("result.gone")))
        .child(link.t(key!("create.title")))
}

fn made(creation: Creation, attempt: &Arc<Attempt>, created: &Arc<Created>) -> Vec<El> {
    let (memory, servers) = (expect_context::<PairingMemory>(), expect_context::<Servers>());
    let name = created.instance_name.as_deref().unwrap_or_else(|| attempt.name());
    let run = PairedInstance::created(attempt, created)
        .map(|(instance, start)| PairingRun::start(memory, instance, start, ""));
    // The steps and the token's card tell of the connection as well. Given also where there is none: a
    // context outlives the drawing that gave it.
    provide_context(run);
    let main = classed("div", "result-main")
        .child(token_card(creation, attempt, created))
        .child(proof_table(creation, attempt))
        .child(next_steps(attempt, created))
        .child((!created.raw.is_null()).then(|| raw_reply(created)));
    let qr = run.map(|run| pairing_card(run, name, pairing_trouble(run, servers, attempt)));
    let columns = if qr.is_some() { "result-columns with-qr" } else { "result-columns" };
    vec![head(creation, attempt, name), timeline(), el("div").class(columns).child(main).child(qr)]
}

fn head(creation: Creation, attempt: &Attempt, name: &str) -> El {
    let exit = expect_context::<ResultExit>();
    let language = expect_context::<Preferences>().language.get_untracked();
    let when = js_sys::Date::new(&JsValue::from_f64(attempt.started_at))
        .to_locale_string(language.tag(), &JsValue::UNDEFINED);
    let values = [("server", &*attempt.server.label), ("time", &String::from(when))];
    let status = el("span").attr("role", "status").dyn_text(move || outcome(creation));
    let lead = classed("p", "lead")
        .text(fill(filled_key!("result.created", server, time), &values))
        .text(" ")
        .child(status);
    let another = button("button primary")
        .t(key!("result.another"))
        .on_click(move || exit.leave(Leave::Another));
    let duplicate =
        button("button").t(key!("result.duplicate")).on_click(move || exit.leave(Leave::Duplicate));
    classed("div", "page-head with-actions")
        .child(el("div").child(classed("h1", "name").text(interpolate::plain(name))).child(lead))
        .child(classed("div", "actions").child(duplicate).child(another))
}

/// How well what is stored matches what was asked, in one sentence.
fn outcome(creation: Creation) -> String {
    if creation.attempt.get().is_some_and(|attempt| attempt.is_forgotten) {
        return t(key!("inflight.forgotten"));
    }
    if creation.confirmation.get() == Confirmation::Gone {
        return t(key!("confirm.gone_title"));
    }
    let is_left = |progress: &Progress| matches!(progress, Progress::Waiting | Progress::Running);
    if creation.progress.with(|progress| progress.iter().any(is_left)) {
        return t(key!("result.reading"));
    }
    // A step that failed shows in what was read back after it, and counts there.
    let Some(attempt) = creation.attempt.get() else { return String::new() };
    let headline = creation.progress.with(|progress| {
        let has_failed = |index: usize| matches!(progress.get(index), Some(Progress::Failed(_)));
        creation.proofs.with(|proofs| Headline::of(&attempt.steps, proofs, has_failed))
    });
    let mut sentences = Vec::new();
    if headline.differs > 0 {
        sentences.push(counted(plural_key!("result.differs"), headline.differs));
    }
    if headline.unread > 0 {
        sentences.push(counted(plural_key!("result.unread"), headline.unread));
    }
    if !headline.remarked.is_empty() {
        let names: Vec<String> = headline.remarked.into_iter().map(section_name).collect();
        sentences.push(tf!("result.remarked", sections = &names.join(", ")));
    }
    if sentences.is_empty() {
        let key = if attempt.is_restored {
            key!("inflight.secrets_unknown")
        } else {
            key!("result.as_asked")
        };
        sentences.push(t(key));
    }
    sentences.join(" ")
}

/// The first message with this instance's own token, ready to copy.
fn next_steps(attempt: &Attempt, created: &Created) -> El {
    let token = created.hash.clone().unwrap_or_default();
    let greeting = t(key!("result.next.greeting"));
    let call = |token: &Secret| {
        first_message::first_message(&attempt.server, attempt.name(), token, &greeting)
    };
    let shown = curl::command(&call(&Secret::default()));
    let in_clear = match token.is_empty() {
        true => shown.clone(),
        false => curl::command_with_key(&call(&token)),
    };
    let head = classed("div", "card-head")
        .child(el("h2").id("next-heading").t(key!("result.next")))
        .child(classed("p", "card-lead").t(key!("result.next.lead")))
        .child(copy_button(key!("result.next.copy"), key!("common.copied_clear"), move || {
            in_clear.clone()
        }));
    let command = classed("pre", "json curl")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr_t("aria-label", key!("request.curl"))
        .child(el("code").text(shown));
    classed("section", "card").attr("aria-labelledby", "next-heading").child(head).child(command)
}

/// The whole answer behind a fold, secrets masked.
fn raw_reply(created: &Arc<Created>) -> El {
    let (copied, shown) = (created.clone(), created.clone());
    let copy = copy_button(key!("result.raw.copy"), key!("common.copied"), move || {
        json_print::text(&masked_body(&copied.raw))
    });
    classed("details", "card raw-reply")
        .child(el("summary").t(key!("result.raw")))
        .child(copy)
        .child(json_view(move || shown.raw.clone(), || None))
}
