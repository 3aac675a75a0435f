//! How a creation failed: cause, cure, the way to the field, and what became of the name when that
//! is not certain. The form below keeps everything that was typed.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::creation::outcome::CreationOutcome;
use crate::domain::creation::plan::Step;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::route::Route;
use crate::domain::servers::server::Server;
use crate::state::Panel;
use crate::state::creation::lookup::InstanceLookup;
use crate::state::creation::{Attempt, Progress};
use crate::ui::diagnostics::checks::checked_failure;
use crate::ui::fields::field_focus;
use crate::ui::kit::copy_button::copy_button;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{full_label, t, tf};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::result::failure_text;
use crate::ui::result::failure_text::Failed;
use crate::ui::result::lookup_line::sighting_line;

/// The failure, empty while there is none.
pub fn failure_panel(panel: Panel) -> El {
    let failure = step_error(panel, 0);
    el("div").dyn_child(move || {
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

fn notice(panel: Panel, error: &ApiError, attempt: &Arc<Attempt>) -> El {
    let failed = failed(attempt, Step::Create);
    let aftermath = attempt.aftermath(error);
    let heading = el("h2")
        .id("failure-title")
        .child(draw(Icon::Alert))
        .child(el("span").dyn_text(move || t(title(panel, aftermath))));
    // What had failed already when the page was loaded anew was not interrupted by that.
    let has_failed = attempt.is_restored && aftermath != CreationOutcome::Unknown;
    let cause = match has_failed {
        true => {
            tf("inflight.failed", &[("name", attempt.name()), ("server", &attempt.server.label)])
        }
        false => failure_text::cause(error, &failed),
    };
    let cure = (!has_failed).then(|| failure_text::cure(error, &failed));
    let note = match aftermath {
        CreationOutcome::Nothing => None,
        CreationOutcome::Unknown if attempt.is_restored => Some(sent(panel, attempt)),
        // Nothing left this browser this time.
        CreationOutcome::Unknown if error.case == Case::Unsettled => None,
        CreationOutcome::Unknown => Some(t("failure.unknown_body")),
        CreationOutcome::PartiallyCreated => Some(t("failure.half_made")),
        CreationOutcome::Uncertain => Some(t("failure.doubtful")),
        CreationOutcome::RolledBack => Some(t("failure.taken_back")),
    };
    // Nothing was made: only where another tab is at it, there is something to look for.
    let may_look = aftermath != CreationOutcome::Nothing || error.case == Case::OtherTab;
    let sighting = || sighting_line(panel, attempt.clone(), aftermath, failed.clone());
    let actions = classed("div", "actions")
        .child(to_field(panel, error))
        .child(concerns_server(error.case).then(to_servers))
        .child(button("button").t("common.close").on_click(move || panel.creation.dismiss()));
    classed("section", "notice failure")
        .dyn_class("found", move || title(panel, aftermath) == "failure.found_title")
        .id("failure")
        .attr("tabindex", "-1")
        .attr("role", "alert")
        .attr("aria-labelledby", "failure-title")
        .child(heading)
        .child(el("p").text(cause))
        .dyn_child(move || {
            // Of what was created after all, there is nothing to cure.
            let is_found = title(panel, aftermath) == "failure.found_title";
            let advice = [cure.as_ref(), note.as_ref()].into_iter().flatten();
            (!is_found).then(|| advice.map(|text| el("p").text(text)).collect::<Vec<El>>())
        })
        // What became of the name comes before why no answer came.
        .child(may_look.then(sighting))
        .child(checked_failure(panel, error, attempt))
        .child(actions)
        .child(details(error, &failed))
}

/// What is certain so far. A creation whose answer was lost is one, as soon as its own is found.
fn title(panel: Panel, aftermath: CreationOutcome) -> &'static str {
    panel.creation.sighting.with(|sighting| match aftermath {
        _ if sighting.is_without_ours() => "failure.title",
        CreationOutcome::Unknown
            if matches!(sighting, InstanceLookup::Exists { is_own: true, .. }) =>
        {
            "failure.found_title"
        }
        CreationOutcome::Unknown | CreationOutcome::Uncertain => "failure.unknown_title",
        _ => "failure.title",
    })
}

/// What, where and when, for one whose form is empty again.
fn sent(panel: Panel, attempt: &Attempt) -> String {
    let when = js_sys::Date::new(&attempt.started_at.into())
        .to_locale_time_string(panel.language.get_untracked().tag());
    let values = [
        ("name", attempt.name()),
        ("server", &*attempt.server.label),
        ("time", &String::from(when)),
    ];
    tf("inflight.sent", &values)
}

/// Whether the cure may lie in the server's address or key.
const fn concerns_server(case: Case) -> bool {
    matches!(
        case,
        Case::Unreachable
            | Case::MixedContent
            | Case::KeyUnsendable
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
    Some(button("button").text(label).on_click(move || field_focus::field(panel.form, field)))
}

fn to_servers() -> El {
    classed("a", "button").attr("href", Route::Servers.to_hash()).t("failure.to_servers")
}

/// The raw answer behind a fold, secrets masked.
pub fn details(error: &ApiError, failed: &Failed) -> El {
    let said: Vec<El> =
        failure_text::said(error, failed).into_iter().map(|line| el("li").text(line)).collect();
    let said = (!said.is_empty())
        .then(|| vec![el("p").t("failure.said"), classed("ul", "said-list").child(said)]);
    let body = failure_text::body(error, failed);
    let body = (!body.is_empty()).then(|| {
        // No landmark: several failures may stand on one page, all under the same name.
        classed("pre", "raw")
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr_t("aria-label", "failure.details")
            .text(body)
    });
    let report = failure_text::report(error, failed);
    el("details")
        .child(el("summary").t("failure.details"))
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
        server: version(&attempt.server),
        secrets: attempt.secrets(),
    }
}

fn version(server: &Server) -> String {
    let version = server.version.as_deref().unwrap_or_default();
    format!("{} {version}", server.dialect.name()).trim_end().to_owned()
}
