//! The steps of the plan, each with its own state.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::creation::plan::Step;
use crate::domain::proof::{DifferenceReason, Outcome, SectionProof};
use crate::domain::reply::error::ApiError;
use crate::domain::schema::section::Section;
use crate::state::creation::{Attempt, Confirmation, Creation, FindReason, Progress};
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{duration, fill, filled_key, key, section_name, step_name, t, tf};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::lazy_chunks::SERVERS;
use crate::ui::result::failure::panel::{details, failed, step_error};
use crate::ui::result::failure::words;

/// The steps, and below them what failed.
pub fn timeline() -> El {
    let creation = expect_context::<Creation>();
    let own = move || {
        let attempt = creation.attempt.get()?;
        let progress = creation.progress.get();
        let mut entries = Vec::new();
        for (step, progress) in attempt.steps.iter().zip(&progress) {
            if !matches!(step, Step::ReadBack(_)) {
                entries.push(own_entry(step_name(*step), progress, attempt.found));
            }
        }
        Some(entries)
    };
    let confirmation = move || confirmation_entry(&creation.confirmation.get());
    let steps = classed("section", "card timeline")
        .attr_t("aria-label", key!("result.timeline"))
        .child(el("ol").dyn_child(own).child(read_backs(creation)).dyn_child(confirmation));
    el("div")
        .child(gone(creation))
        .child(steps)
        .child(SERVERS.part(|servers| servers.network_trouble))
        .child(failures(creation))
}

/// The look at the instance some seconds after its creation.
fn confirmation_entry(confirmation: &Confirmation) -> Option<El> {
    let (state, words) = match confirmation {
        Confirmation::NotDue => return None,
        Confirmation::Waiting => (ProgressMark::Waiting, key!("confirm.waiting")),
        Confirmation::Confirmed => (ProgressMark::Good, key!("confirm.confirmed")),
        Confirmation::Gone => (ProgressMark::Bad, key!("confirm.gone")),
        Confirmation::Unknown => (ProgressMark::Warn, key!("confirm.unknown")),
    };
    Some(line(state, t(key!("step.confirm")), t(words)))
}

/// The server lost the instance after it said that it created it.
fn gone(creation: Creation) -> El {
    el("div").attr("aria-live", "assertive").dyn_child(move || {
        let is_gone = creation.confirmation.get() == Confirmation::Gone;
        let attempt = creation.attempt.get_untracked().filter(|_| is_gone)?;
        let body = tf!("confirm.gone_body", name = attempt.name());
        let notice =
            classed("section", "notice failure").child(el("h2").t(key!("confirm.gone_title")));
        Some(notice.child(el("p").text(body)))
    })
}

fn own_entry(name: String, progress: &Progress, found: FindReason) -> El {
    match progress {
        Progress::Waiting => line(ProgressMark::Waiting, name, t(key!("step.waiting"))),
        Progress::Running => line(ProgressMark::Running, name, t(key!("step.running"))),
        Progress::Done { status, elapsed_ms } => {
            let values = [("status", &*status.to_string()), ("time", &duration(*elapsed_ms))];
            line(ProgressMark::Good, name, fill(filled_key!("step.done", status, time), &values))
        }
        Progress::Found => {
            let words = match found {
                FindReason::LostAnswer => key!("inflight.found"),
                FindReason::NameTaken => key!("result.step.existing"),
                FindReason::ShownAgain => key!("result.step.shown_again"),
            };
            line(ProgressMark::Good, name, t(words))
        }
        Progress::Failed(_) => line(ProgressMark::Bad, name, t(key!("step.failed"))),
    }
}

/// All read-backs in one entry: how much is as requested, and each of them behind a fold. The fold stays
/// open or closed while they run.
fn read_backs(creation: Creation) -> El {
    let words = el("span")
        .child(el("b").t(key!("step.read_all")))
        .child(el("small").dyn_text(move || all_read(creation).1))
        .child(
            classed("details", "reads")
                .child(el("summary").t(key!("proof.each")))
                .child(el("ul").dyn_child(move || each_read(creation))),
        );
    el("li").dyn_child(move || mark(all_read(creation).0)).child(words)
}

/// The state of all read-backs together, as a mark and in words.
fn all_read(creation: Creation) -> (ProgressMark, String) {
    let Some(attempt) = creation.attempt.get() else {
        return (ProgressMark::Waiting, String::new());
    };
    let (mut is_running, mut is_waiting, mut is_unread) = (false, false, false);
    creation.progress.with(|progress| {
        for (step, state) in attempt.steps.iter().zip(progress) {
            if matches!(step, Step::ReadBack(_)) {
                is_running |= *state == Progress::Running;
                is_waiting |= *state == Progress::Waiting;
                is_unread |= matches!(state, Progress::Failed(_));
            }
        }
    });
    if is_running {
        return (ProgressMark::Running, t(key!("step.running")));
    } else if is_waiting && attempt.is_forgotten {
        // There is no key left to read them with.
        return (ProgressMark::Warn, t(key!("proof.not_checked")));
    } else if is_waiting {
        return (ProgressMark::Waiting, t(key!("step.waiting")));
    }
    creation.proofs.with(|proofs| {
        let mut words = as_asked(proofs);
        let mut separator = ": ";
        for proof in proofs.iter().filter(|proof| !proof.is_well()) {
            words = words + separator + &section_name(proof.section);
            separator = ", ";
        }
        // A section whose creation answered for it keeps that proof when its read-back fails.
        let is_good = separator == ": " && !is_unread;
        (if is_good { ProgressMark::Good } else { ProgressMark::Warn }, words)
    })
}

/// Each read-back with its own state.
fn each_read(creation: Creation) -> Option<Vec<El>> {
    let attempt = creation.attempt.get()?;
    let progress = creation.progress.get();
    let proofs = creation.proofs.get();
    let mut entries = Vec::new();
    for (step, progress) in attempt.steps.iter().zip(&progress) {
        if let Step::ReadBack(section) = step {
            let proof = proofs.iter().find(|proof| proof.section == *section);
            let (state, words) = match progress {
                Progress::Waiting if attempt.is_forgotten => {
                    (ProgressMark::Warn, t(key!("proof.not_checked")))
                }
                _ => one_read(progress, proof),
            };
            entries.push(line(state, section_name(*section), words));
        }
    }
    Some(entries)
}

fn one_read(progress: &Progress, proof: Option<&SectionProof>) -> (ProgressMark, String) {
    match (progress, proof) {
        (Progress::Waiting, _) => (ProgressMark::Waiting, t(key!("step.waiting"))),
        (Progress::Running, _) => (ProgressMark::Running, t(key!("step.running"))),
        (Progress::Failed(_), _) | (_, None) => (ProgressMark::Warn, t(key!("proof.not_checked"))),
        (_, Some(proof)) => match (&proof.outcome, proof.remark) {
            (Outcome::Dropped(DifferenceReason::SwitchedOff(_)), _) => {
                (ProgressMark::Warn, t(key!("proof.off")))
            }
            (Outcome::Dropped(_), _) => (ProgressMark::Warn, t(key!("proof.dropped"))),
            (Outcome::Hidden, _) => (ProgressMark::Warn, t(key!("proof.accepted_but_off"))),
            (_, Some(DifferenceReason::StoredButOff(_))) => {
                (ProgressMark::Warn, t(key!("proof.saved_but_off")))
            }
            (_, Some(_)) => (ProgressMark::Warn, t(key!("proof.callback_bad"))),
            _ => {
                let mark =
                    if proof.is_as_asked() { ProgressMark::Good } else { ProgressMark::Warn };
                (mark, as_asked(std::slice::from_ref(proof)))
            }
        },
    }
}

/// How many of what was asked for is as asked.
fn as_asked(proofs: &[SectionProof]) -> String {
    let (same, total) = proofs.iter().map(SectionProof::tally).fold((0, 0), |sum, one| {
        let (same, total) = one;
        (sum.0 + same, sum.1 + total)
    });
    if total == 0 {
        return t(key!("proof.nothing_requested"));
    }
    tf!("step.as_requested", same = &same.to_string(), total = &total.to_string())
}

/// How something stands. The words next to it say the same.
#[derive(Clone, Copy)]
enum ProgressMark {
    Waiting,
    Running,
    Good,
    Warn,
    Bad,
}

fn mark(mark: ProgressMark) -> El {
    let (class, icon) = match mark {
        ProgressMark::Waiting => ("mark-waiting", None),
        ProgressMark::Running => ("mark-running", None),
        ProgressMark::Good => ("mark-good", Some(Icon::Check)),
        ProgressMark::Warn => ("mark-warn", Some(Icon::Alert)),
        ProgressMark::Bad => ("mark-bad", Some(Icon::Alert)),
    };
    classed("span", class).attr("aria-hidden", "true").child(icon.map(draw))
}

fn line(state: ProgressMark, name: String, detail: String) -> El {
    let words = el("span").child(el("b").text(name)).child(el("small").text(detail));
    el("li").child(mark(state)).child(words)
}

/// The steps after the creation that failed, each in words. The failure of a read-back is shown in its
/// part of the proof.
fn failures(creation: Creation) -> El {
    el("div").attr("aria-live", "polite").dyn_child(move || {
        let attempt = creation.attempt.get()?;
        let own = |(_, step): &(usize, &Step)| !matches!(step, Step::ReadBack(_) | Step::Create);
        let steps = attempt.steps.iter().enumerate().filter(own);
        let slots: Vec<El> =
            steps.map(|(index, step)| slot(creation, index, *step, attempt.clone())).collect();
        Some(slots)
    })
}

/// The failure of one step, empty while there is none.
fn slot(creation: Creation, index: usize, step: Step, attempt: Arc<Attempt>) -> El {
    let error = step_error(creation, index);
    el("div")
        .bool_attr("hidden", move || {
            step.section().is_some_and(|section| was_cured(creation, section))
        })
        .dyn_child(move || error.get().map(|error| notice(&error, &attempt, step)))
}

/// The section was set again and is as requested now.
fn was_cured(creation: Creation, section: Section) -> bool {
    let is_tried = creation
        .reapply
        .with(|again| again.get(section.place()).is_some_and(|one| *one != Progress::Waiting));
    is_tried
        && creation.proofs.with(|proofs| {
            proofs.iter().any(|proof| proof.section == section && proof.is_as_asked())
        })
}

fn notice(error: &ApiError, attempt: &Attempt, step: Step) -> El {
    let failed = failed(attempt, step);
    let name = match step.section() {
        Some(section) => section_name(section),
        None => step_name(step),
    };
    classed("section", "notice warning")
        .child(el("h2").text(tf!("failure.step_title", step = &name)))
        .child(el("p").text(words::cause(error, &failed)))
        .child(el("p").text(words::cure(error, &failed)))
        .child(details(error, &failed))
}
