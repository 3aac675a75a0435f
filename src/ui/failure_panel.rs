//! How a creation failed: cause, cure, the way to the field, and what became of the name when that
//! is not certain. The form below keeps everything that was typed.

use std::sync::Arc;

use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::failure_text::{self, Failed};
use super::focus;
use super::icon::{Draw, Icon};
use super::text::{full_label, t, tf};
use crate::domain::error::{ApiError, Case};
use crate::domain::plan::Step;
use crate::state::Panel;
use crate::state::creation::{Attempt, Sighting};
use crate::state::page::Page;

#[component]
pub fn FailurePanel(panel: Panel) -> impl IntoView {
    let failure = Memo::new(move |_| panel.creation.failure().map(|error| (*error).clone()));
    Effect::new(move || {
        if failure.with(Option::is_some) {
            request_animation_frame(|| focus::by_id("failure"));
        }
    });
    move || {
        let error = failure.get()?;
        let attempt = panel.creation.attempt.get_untracked()?;
        Some(view! { <Failure panel error attempt /> })
    }
}

#[component]
fn Failure(panel: Panel, error: ApiError, attempt: Arc<Attempt>) -> impl IntoView {
    let failed = failed(&attempt, Step::Create);
    let is_unknown = error.case.leaves_outcome_unknown();
    let is_refused = error.status.is_some_and(|status| (400..500).contains(&status));
    let may_be_half_made = is_refused
        && attempt.server.dialect.leaves_half_made()
        && !matches!(error.case, Case::Unauthorized | Case::NameInUse | Case::MissingGlobalKey);
    let title = if is_unknown { "failure.unknown_title" } else { "failure.title" };
    let concerns_server = matches!(
        error.case,
        Case::Unreachable
            | Case::MixedContent
            | Case::CorsRefused
            | Case::Unauthorized
            | Case::MissingGlobalKey
            | Case::WrongPath
            | Case::Html
            | Case::Licence
    );
    view! {
        <section
            class="notice failure"
            id="failure"
            tabindex="-1"
            role="alert"
            aria-labelledby="failure-title"
        >
            <h2 id="failure-title">
                <Draw icon=Icon::Alert />
                {t(title)}
            </h2>
            <p>{failure_text::cause(&error, &failed)}</p>
            <p>{failure_text::cure(&error, &failed)}</p>
            {is_unknown.then(|| view! { <p>{t("failure.unknown_body")}</p> })}
            {may_be_half_made.then(|| view! { <p>{t("failure.half_made")}</p> })}
            <div class="actions">
                {error
                    .field
                    .map(|field| {
                        let label = tf("failure.to_field", &[("field", &full_label(field))]);
                        view! {
                            <button
                                type="button"
                                class="button"
                                on:click=move |_| focus::field(panel.form, field)
                            >
                                {label}
                            </button>
                        }
                    })}
                {concerns_server
                    .then(|| {
                        view! {
                            <a class="button" href=Page::Servers.hash()>
                                {t("failure.to_servers")}
                            </a>
                        }
                    })}
                {(is_unknown || may_be_half_made)
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="button"
                                on:click=move |_| panel.creation.look()
                            >
                                {t("failure.look")}
                            </button>
                        }
                    })}
                <button type="button" class="button" on:click=move |_| panel.creation.dismiss()>
                    {t("common.close")}
                </button>
            </div>
            <SightingLine panel name=attempt.name().to_owned() may_delete=may_be_half_made />
            <Details error failed />
        </section>
    }
}

/// What looking the name up has shown, and the deletion of what was left half-made.
#[component]
fn SightingLine(panel: Panel, name: String, may_delete: bool) -> impl IntoView {
    let sentence = move || {
        let sighting = panel.creation.sighting.get();
        let named = |key: &str| tf(key, &[("name", &name)]);
        let text = match &sighting {
            Sighting::NotLooked => return None,
            Sighting::Looking => t("failure.look.running"),
            Sighting::Exists { state } => {
                tf("failure.look.exists", &[("name", &name), ("state", state)])
            }
            Sighting::Absent => named("failure.look.absent"),
            Sighting::Unclear => t("failure.look.unclear"),
            Sighting::Deleting => t("failure.delete.running"),
            Sighting::Deleted => named("failure.delete.done"),
            Sighting::DeleteFailed(_) => named("failure.delete.failed"),
        };
        let can_delete = may_delete && matches!(sighting, Sighting::Exists { .. });
        Some(view! {
            <p class="sighting">
                {text}
                {can_delete
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="button"
                                on:click=move |_| panel.creation.delete()
                            >
                                {t("failure.delete")}
                            </button>
                        }
                    })}
            </p>
        })
    };
    view! { <div aria-live="polite">{sentence}</div> }
}

/// The raw answer behind a fold, secrets masked.
#[component]
pub fn Details(error: ApiError, failed: Failed) -> impl IntoView {
    let said = failure_text::said(&error, &failed);
    let body = failure_text::body(&error, &failed);
    let report = failure_text::report(&error, &failed);
    view! {
        <details>
            <summary>{t("failure.details")}</summary>
            <p>{failure_text::status(&error)}</p>
            {(!said.is_empty())
                .then(|| {
                    view! {
                        <p>{t("failure.said")}</p>
                        <ul class="said-list">
                            {said.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
                        </ul>
                    }
                })}
            {(!body.is_empty())
                .then(|| {
                    view! {
                        <pre class="raw" tabindex="0" role="region" aria-label=t("failure.details")>
                            {body}
                        </pre>
                    }
                })}
            <CopyButton text=Callback::new(move |()| report.clone()) label="failure.copy" />
        </details>
    }
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
