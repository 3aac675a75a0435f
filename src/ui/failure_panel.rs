//! How a creation failed: cause, cure, the way to the field, and what became of the name when that
//! is not certain. The form below keeps everything that was typed.

use std::sync::Arc;

use leptos::prelude::*;

use super::copy_button::copy_button;
use super::doctor::examined_failure;
use super::element::{El, button, classed, el};
use super::failure_text::{self, Failed};
use super::focus;
use super::icon::{Icon, draw};
use super::text::{full_label, t, tf};
use crate::domain::error::{ApiError, Case};
use crate::domain::plan::Step;
use crate::state::Panel;
use crate::state::creation::{Attempt, Progress};
use crate::state::page::Page;
use crate::state::sighting::Sighting;

/// The failure, empty while there is none.
pub fn failure_panel(panel: Panel) -> El {
    let failure = step_error(panel, 0);
    el("div").live(move || {
        let error = failure.get()?;
        let attempt = panel.creation.attempt.get_untracked()?;
        Some(notice(panel, &error, &attempt))
    })
}

/// How the step at this place of the plan failed. What is drawn from it stays as it is while other
/// steps go on, so a fold that the operator opened stays open.
#[must_use]
pub fn step_error(panel: Panel, index: usize) -> Memo<Option<Arc<ApiError>>> {
    Memo::new(move |_| {
        panel.creation.progress.with(|progress| match progress.get(index) {
            Some(Progress::Failed(error)) => Some(error.clone()),
            _ => None,
        })
    })
}

fn notice(panel: Panel, error: &ApiError, attempt: &Attempt) -> El {
    let failed = failed(attempt, Step::Create);
    let is_unknown = error.case.leaves_outcome_unknown();
    let may_be_half_made = may_be_half_made(error, attempt);
    let title = if is_unknown { "failure.unknown_title" } else { "failure.title" };
    let title = el("h2").id("failure-title").child(draw(Icon::Alert)).say(title);
    let note = |is_due: bool, key: &str| is_due.then(|| el("p").say(key));
    let look = || button("button").say("failure.look").on_click(move || panel.creation.look());
    let actions = classed("div", "actions")
        .child(to_field(panel, error))
        .child(concerns_server(error.case).then(to_servers))
        .child((is_unknown || may_be_half_made || may_have_worked(error.case)).then(look))
        .child(button("button").say("common.close").on_click(move || panel.creation.dismiss()));
    classed("section", "notice failure")
        .id("failure")
        .attr("tabindex", "-1")
        .attr("role", "alert")
        .attr("aria-labelledby", "failure-title")
        .child(title)
        .child(el("p").text(failure_text::cause(error, &failed)))
        .child(el("p").text(failure_text::cure(error, &failed)))
        .child(examined_failure(panel, error, attempt))
        .child(note(is_unknown, "failure.unknown_body"))
        .child(note(may_be_half_made, "failure.half_made"))
        .child(actions)
        .child(sighting_line(panel, attempt.name().to_owned(), may_be_half_made, failed.clone()))
        .child(details(error, &failed))
}

/// Some servers make the instance before they refuse the rest of the request.
fn may_be_half_made(error: &ApiError, attempt: &Attempt) -> bool {
    // Those that come after the name was taken. Before that point the server says that a name is in
    // use, so what stands there after one of these is what this creation made, and no one else's.
    let comes_late = matches!(
        error.case,
        Case::InvalidUrl
            | Case::InvalidProxy
            | Case::Required
            | Case::FirstLetter
            | Case::AuthenticationError
            | Case::EventsMissing
            | Case::BadRequest
    );
    comes_late && attempt.server.dialect.leaves_half_made()
}

/// These servers may fail after they have written.
const fn may_have_worked(case: Case) -> bool {
    matches!(case, Case::ServerFailure | Case::SoftFailure | Case::Database | Case::Other)
}

/// Whether the cure may lie in the server's address or key.
const fn concerns_server(case: Case) -> bool {
    matches!(
        case,
        Case::Unreachable
            | Case::MixedContent
            | Case::CorsRefused
            | Case::Unauthorized
            | Case::MissingGlobalKey
            | Case::WrongPath
            | Case::Html
            | Case::Licence
    )
}

fn to_field(panel: Panel, error: &ApiError) -> Option<El> {
    let field = error.field?;
    let label = tf("failure.to_field", &[("field", &full_label(field))]);
    Some(button("button").text(label).on_click(move || focus::field(panel.form, field)))
}

fn to_servers() -> El {
    classed("a", "button").attr("href", Page::Servers.hash()).say("failure.to_servers")
}

/// What looking the name up has shown, and the deletion of what was left half-made.
fn sighting_line(panel: Panel, name: String, may_delete: bool, failed: Failed) -> El {
    el("div").attr("aria-live", "polite").live(move || {
        let sighting = panel.creation.sighting.get();
        let text = sighting_text(&sighting, &name, &failed)?;
        let can_delete =
            may_delete && matches!(sighting, Sighting::Exists { .. } | Sighting::DeleteFailed(_));
        let delete =
            || button("button").say("failure.delete").on_click(move || panel.creation.delete());
        Some(classed("p", "sighting").text(text).child(can_delete.then(delete)))
    })
}

fn sighting_text(sighting: &Sighting, name: &str, failed: &Failed) -> Option<String> {
    let named = |key: &str| tf(key, &[("name", name)]);
    Some(match sighting {
        Sighting::NotLooked => return None,
        Sighting::Looking => t("failure.look.running"),
        Sighting::Exists { state } => {
            tf("failure.look.exists", &[("name", name), ("state", state)])
        }
        Sighting::Absent => named("failure.look.absent"),
        Sighting::Unclear => t("failure.look.unclear"),
        Sighting::Deleting => t("failure.delete.running"),
        Sighting::Deleted => named("failure.delete.done"),
        Sighting::DeleteFailed(error) => {
            let (cause, cure) =
                (failure_text::cause(error, failed), failure_text::cure(error, failed));
            format!("{} {cause} {cure}", named("failure.delete.failed"))
        }
    })
}

/// The raw answer behind a fold, secrets masked.
pub fn details(error: &ApiError, failed: &Failed) -> El {
    let said: Vec<El> =
        failure_text::said(error, failed).into_iter().map(|line| el("li").text(line)).collect();
    let said = (!said.is_empty())
        .then(|| vec![el("p").say("failure.said"), classed("ul", "said-list").child(said)]);
    let body = failure_text::body(error, failed);
    let body = (!body.is_empty()).then(|| {
        // No landmark: several failures may stand on one page, all under the same name.
        classed("pre", "raw")
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr_said("aria-label", "failure.details")
            .text(body)
    });
    let report = failure_text::report(error, failed);
    el("details")
        .child(el("summary").say("failure.details"))
        .child(el("p").text(failure_text::status(error)))
        .child(said)
        .child(body)
        .child(copy_button("failure.copy", "common.copied", move || report.clone()))
}

/// What a sentence about a failed step needs to know.
#[must_use]
pub fn failed(attempt: &Attempt, step: Step) -> Failed {
    Failed {
        call: step.call(&attempt.drafts, &attempt.server.target()),
        limit_ms: step.time_limit_ms(&attempt.drafts),
        secrets: attempt
            .drafts
            .secrets()
            .into_iter()
            .chain([attempt.server.key.reveal().to_owned()])
            .collect(),
    }
}
