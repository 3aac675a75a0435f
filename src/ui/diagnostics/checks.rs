//! A connection check as a list: each step with its status as a sign and a word, what was found there,
//! and the cure with the lines to copy.

use leptos::prelude::*;

use crate::domain::diagnostics::findings::{CheckStep, Finding, StepResult, StepStatus};
use crate::domain::http::url::UrlParts;
use crate::platform::origin;
use crate::state::creation::{Creation, Progress};
use crate::state::diagnostics::{CheckRun, Diagnostics, Subject};
use crate::ui::diagnostics::detail::{CheckDetail, detail_of};
use crate::ui::kit::buttons::copy_button::plain_copy;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{fill, filled_key, key, t, tf};
use crate::ui::kit::icon::{Icon, draw};

/// The check of a subject, empty while another one is checked.
pub fn checks_of(diagnostics: Diagnostics, subject: Subject, shown: CheckDetail) -> El {
    let is_shown = Memo::new(move |_| diagnostics.run.with(|run| run.subject == subject));
    classed("div", "diagnostics")
        .dyn_child(move || is_shown.get().then(|| check(diagnostics, shown)))
}

/// The check of the creation that failed, where its failure has one.
pub fn checked_failure() -> El {
    el("div").child(check_of_failure())
}

fn check_of_failure() -> Option<El> {
    let diagnostics = expect_context::<Diagnostics>();
    let creation = expect_context::<Creation>();
    let attempt = creation.attempt.get_untracked()?;
    let shown = creation.progress.with_untracked(|progress| match progress.first() {
        Some(Progress::Failed(error)) => detail_of(error.case),
        _ => None,
    })?;
    let subject = Subject::Attempt(attempt.started_at);
    let server = attempt.server.clone();
    // After drawing: a check calls the network and changes what is drawn.
    Effect::new(move || {
        // In another language it is the same failure.
        if diagnostics.run.with_untracked(|run| run.subject != subject) {
            diagnostics.check_server(subject, &server);
        }
    });
    Some(checks_of(diagnostics, subject, shown))
}

/// What a finding says, and its cure.
#[must_use]
pub fn said(told: &StepResult) -> (String, Option<String>) {
    let origin = origin::origin();
    let values = [("subject", told.subject.as_str()), ("origin", &origin)];
    let id = told.finding.id();
    let cure = told.finding.status().has_cure();
    (
        fill(&format!("diagnostics.{id}"), &values),
        cure.then(|| fill(&format!("diagnostics.{id}.cure"), &values)),
    )
}

fn check(diagnostics: Diagnostics, shown: CheckDetail) -> El {
    let run = diagnostics.run;
    let is_open = RwSignal::new(false);
    // A check that is well has nothing to read; one that runs would only push the page about.
    let can_fold =
        Memo::new(move |_| shown == CheckDetail::All && run.with(|now| !needs_reading(now)));
    let has_ended = Memo::new(move |_| run.with(|now| now.step.is_none()));
    let toggle = move || {
        button("button small quiet")
            .aria_bool("aria-expanded", move || is_open.get())
            .dyn_text(move || {
                t(if is_open.get() {
                    key!("diagnostics.hide_details")
                } else {
                    key!("diagnostics.show_details")
                })
            })
            .on_click(move || is_open.update(|is_open| *is_open = !*is_open))
    };
    let verdict = classed("p", "diagnostics-verdict").attr("role", "status");
    let head = classed("div", "diagnostics-head")
        .dyn_class("well", move || has_ended.get() && can_fold.get())
        .child(verdict.dyn_text(move || run.with(verdict_of)))
        .show(move || can_fold.get() && has_ended.get(), toggle);
    // The verdict is announced; the steps on the way to it would only drown it.
    let list = classed("ol", "check-steps")
        .attr("aria-live", "off")
        .attr_t("aria-label", key!("diagnostics.title"));
    // Rendered again with every step: what can be focused stands on a last step alone.
    let steps = move || {
        let is_folded = can_fold.get() && !is_open.get();
        run.with(|now| rows(diagnostics, now, shown, is_folded))
    };
    el("div").child(head).child(list.dyn_child(steps))
}

/// Whether a check has ended with something to be done.
fn needs_reading(run: &CheckRun) -> bool {
    let is_news =
        |told: &StepResult| matches!(told.finding.status(), StepStatus::Bad | StepStatus::Warning);
    run.step.is_none() && run.results.iter().any(is_news)
}

/// Of a folded check only what is good to know is shown.
fn rows(diagnostics: Diagnostics, now: &CheckRun, shown: CheckDetail, is_folded: bool) -> Vec<El> {
    let mut rows = Vec::new();
    // Next to a failure, a check without a finding to act on says all in its one sentence.
    let is_whole = now.step.is_none()
        && now.results.iter().all(|told| told.finding.status() != StepStatus::Bad);
    let use_address = (now.subject == Subject::Form).then(|| {
        Callback::new(move |url: String| {
            diagnostics.take_address(url);
            diagnostics.check_form();
            focus::by_id("server-url");
        })
    });
    for (at, step) in CheckStep::ALL.into_iter().enumerate() {
        let told = now.results.get(at);
        let is_now = now.step == Some(step);
        let has = |status| told.is_some_and(|told| told.finding.status() == status);
        let is_news = has(StepStatus::Warning);
        if is_folded && !has(StepStatus::Note) {
            continue;
        }
        if shown.has(step, told, is_now) && (shown != CheckDetail::Reached || !is_whole || is_news)
        {
            rows.push(
                row(step, told, is_now).child(told.and_then(|told| offer(told, use_address))),
            );
        }
    }
    rows
}

fn row(step: CheckStep, told: Option<&StepResult>, is_now: bool) -> El {
    let (mark, word) = match told.map(|told| told.finding.status().id()) {
        Some(mark) => (mark, t(&format!("diagnostics.status.{mark}"))),
        None if is_now => ("running", t(key!("diagnostics.status.running"))),
        None => ("untested", t(key!("diagnostics.status.untested"))),
    };
    let head = el("p")
        .child(classed("b", "check-step-name").text(t(&format!("diagnostics.step.{}", step.id()))))
        .child(classed("span", "check-step-word").text(word));
    classed("li", "check-step")
        .attr("data-step", step.id())
        .attr("data-status", mark)
        .child(classed("span", "check-step-sign").child(told.and_then(sign)))
        .child(classed("div", "check-step-body").child(head).child(told.map(body)))
}

fn sign(told: &StepResult) -> Option<AnyView> {
    Some(draw(match told.finding.status() {
        StepStatus::Good => Icon::Check,
        StepStatus::Note => Icon::Note,
        StepStatus::Warning => Icon::Alert,
        StepStatus::Bad => Icon::Cross,
        StepStatus::Skipped | StepStatus::Unknown => return None,
    }))
}

fn body(told: &StepResult) -> Vec<El> {
    let (sentence, cure) = said(told);
    let mut parts = vec![el("p").text(sentence)];
    parts.extend(cure.map(|cure| classed("p", "check-step-cure").text(cure)));
    parts.extend(lines(told));
    parts
}

/// The lines for the server's environment, to be copied.
pub fn lines(told: &StepResult) -> Option<El> {
    told.lines(&origin::origin()).map(|lines| {
        let copied = lines.clone();
        classed("div", "actions check-step-lines")
            .child(el("pre").text(lines))
            .child(plain_copy(move || copied.clone()))
    })
}

/// What can be done about it at once: a page of the server's to open, or a better address to use where
/// there is a form that takes one.
pub fn offer(result: &StepResult, use_address: Option<Callback<String>>) -> Option<El> {
    if let Some(url) = &result.link {
        let host = UrlParts::read(url)?.authority();
        let link = classed("a", "button small")
            .attr("href", url)
            .attr("target", "_blank")
            .attr("rel", "noopener noreferrer")
            .text(tf!("diagnostics.licence.register", host = &host));
        return Some(classed("div", "actions").child(link));
    }
    let use_address = use_address.filter(|_| result.finding == Finding::VersionShorter)?;
    let url = result.subject.clone();
    let use_it = button("button small")
        .text(tf!("diagnostics.use_address", url = &url))
        .on_click(move || use_address.run(url.clone()));
    Some(classed("div", "actions").child(use_it))
}

/// The whole check in one sentence.
pub fn verdict_of(run: &CheckRun) -> String {
    let name = |step: CheckStep| t(&format!("diagnostics.step.{}", step.id()));
    if let Some(step) = run.step {
        let key = if run.is_slow {
            filled_key!("diagnostics.running_slow", step)
        } else {
            filled_key!("diagnostics.running", step)
        };
        return fill(key, &[("step", &name(step))]);
    }
    let Some(last) = run.results.last() else { return String::new() };
    let has = |mark: StepStatus| run.results.iter().any(|told| told.finding.status() == mark);
    let is_key_good = run.results.iter().any(|told| told.finding == Finding::KeyGood);
    if last.finding.status() == StepStatus::Bad {
        tf!("diagnostics.verdict.bad", step = &name(last.finding.step()))
    } else if matches!(run.subject, Subject::Attempt(_)) && is_key_good {
        t(key!("diagnostics.verdict.again"))
    } else if has(StepStatus::Warning) {
        t(key!("diagnostics.verdict.warning"))
    } else {
        t(key!("diagnostics.verdict.good"))
    }
}

/// *Test*, which may be pressed again.
pub fn test_button(id: String, label: Option<&str>, test: impl Fn() + 'static) -> El {
    let class = if label.is_some() { "button small" } else { "button" };
    let button = button(class).id(id).t(key!("diagnostics.test")).on_click(test);
    match label {
        Some(label) => {
            button.attr("aria-label", format!("{}: {label}", t(key!("diagnostics.test"))))
        }
        None => button,
    }
}
