//! Why a pairing does not come about: the call that failed, and what to look at when no code comes.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::creation::plan::Step;
use crate::domain::pairing::Pairing;
use crate::domain::pairing::diagnosis::hints;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::section::Section;
use crate::state::creation::Attempt;
use crate::state::pairing::PairingRun;
use crate::state::servers::Servers;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{fill, key, t};
use crate::ui::result::failure::panel::{details, failed};
use crate::ui::result::failure::words;
use crate::ui::result::failure::words::Failed;

/// Why the last call failed, and what to look at when no code comes. It is rendered again only when it
/// is about something else: the answer has a fold.
pub fn pairing_trouble(run: PairingRun, servers: Servers, attempt: &Arc<Attempt>) -> El {
    let pairing = run.pairing;
    let error = Memo::new(move |_| pairing.with(|pairing| pairing.error.clone()));
    let needs_diagnosis = Memo::new(move |_| pairing.with(Pairing::needs_diagnosis));
    let (of_error, of_hints) = (attempt.clone(), attempt.clone());
    el("div")
        .dyn_child(move || error.get().map(|error| failure(run, &error, &of_error)))
        .dyn_child(move || needs_diagnosis.get().then(|| diagnosis(run, servers, &of_hints)))
}

fn failure(run: PairingRun, error: &ApiError, attempt: &Attempt) -> El {
    let failed = failed(attempt, Step::Create);
    let (call, limit_ms) = run.failed_call();
    let mut secrets = failed.secrets;
    secrets.push(call.key.reveal().to_owned());
    let failed = Failed { call, limit_ms, server: failed.server, secrets };
    classed("div", "pairing-trouble")
        .child(el("p").text(words::cause(error, &failed)))
        .child(el("p").text(cure(error, &failed)))
        .child(details(error, &failed))
}

/// What helps. Where the cure of a creation is to look its name up, there is no doubt here: the
/// instance exists, and asking again makes no second one.
fn cure(error: &ApiError, failed: &Failed) -> String {
    match error.case {
        Case::Unauthorized => t(key!("pairing.cure.key")),
        Case::Timeout
        | Case::EmptyReply
        | Case::NotJson
        | Case::Unavailable
        | Case::Crashed
        | Case::FirstLetter
        | Case::Database
        | Case::ServerFailure => t(key!("pairing.cure.again")),
        _ => words::cure(error, failed),
    }
}

/// What to look at, most of it on the server.
fn diagnosis(run: PairingRun, servers: Servers, attempt: &Attempt) -> El {
    let server = &attempt.server;
    // The greeting may have been heard only after the press.
    let current = servers.list.with_untracked(|servers| {
        servers.iter().find(|known| known.id == server.id).and_then(|known| known.version.clone())
    });
    let version = current.or_else(|| server.version.clone());
    let has_proxy = attempt.drafts.is_on(Section::Proxy);
    let by_number = run.pairing.with_untracked(|pairing| pairing.is_by_number);
    let hints = hints(server.dialect, version.as_deref(), has_proxy, by_number);
    let line = |id: &str| {
        let version = version.as_deref().unwrap_or_default();
        el("li").text(fill(&format!("pairing.hint.{id}"), &[("version", version)]))
    };
    let lines: Vec<El> = hints.into_iter().map(|hint| line(hint.id())).collect();
    classed("div", "pairing-trouble")
        .child(el("h3").t(key!("pairing.diagnosis")))
        .child(classed("ul", "said-list").child(lines))
}
