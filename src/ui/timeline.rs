//! The steps of the plan, each with its own state.

use std::sync::Arc;

use leptos::prelude::*;

use super::element::{El, classed, el};
use super::failure_panel::{details, failed, step_error};
use super::failure_text;
use super::icon::{Icon, draw};
use super::text::{duration, section_name, t, tf};
use crate::domain::error::ApiError;
use crate::domain::plan::Step;
use crate::domain::proof::{SectionProof, Verdict};
use crate::state::Panel;
use crate::state::creation::{Attempt, Progress};

/// The steps, and below them what failed.
pub fn timeline(panel: Panel) -> El {
    let entries = move || {
        let attempt = panel.creation.attempt.get()?;
        let progress = panel.creation.progress.get();
        let mut entries = Vec::new();
        for (step, progress) in attempt.steps.iter().zip(&progress) {
            if !matches!(step, Step::ReadBack(_)) {
                entries.push(own_entry(t(&format!("step.{}", step.id())), progress));
            }
        }
        entries.push(read_back(panel, &attempt.steps, &progress));
        Some(entries)
    };
    let steps = classed("section", "card timeline")
        .attr_said("aria-label", "result.timeline")
        .child(el("ol").live(entries));
    el("div").child(steps).child(failures(panel))
}

fn own_entry(name: String, progress: &Progress) -> El {
    match progress {
        Progress::Waiting => entry("mark-waiting", None, name, t("step.waiting")),
        Progress::Running => entry("mark-running", None, name, t("step.running")),
        Progress::Done { status, elapsed_ms } => {
            let values = [("status", &*status.to_string()), ("time", &duration(*elapsed_ms))];
            entry("mark-good", Some(Icon::Check), name, tf("step.done", &values))
        }
        Progress::Found => entry("mark-good", Some(Icon::Check), name, t("inflight.found")),
        Progress::Failed(_) => entry("mark-bad", Some(Icon::Alert), name, t("step.failed")),
    }
}

/// All read-backs in one entry: how much is as asked.
fn read_back(panel: Panel, steps: &[Step], progress: &[Progress]) -> El {
    let name = t("step.read_all");
    let reads = || steps.iter().zip(progress).filter(|(step, _)| matches!(step, Step::ReadBack(_)));
    let is_left = |state: &Progress| matches!(state, Progress::Waiting | Progress::Running);
    if reads().any(|(_, state)| is_left(state)) {
        return if reads().any(|(_, state)| *state != Progress::Waiting) {
            entry("mark-running", None, name, t("step.running"))
        } else {
            entry("mark-waiting", None, name, t("step.waiting"))
        };
    }
    let proofs = panel.creation.proofs.get();
    let asked = || {
        proofs
            .iter()
            .flat_map(|proof| &proof.rows)
            .filter(|row| row.asked.is_some() && row.verdict != Verdict::NotTold)
    };
    let same = asked().filter(|row| !matches!(row.verdict, Verdict::Different(_))).count();
    let counts = [("same", &*same.to_string()), ("total", &asked().count().to_string())];
    // A section whose creation answered for it keeps that proof when its read-back fails.
    let is_all = proofs.iter().all(SectionProof::is_as_asked)
        && !reads().any(|(_, state)| matches!(state, Progress::Failed(_)));
    let (class, icon) =
        if is_all { ("mark-good", Icon::Check) } else { ("mark-warn", Icon::Alert) };
    entry(class, Some(icon), name, tf("step.as_asked", &counts))
}

fn entry(mark: &'static str, icon: Option<Icon>, name: String, detail: String) -> El {
    let mark = el("span").class(mark).attr("aria-hidden", "true").child(icon.map(draw));
    let words = el("span").child(el("b").text(name)).child(el("small").text(detail));
    el("li").child(mark).child(words)
}

/// The steps after the creation that failed, each in words. A read-back's failure stands in its own
/// part of the proof.
fn failures(panel: Panel) -> El {
    el("div").attr("aria-live", "polite").live(move || {
        let attempt = panel.creation.attempt.get()?;
        let own = |(_, step): &(usize, &Step)| !matches!(step, Step::ReadBack(_) | Step::Create);
        let steps = attempt.steps.iter().enumerate().filter(own);
        let slots: Vec<El> =
            steps.map(|(index, step)| slot(panel, index, *step, attempt.clone())).collect();
        Some(slots)
    })
}

/// The place of one step's failure, empty unless it fails.
fn slot(panel: Panel, index: usize, step: Step, attempt: Arc<Attempt>) -> El {
    let error = step_error(panel, index);
    el("div").live(move || error.get().map(|error| notice(&error, &attempt, step)))
}

fn notice(error: &ApiError, attempt: &Attempt, step: Step) -> El {
    let failed = failed(attempt, step);
    let name = match step.section() {
        Some(section) => section_name(section),
        None => t(&format!("step.{}", step.id())),
    };
    classed("section", "notice warning")
        .child(el("h2").text(tf("failure.step_title", &[("step", &name)])))
        .child(el("p").text(failure_text::cause(error, &failed)))
        .child(el("p").text(failure_text::cure(error, &failed)))
        .child(details(error, &failed))
}
