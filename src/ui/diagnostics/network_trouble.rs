//! A step after the creation, or the pairing, met the network's refusal: one line for all of them,
//! and the test of the server right below it.

use leptos::prelude::*;

use crate::state::creation::{Attempt, Creation, Progress};
use crate::state::diagnostics::{Diagnostics, Subject};
use crate::state::pairing::PairingRun;
use crate::ui::diagnostics::checks::checks_of;
use crate::ui::diagnostics::detail::{CheckDetail, is_of_network};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{key, t};

/// Empty while every step got an answer.
pub fn network_trouble() -> El {
    let creation = expect_context::<Creation>();
    let diagnostics = expect_context::<Diagnostics>();
    let run = use_context::<Option<PairingRun>>().flatten();
    let is_there = Memo::new(move |was: Option<&bool>| {
        let (mut is_broken, mut is_running) = (false, false);
        let mut look = |steps: &Vec<Progress>| {
            for step in steps {
                match step {
                    Progress::Failed(error) => is_broken |= is_of_network(error.case),
                    Progress::Running => is_running = true,
                    _ => {}
                }
            }
        };
        creation.progress.with(&mut look);
        creation.reapply.with(&mut look);
        is_broken |= run.is_some_and(|run| {
            run.pairing.with(|pairing| {
                pairing.error.as_ref().is_some_and(|error| is_of_network(error.case))
            })
        });
        // A step that is tried again keeps it where it is until the answer is there.
        is_broken || is_running && was == Some(&true)
    });
    let line = move || if is_there.get() { t(key!("diagnostics.offer")) } else { String::new() };
    let offer = move || {
        let attempt = creation.attempt.get_untracked().filter(|_| is_there.get())?;
        Some(offer(diagnostics, &attempt))
    };
    classed("section", "trouble")
        .dyn_class("notice", move || is_there.get())
        .dyn_class("warning", move || is_there.get())
        .child(el("p").attr("role", "status").dyn_text(line))
        .dyn_child(offer)
}

fn offer(diagnostics: Diagnostics, attempt: &Attempt) -> Vec<El> {
    let subject = Subject::Attempt(attempt.started_at);
    let server = attempt.server.clone();
    let test = move || diagnostics.check_server(subject, &server);
    vec![
        button("button").t(key!("diagnostics.offer.test")).on_click(test),
        checks_of(diagnostics, subject, CheckDetail::Reached),
    ]
}
