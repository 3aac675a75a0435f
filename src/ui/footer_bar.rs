//! The bar at the bottom: what is to be mended, reset, and the press; while a creation is on its way,
//! how long it takes and the way to cancel it.

use std::time::Duration;

use leptos::prelude::*;

use super::dialog::Dialog;
use super::focus;
use super::icon::{Draw, Icon};
use super::text::{self, counted, t, tf};
use crate::domain::check::Problem;
use crate::domain::field::Draft;
use crate::domain::fields::Field;
use crate::domain::plan::Step;
use crate::state::Panel;

#[component]
pub fn FooterBar(panel: Panel, on_submit: Callback<()>) -> impl IntoView {
    let is_sending = panel.creation.is_sending;
    let asks_reset = RwSignal::new(false);
    let answer = Callback::new(move |yes| {
        asks_reset.set(false);
        if yes {
            panel.form.reset();
            focus::by_id(Field::InstanceName.id());
        }
    });
    let left = move || {
        if is_sending.get() {
            view! { <Sending panel /> }.into_any()
        } else {
            view! { <Problems panel /> }.into_any()
        }
    };
    view! {
        <div class="footer-bar" role="region" aria-label=t("footer.label")>
            {left}
            <span class="spring"></span>
            <Show when=move || !is_sending.get()>
                <button type="button" class="button" on:click=move |_| asks_reset.set(true)>
                    {t("create.reset_all")}
                </button>
            </Show>
            <button
                type="button"
                class="button primary"
                aria-disabled=move || is_sending.get().then_some("true")
                aria-keyshortcuts="Control+Enter Meta+Enter"
                title=t("create.shortcut")
                on:click=move |_| on_submit.run(())
            >
                {move || if is_sending.get() { t("create.submitting") } else { t("create.submit") }}
            </button>
            <Dialog
                is_open=asks_reset.into()
                title="create.reset_all.title"
                body=t("create.reset_all.body")
                confirm="create.reset_all.confirm"
                on_answer=answer
            />
        </div>
    }
}

/// The first problem as a link to its field, and how many more there are.
#[component]
fn Problems(panel: Panel) -> impl IntoView {
    let said = Memo::new(move |_| panel.form.said());
    move || {
        let (warnings, problems): (Vec<Problem>, Vec<Problem>) =
            said.get().into_iter().partition(|problem| problem.fault.is_warning());
        let (icon, class, count, first) = match (problems.first(), warnings.first()) {
            (Some(first), _) => {
                (Icon::Alert, "bad", counted("footer.problems", problems.len()), first.field)
            }
            (None, Some(first)) => {
                (Icon::Note, "warn", counted("footer.warnings", warnings.len()), first.field)
            }
            (None, None) => return None,
        };
        Some(view! {
            <p class=format!("footer-problems {class}") aria-live="polite">
                <Draw icon />
                <span>{count}</span>
                <button
                    type="button"
                    class="link"
                    on:click=move |_| focus::field(panel.form, first)
                >
                    {text::full_label(first)}
                </button>
            </p>
        })
    }
}

/// What is on its way, for how long already, and how long at most.
#[component]
fn Sending(panel: Panel) -> impl IntoView {
    let seconds = RwSignal::new(0_u32);
    let tick = set_interval_with_handle(
        move || {
            let _ = seconds.try_update(|seconds| *seconds += 1);
        },
        Duration::from_secs(1),
    );
    if let Ok(tick) = tick {
        on_cleanup(move || tick.clear());
    }
    let attempt = panel.creation.attempt.get_untracked();
    let name = attempt.as_ref().map(|attempt| attempt.name().to_owned()).unwrap_or_default();
    let limit = attempt.as_ref().map_or(0, |attempt| Step::Create.time_limit_ms(&attempt.drafts));
    let waits =
        attempt.is_some_and(|attempt| *attempt.drafts.get(Field::Qrcode) == Draft::Flag(true));
    let elapsed = move || {
        let time = text::duration(f64::from(seconds.get()) * 1000.0);
        let limit = text::duration(f64::from(limit));
        tf("sending.elapsed", &[("time", &time), ("limit", &limit)])
    };
    view! {
        <div class="sending">
            <span class="spinner" aria-hidden="true"></span>
            <div>
                <p role="status">{tf("sending.title", &[("name", &name)])}</p>
                <p class="quiet">
                    {elapsed} {waits.then(|| format!(" {}", t("sending.waits_for_qr")))}
                </p>
            </div>
            <button type="button" class="button" on:click=move |_| panel.creation.cancel()>
                {t("sending.cancel")}
            </button>
        </div>
    }
}
