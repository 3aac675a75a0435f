//! The steps of the plan, each with its own state.

use leptos::prelude::*;

use super::failure_panel::{Details, failed};
use super::failure_text;
use super::icon::{Draw, Icon};
use super::text::{duration, section_name, t, tf};
use crate::domain::plan::Step;
use crate::domain::proof::Verdict;
use crate::state::Panel;
use crate::state::creation::Progress;

#[component]
pub fn Timeline(panel: Panel) -> impl IntoView {
    let entries = move || {
        let attempt = panel.creation.attempt.get()?;
        let progress = panel.creation.progress.get();
        let mut entries: Vec<AnyView> = Vec::new();
        for (step, progress) in attempt.steps.iter().zip(&progress) {
            if !matches!(step, Step::ReadBack(_)) {
                let name = t(&format!("step.{}", step.id()));
                entries.push(view! { <Entry name progress=progress.clone() /> }.into_any());
            }
        }
        entries.push(read_back(panel, &attempt.steps, &progress));
        Some(entries)
    };
    view! {
        <section class="card timeline" aria-label=t("result.timeline")>
            <ol>{entries}</ol>
        </section>
        <Failures panel />
    }
}

#[component]
fn Entry(name: String, progress: Progress) -> impl IntoView {
    let (mark, detail) = match progress {
        Progress::Waiting => (mark("waiting", None), t("step.waiting")),
        Progress::Running => (mark("running", None), t("step.running")),
        Progress::Done { status, elapsed_ms } => {
            let values = [("status", status.to_string()), ("time", duration(elapsed_ms))];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            (mark("good", Some(Icon::Check)), tf("step.done", &values))
        }
        Progress::Failed(_) => (mark("bad", Some(Icon::Alert)), t("step.failed")),
    };
    entry(mark, name, detail)
}

/// All read-backs in one entry: how much is as asked.
fn read_back(panel: Panel, steps: &[Step], progress: &[Progress]) -> AnyView {
    let reads = || steps.iter().zip(progress).filter(|(step, _)| matches!(step, Step::ReadBack(_)));
    let is_left = |state: &Progress| matches!(state, Progress::Waiting | Progress::Running);
    if reads().any(|(_, state)| is_left(state)) {
        let is_begun = reads().any(|(_, state)| *state != Progress::Waiting);
        let (class, key) =
            if is_begun { ("running", "step.running") } else { ("waiting", "step.waiting") };
        return entry(mark(class, None), t("step.read_all"), t(key)).into_any();
    }
    let proofs = panel.creation.proofs.get();
    let asked = || {
        proofs
            .iter()
            .flat_map(|proof| &proof.rows)
            .filter(|row| row.asked.is_some() && row.verdict != Verdict::NotTold)
    };
    let same = asked().filter(|row| !matches!(row.verdict, Verdict::Different(_))).count();
    let is_all = proofs.iter().all(crate::domain::proof::SectionProof::is_as_asked);
    let counts = [("same", same.to_string()), ("total", asked().count().to_string())];
    let counts = counts.each_ref().map(|(name, value)| (*name, value.as_str()));
    let mark =
        if is_all { mark("good", Some(Icon::Check)) } else { mark("warn", Some(Icon::Alert)) };
    entry(mark, t("step.read_all"), tf("step.as_asked", &counts)).into_any()
}

fn mark(class: &'static str, icon: Option<Icon>) -> impl IntoView {
    view! {
        <span class=format!("mark-{class}") aria-hidden="true">
            {icon.map(|icon| view! { <Draw icon /> })}
        </span>
    }
}

fn entry(mark: impl IntoView + 'static, name: String, detail: String) -> impl IntoView {
    view! {
        <li>
            {mark}
            <span>
                <b>{name}</b>
                <small>{detail}</small>
            </span>
        </li>
    }
}

/// The steps after the creation that failed, each in words. A read-back's failure stands in its own
/// part of the proof.
#[component]
fn Failures(panel: Panel) -> impl IntoView {
    let failures = move || {
        let attempt = panel.creation.attempt.get()?;
        let progress = panel.creation.progress.get();
        let failures = attempt.steps.iter().zip(progress).filter_map(|(step, progress)| {
            let Progress::Failed(error) = progress else { return None };
            if matches!(step, Step::ReadBack(_) | Step::Create) {
                return None;
            }
            let failed = failed(&attempt, *step);
            let name = match step.section() {
                Some(section) => section_name(section),
                None => t(&format!("step.{}", step.id())),
            };
            Some(view! {
                <section class="notice warning">
                    <h2>{tf("failure.step_title", &[("step", &name)])}</h2>
                    <p>{failure_text::cause(&error, &failed)}</p>
                    <p>{failure_text::cure(&error, &failed)}</p>
                    <Details error=(*error).clone() failed />
                </section>
            })
        });
        Some(failures.collect_view())
    };
    view! { <div aria-live="polite">{failures}</div> }
}
