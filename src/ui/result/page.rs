//! What the press has made: the steps, the token, what was stored, the QR code, what to do next.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::domain::creation::headline::Headline;
use crate::domain::http::json_print;
use crate::domain::http::secret::masked_body;
use crate::domain::interpolate;
use crate::domain::reply::decode::Created;
use crate::state::creation::{
    Attempt, Confirmation, Creation, FindReason, Progress, TokenFacts, driver,
};
use crate::state::leave::{Leave, ResultExit};
use crate::state::pairing::{AutoConnect, PairedInstance, PairingMemory, PairingRun};
use crate::state::preferences::Preferences;
use crate::ui::kit::buttons::copy_button::copy_button;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{counted, fill, filled_key, key, plural_key, section_name, t, tf};
use crate::ui::kit::json_view::json_view;
use crate::ui::lazy_chunks::PAIRING;
use crate::ui::result::leave_dialog::leave_dialog;
use crate::ui::result::next_action::NextAction;
use crate::ui::result::next_steps::next_steps;
use crate::ui::result::proof::banner::differences_banner;
use crate::ui::result::proof::table::proof_table;
use crate::ui::result::save_preset::save_preset;
use crate::ui::result::shown_again::{gone, looked_up};
use crate::ui::result::timeline::timeline;
use crate::ui::result::token_card::token_card;

/// The result, or that there is none.
pub fn result_page() -> El {
    let creation = expect_context::<Creation>();
    let main =
        el("main").id("main").class("page").attr("tabindex", "-1").dyn_child(move || {
            match (creation.attempt.get(), creation.created.get()) {
                (Some(attempt), Some(created)) => made(creation, &attempt, &created),
                (Some(attempt), None) if attempt.found != FindReason::LostAnswer => {
                    vec![looked_up(creation, &attempt)]
                }
                _ => vec![gone(creation)],
            }
        });
    el("div").child(main).child(leave_dialog())
}

fn made(creation: Creation, attempt: &Arc<Attempt>, created: &Arc<Created>) -> Vec<El> {
    let memory = expect_context::<PairingMemory>();
    let auto_connect = expect_context::<AutoConnect>();
    let name = attempt.created_name(created);
    let run = PairedInstance::created(attempt, created)
        .map(|(instance, start)| PairingRun::start(memory, instance, start, ""));
    if let Some(run) = run.filter(|_| auto_connect.is_on.get_untracked()) {
        driver::when_connectable(creation, move || run.begin());
    }
    let next = NextAction::of(creation, run);
    // The steps and the token's card tell of the connection as well. Given also where there is none: a
    // context outlives the drawing that gave it.
    provide_context(run);
    let main = classed("div", "result-main")
        .child(token_card(creation, attempt, created, next))
        .child(proof_table(creation, attempt))
        .child(next_steps(attempt, created))
        .child((!created.raw.is_null()).then(|| raw_reply(created)));
    let qr = run.map(|_| {
        PAIRING.load();
        PAIRING.part(|pairing| pairing.result_pairing).class("pairing-place")
    });
    let columns = if qr.is_some() { "result-columns with-qr" } else { "result-columns" };
    vec![
        head(creation, attempt, name, next),
        differences_banner(creation, attempt),
        timeline(),
        el("div").class(columns).child(main).child(qr),
    ]
}

fn head(creation: Creation, attempt: &Attempt, name: &str, next: Memo<NextAction>) -> El {
    let (exit, token) = (expect_context::<ResultExit>(), expect_context::<TokenFacts>());
    let language = expect_context::<Preferences>().language.get_untracked();
    let when = js_sys::Date::new(&JsValue::from_f64(attempt.started_at))
        .to_locale_string(language.tag(), &JsValue::UNDEFINED);
    let values = [("server", &*attempt.server.label), ("time", &String::from(when))];
    let status = el("span").attr("role", "status").dyn_text(move || outcome(creation, token));
    let origin = match attempt.found {
        FindReason::NameTaken => tf!("result.existing", server = &attempt.server.label),
        _ => fill(filled_key!("result.created", server, time), &values),
    };
    let lead = classed("p", "lead").text(origin).text(" ").child(status);
    let another = button("button")
        .dyn_class("primary", move || next.get() == NextAction::CreateAnother)
        .t(key!("result.another"))
        .on_click(move || exit.leave(Leave::Another));
    let duplicate =
        button("button").t(key!("result.duplicate")).on_click(move || exit.leave(Leave::Duplicate));
    classed("div", "page-head with-actions")
        .child(el("div").child(classed("h1", "name").text(interpolate::plain(name))).child(lead))
        .child(
            classed("div", "actions").child(save_preset(attempt)).child(duplicate).child(another),
        )
}

/// How well what is stored matches what was asked, in one sentence.
fn outcome(creation: Creation, token: TokenFacts) -> String {
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
    let is_taken = attempt.found == FindReason::NameTaken;
    if headline.differs > 0 {
        let stem = if is_taken {
            plural_key!("result.taken.differs")
        } else {
            plural_key!("result.differs")
        };
        sentences.push(counted(stem, headline.differs));
    }
    if headline.unread > 0 {
        sentences.push(counted(plural_key!("result.unread"), headline.unread));
    }
    if !headline.remarked.is_empty() {
        let names: Vec<String> = headline.remarked.into_iter().map(section_name).collect();
        sentences.push(tf!("result.remarked", sections = &names.join(", ")));
    }
    if !token.used_by.with(|told| told.others().is_empty()) {
        sentences.push(t(key!("result.token_shared")));
    }
    if sentences.is_empty() {
        let key = if attempt.is_restored {
            key!("inflight.secrets_unknown")
        } else if is_taken {
            key!("result.taken.as_requested")
        } else {
            key!("result.as_requested")
        };
        sentences.push(t(key));
    }
    sentences.join(" ")
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
