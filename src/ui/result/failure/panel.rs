//! How a creation failed: the cause, the cure, the way to the field, and what is on the server when
//! that is not certain. The form below keeps everything that was typed.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::creation::machine::input::CreationInput;
use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::creation::outcome::CreationOutcome;
use crate::domain::creation::plan::Step;
use crate::domain::diagnostics::findings::{Finding, StepResult};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::route::Route;
use crate::domain::servers::server::Server;
use crate::platform::clock;
use crate::state::creation::{Attempt, Creation, Progress};
use crate::state::diagnostics::{Diagnostics, Subject};
use crate::state::form::model::FormModel;
use crate::state::preferences::{Language, Preferences};
use crate::ui::diagnostics::detail::detail_of;
use crate::ui::fields::field_focus;
use crate::ui::kit::buttons::copy_button::copy_button;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{duration, fill, filled_key, full_label, key, t, tf};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::lazy_chunks::SERVERS;
use crate::ui::result::failure::lookup_line::lookup_line;
use crate::ui::result::failure::retry::Retry;
use crate::ui::result::failure::words;
use crate::ui::result::failure::words::Failed;

/// What the failure shows and changes.
#[derive(Clone, Copy)]
struct FailureContext {
    creation: Creation,
    form: FormModel,
    language: RwSignal<Language>,
}

/// The failure, empty while there is none.
pub fn failure_panel() -> El {
    let context = FailureContext {
        creation: expect_context::<Creation>(),
        form: expect_context::<FormModel>(),
        language: expect_context::<Preferences>().language,
    };
    let creation = context.creation;
    let failure = step_error(creation, 0);
    el("div").dyn_child(move || {
        let error = failure.get()?;
        let attempt = creation.attempt.get_untracked()?;
        Some(notice(context, &error, &attempt))
    })
}

/// How the step at this place of the plan failed. It changes with this step alone, so that a fold which
/// the operator opened stays open while other steps run.
#[must_use]
pub fn step_error(creation: Creation, index: usize) -> Memo<Option<Arc<ApiError>>> {
    Memo::new(move |_| {
        creation.progress.with(|progress| match progress.get(index) {
            Some(Progress::Failed(error)) => Some(error.clone()),
            _ => None,
        })
    })
}

fn notice(context: FailureContext, error: &ApiError, attempt: &Arc<Attempt>) -> El {
    let creation = context.creation;
    let failed = failed(attempt, Step::Create);
    let outcome = attempt.outcome(error);
    let heading = el("h2")
        .id("failure-title")
        .child(draw(Icon::Alert))
        .child(el("span").dyn_text(move || t(title(creation, outcome))));
    // A creation that had failed before the page was reloaded was not interrupted by that.
    let has_failed = attempt.is_restored && outcome != CreationOutcome::Unknown;
    let cause = match has_failed {
        true => {
            tf!("inflight.failed", name = attempt.name(), server = &attempt.server.label)
        }
        false => words::cause(error, &failed),
    };
    let is_unsent = error.case == Case::Cancelled && !attempt.is_sent;
    let cure = (!has_failed).then(|| match (is_unsent, error.retry_after_s) {
        (true, _) => t(key!("failure.not_sent")),
        (false, Some(seconds)) if error.case == Case::RateLimited => {
            tf!("failure.retry_after", time = &duration(seconds.saturating_mul(1_000)))
        }
        _ => words::cure(error, &failed),
    });
    let is_found = Memo::new(move |_| title(creation, outcome) == key!("failure.found_title"));
    let is_refused = is_page_refused(attempt);
    let lost = cause.clone();
    let is_open = outcome == CreationOutcome::Unknown && attempt.is_sent && !attempt.is_restored;
    let note = match outcome {
        CreationOutcome::Nothing => None,
        CreationOutcome::Unknown if attempt.is_restored => Some(sent(context.language, attempt)),
        // Nothing was sent this time.
        CreationOutcome::Unknown if !attempt.is_sent => None,
        CreationOutcome::Unknown => Some(t(key!("failure.unknown_body"))),
        CreationOutcome::PartiallyCreated => Some(t(key!("failure.half_made"))),
        CreationOutcome::Uncertain => Some(t(key!("failure.doubtful"))),
        CreationOutcome::RolledBack => Some(t(key!("failure.taken_back"))),
    };
    // Where nothing was created, only another tab can have created something.
    let may_look = outcome != CreationOutcome::Nothing || error.case == Case::OtherTab;
    let (taken, limited) = (attempt.clone(), attempt.clone());
    let retry = Retry::of_contexts();
    let show = (error.case == Case::NameInUse).then(|| {
        button("button primary").t(key!("failure.show")).on_click(move || {
            let Attempt { server, drafts, started_at, .. } = (*taken).clone();
            creation.show_taken(server, drafts, started_at);
        })
    });
    let again = (error.case == Case::RateLimited).then(|| {
        button("button primary").t(key!("failure.again")).on_click(move || retry.again(&limited))
    });
    let has_check = detail_of(error.case).is_some();
    let lookup = || lookup_line(attempt.clone(), outcome, failed.clone());
    let actions = classed("div", "actions")
        .child(show)
        .child(again)
        .child(to_field(context.form, error))
        .child(concerns_server(error.case).then(to_servers))
        .child(
            button("button")
                .t(key!("common.close"))
                .on_click(move || creation.give(CreationInput::Dismiss)),
        );
    classed("section", "notice failure")
        .dyn_class("uncertain", move || title(creation, outcome) != key!("failure.title"))
        .id("failure")
        .attr("tabindex", "-1")
        .attr("role", "alert")
        .attr("aria-labelledby", "failure-title")
        .child(heading)
        .dyn_child(move || {
            let refused = (is_open && is_refused.get()).then(|| t(key!("failure.refused_body")));
            let advice = [Some(&cause), cure.as_ref(), refused.as_ref().or(note.as_ref())];
            let advice = advice.into_iter().flatten().map(|text| el("p").text(text));
            // A creation that succeeded after all needs no cure, and its cause is one of the details.
            (!is_found.get()).then(|| advice.collect::<Vec<El>>())
        })
        // What is on the server comes before the reason why no answer came.
        .child(may_look.then(lookup))
        .show(
            move || has_check && !is_found.get(),
            || SERVERS.part(|servers| servers.checked_failure),
        )
        .child(actions)
        .child(details(error, &failed).child(el("p").text(lost)))
}

/// What is certain so far. A creation whose answer was lost counts as created as soon as its own
/// instance is found.
fn title(creation: Creation, outcome: CreationOutcome) -> &'static str {
    creation.lookup.with(|lookup| match outcome {
        _ if lookup.is_without_ours() => key!("failure.title"),
        CreationOutcome::Unknown
            if matches!(lookup, InstanceLookup::Exists { is_own: true, .. }) =>
        {
            key!("failure.found_title")
        }
        CreationOutcome::Unknown | CreationOutcome::Uncertain => key!("failure.unknown_title"),
        _ => key!("failure.title"),
    })
}

/// Whether the check of this failure has shown that the server refuses the page. A browser then stops a
/// creation before it leaves.
fn is_page_refused(attempt: &Attempt) -> Memo<bool> {
    let run = expect_context::<Diagnostics>().run;
    let subject = Subject::Attempt(attempt.started_at);
    let is_refusal = |result: &StepResult| {
        matches!(result.finding, Finding::CorsRefused | Finding::CorsOwn | Finding::KeyPreflight)
    };
    Memo::new(move |_| run.with(|run| run.subject == subject && run.results.iter().any(is_refusal)))
}

/// What was sent, where and when: after a reload the form does not show it any more.
fn sent(language: RwSignal<Language>, attempt: &Attempt) -> String {
    let when = clock::local_time(attempt.started_at, language.get_untracked().tag());
    let values = [("name", attempt.name()), ("server", &*attempt.server.label), ("time", &*when)];
    fill(filled_key!("inflight.sent", name, server, time), &values)
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

fn to_field(form: FormModel, error: &ApiError) -> Option<El> {
    let field = error.field?;
    let label = tf!("failure.to_field", field = &full_label(field));
    Some(button("button").text(label).on_click(move || field_focus::field(form, field)))
}

fn to_servers() -> El {
    classed("a", "button").attr("href", Route::Servers.to_hash()).t(key!("failure.to_servers"))
}

/// The raw answer behind a fold, secrets masked.
pub fn details(error: &ApiError, failed: &Failed) -> El {
    let said: Vec<El> =
        words::said(error, failed).into_iter().map(|line| el("li").text(line)).collect();
    let said = (!said.is_empty())
        .then(|| vec![el("p").t(key!("failure.said")), classed("ul", "said-list").child(said)]);
    let body = words::body(error, failed);
    let body = (!body.is_empty()).then(|| {
        // A group and no landmark: several failures with the same name can be on one page.
        classed("pre", "raw")
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr_t("aria-label", key!("failure.details"))
            .text(body)
    });
    let report = words::report(error, failed);
    el("details")
        .child(el("summary").t(key!("failure.details")))
        .child(el("p").text(words::status(error)))
        .child(said)
        .child(body)
        .child(copy_button(key!("failure.copy"), key!("common.copied"), move || report.clone()))
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
