//! The connection doctor's ladder as a list: each rung with its mark in a sign and a word, what was
//! found there, and the cure with the lines to copy.

use leptos::prelude::*;

use crate::domain::diagnostics::findings::{CheckStep, Finding, StepResult, StepStatus};
use crate::domain::reply::error::{ApiError, Case};
use crate::platform::origin;
use crate::state::Panel;
use crate::state::creation::Attempt;
use crate::state::diagnostics::{Examination, Subject};
use crate::ui::kit::copy_button::plain_copy;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{t, tf};
use crate::ui::kit::icon::{Icon, draw};

/// Which rungs are worth their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckDetail {
    All,
    /// Those that were climbed and mean something
    Climbed,
    /// Those of the key, and what broke
    Key,
}

impl CheckDetail {
    fn has(self, rung: CheckStep, told: Option<&StepResult>, is_now: bool) -> bool {
        let mark = told.map(|told| told.finding.mark());
        let is_of_key = matches!(rung, CheckStep::KeyAccepted | CheckStep::KeyKind);
        match self {
            Self::All => true,
            Self::Climbed => is_now || mark.is_some_and(|mark| mark != StepStatus::Skipped),
            Self::Key => mark == Some(StepStatus::Bad) || is_of_key && (is_now || mark.is_some()),
        }
    }
}

/// The ladder of a subject, empty while the doctor is with another.
pub fn ladder_of(panel: Panel, subject: Subject, shown: CheckDetail) -> El {
    let is_examined = Memo::new(move |_| {
        panel.doctor.examination.with(|examination| examination.subject == subject)
    });
    classed("div", "doctor").dyn_child(move || is_examined.get().then(|| ladder(panel, shown)))
}

/// A failure at network level, or of the key, is examined by itself. Other failures speak for
/// themselves.
pub fn examined_failure(panel: Panel, error: &ApiError, attempt: &Attempt) -> Option<El> {
    let shown = match error.case {
        case if is_of_network(case) => CheckDetail::Climbed,
        Case::Unauthorized | Case::MissingGlobalKey => CheckDetail::Key,
        _ => return None,
    };
    let subject = Subject::Attempt(attempt.started_at);
    // Drawn anew in another language, it is the same failure.
    if panel.doctor.examination.with_untracked(|examination| examination.subject != subject) {
        panel.examine_server(subject, &attempt.server);
    }
    Some(ladder_of(panel, subject, shown))
}

/// Whether the call failed before there was an answer that could be read.
#[must_use]
pub const fn is_of_network(case: Case) -> bool {
    matches!(case, Case::Unreachable | Case::MixedContent | Case::CorsRefused)
}

/// What a finding says, and its cure.
#[must_use]
pub fn said(told: &StepResult) -> (String, Option<String>) {
    let origin = origin::origin();
    let values = [("subject", told.subject.as_str()), ("origin", &origin)];
    let id = told.finding.id();
    let cure = told.finding.mark().has_cure();
    (tf(&format!("doctor.{id}"), &values), cure.then(|| tf(&format!("doctor.{id}.cure"), &values)))
}

fn ladder(panel: Panel, shown: CheckDetail) -> El {
    let examination = panel.doctor.examination;
    let verdict = classed("p", "doctor-verdict").attr("role", "status");
    // The verdict is announced; the steps on the way to it would only drown it.
    let list =
        classed("ol", "ladder").attr("aria-live", "off").attr_t("aria-label", "doctor.title");
    // Drawn anew with every step: what can be focused stands on a last rung alone.
    let rungs = move || examination.with(|now| rows(now, shown));
    el("div")
        .child(verdict.dyn_text(move || examination.with(verdict_of)))
        .child(list.dyn_child(rungs))
}

fn rows(now: &Examination, shown: CheckDetail) -> Vec<El> {
    let mut rows = Vec::new();
    // Beside a failure, a ladder that was climbed to its top says all in its one sentence.
    let is_whole =
        now.rung.is_none() && now.told.iter().all(|told| told.finding.mark() != StepStatus::Bad);
    for (at, rung) in CheckStep::ALL.into_iter().enumerate() {
        let told = now.told.get(at);
        let is_now = now.rung == Some(rung);
        let is_news = told.is_some_and(|told| told.finding.mark() == StepStatus::Warning);
        if shown.has(rung, told, is_now) && (shown != CheckDetail::Climbed || !is_whole || is_news)
        {
            rows.push(row(rung, told, is_now));
        }
    }
    rows
}

fn row(rung: CheckStep, told: Option<&StepResult>, is_now: bool) -> El {
    let (mark, word) = match told.map(|told| told.finding.mark().id()) {
        Some(mark) => (mark, t(&format!("doctor.mark.{mark}"))),
        None if is_now => ("running", t("doctor.mark.running")),
        None => ("untested", t("doctor.mark.untested")),
    };
    let head = el("p")
        .child(classed("b", "rung-name").text(t(&format!("doctor.rung.{}", rung.id()))))
        .child(classed("span", "rung-word").text(word));
    classed("li", "rung")
        .attr("data-rung", rung.id())
        .attr("data-mark", mark)
        .child(classed("span", "rung-sign").child(told.and_then(sign)))
        .child(classed("div", "rung-body").child(head).child(told.map(body)))
}

fn sign(told: &StepResult) -> Option<AnyView> {
    Some(draw(match told.finding.mark() {
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
    parts.extend(cure.map(|cure| classed("p", "rung-cure").text(cure)));
    parts.extend(told.lines(&origin::origin()).map(|lines| {
        let copied = lines.clone();
        classed("div", "actions rung-lines")
            .child(el("pre").text(lines))
            .child(plain_copy(move || copied.clone()))
    }));
    parts
}

/// The whole climb in one sentence.
fn verdict_of(examination: &Examination) -> String {
    let name = |rung: CheckStep| t(&format!("doctor.rung.{}", rung.id()));
    if let Some(rung) = examination.rung {
        return tf("doctor.running", &[("rung", &name(rung))]);
    }
    let Some(last) = examination.told.last() else { return String::new() };
    let has = |mark: StepStatus| examination.told.iter().any(|told| told.finding.mark() == mark);
    let is_key_good = examination.told.iter().any(|told| told.finding == Finding::KeyGood);
    if last.finding.mark() == StepStatus::Bad {
        tf("doctor.verdict.bad", &[("rung", &name(last.finding.rung()))])
    } else if matches!(examination.subject, Subject::Attempt(_)) && is_key_good {
        t("doctor.verdict.again")
    } else if has(StepStatus::Warning) {
        t("doctor.verdict.warning")
    } else {
        t("doctor.verdict.good")
    }
}

/// *Test*, which may be pressed again.
pub fn test_button(id: String, label: Option<&str>, test: impl Fn() + 'static) -> El {
    let class = if label.is_some() { "button small" } else { "button" };
    let button = button(class).id(id).t("doctor.test").on_click(test);
    match label {
        Some(label) => button.attr("aria-label", format!("{}: {label}", t("doctor.test"))),
        None => button,
    }
}
