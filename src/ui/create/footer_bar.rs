//! The bar at the bottom: the problems, *Reset* and *Create*; while a creation is being sent, how long
//! it takes and the way to cancel it.

use std::time::Duration;

use leptos::prelude::*;

use crate::domain::creation::machine::input::CreationInput;
use crate::domain::creation::plan::Step;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::validate::Problem;
use crate::platform::clock::seconds_since;
use crate::state::create::submit::Submission;
use crate::state::creation::Creation;
use crate::state::form::model::FormModel;
use crate::state::servers::Servers;
use crate::ui::fields::field_focus;
use crate::ui::kit::dialog::{DialogKeys, dialog};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n;
use crate::ui::kit::i18n::{counted, key, plural_key, t, tf};
use crate::ui::kit::icon::{Icon, draw};

pub fn footer_bar(form: FormModel) -> El {
    let creation = expect_context::<Creation>();
    let submission = expect_context::<Submission>();
    let is_sending = creation.is_sending;
    let is_busy = move || is_sending.get() || submission.is_waiting.get();
    let asks_reset = RwSignal::new(false);
    let reset = button("button")
        .bool_attr("hidden", move || is_sending.get())
        .t(key!("create.reset_all"))
        .on_click(move || asks_reset.set(true));
    let servers = expect_context::<Servers>();
    let submit = button("button")
        // While the server is being connected, that is what comes first.
        .dyn_class("primary", move || servers.has_key())
        .dyn_attr("aria-disabled", move || is_busy().then(|| "true".to_owned()))
        .attr("aria-keyshortcuts", "Control+Enter Meta+Enter")
        .id("submit")
        .attr_t("title", key!("create.shortcut"))
        .dyn_text(move || {
            t(if is_busy() { key!("create.submitting") } else { key!("create.submit") })
        })
        .on_click(move || submission.press());
    let answer = move |is_confirmed: bool| {
        asks_reset.set(false);
        if is_confirmed {
            form.reset();
            creation.give(CreationInput::Dismiss);
            // The dialog closes in the next frame and gives the focus back; it moves on after that.
            request_animation_frame(move || {
                request_animation_frame(move || field_focus::control(form, Field::InstanceName));
            });
        }
    };
    let keys = DialogKeys {
        title: key!("create.reset_all.title"),
        confirm: key!("create.reset_all.confirm"),
        dismiss: key!("common.cancel"),
    };
    classed("div", "footer-bar")
        .attr("role", "region")
        .attr_t("aria-label", key!("footer.label"))
        .dyn_child(move || if is_sending.get() { sending(creation) } else { problems(form) })
        .child(classed("span", "spring"))
        .child(reset)
        .child(submit)
        .child(dialog(move || asks_reset.get(), keys, t(key!("create.reset_all.body")), answer))
}

/// How many problems there are, one of them as a link to its field, and the way to the next one, so
/// that each can be reached from here. Warnings follow what blocks.
fn problems(form: FormModel) -> El {
    let shown_problems = form.shown_problems;
    let at = RwSignal::new(0_u32);
    classed("div", "footer-said").attr("aria-live", "polite").dyn_child(move || {
        let (warnings, mut all): (Vec<Problem>, Vec<Problem>) =
            shown_problems.get().into_iter().partition(|problem| problem.fault.is_warning());
        let (icon, class, count) = if all.is_empty() {
            let count = counted(plural_key!("footer.warnings"), warnings.len());
            (Icon::Note, "footer-problems warn", count)
        } else {
            (Icon::Alert, "footer-problems bad", counted(plural_key!("footer.problems"), all.len()))
        };
        all.extend(warnings);
        let place = |place: u32| all.get(place as usize % all.len().max(1)).map(|p| p.field);
        let shown = place(at.get())?;
        let next = place(at.get() + 1).filter(|next| *next != shown);
        let lead = move |field| field_focus::field(form, field);
        let link = button("link").text(i18n::full_label(shown)).on_click(move || lead(shown));
        let next = next.map(|next| {
            let label = tf!("footer.next", field = &i18n::full_label(next));
            button("button small icon-only next-problem")
                .attr("aria-label", label.clone())
                .attr("title", label)
                .on_click(move || {
                    at.update(|at| *at += 1);
                    lead(next);
                })
                .child(draw(Icon::Down))
        });
        let line = el("p").class(class).child(draw(icon)).child(el("span").text(count));
        Some(line.child(link).child(next))
    })
}

/// What is being sent, for how long already, and for how long at most.
fn sending(creation: Creation) -> El {
    let attempt = creation.attempt.get_untracked();
    let started_at = attempt.as_ref().map_or(0.0, |attempt| attempt.started_at);
    // Counted from the press: a change of language renders this again.
    let seconds = RwSignal::new(seconds_since(started_at));
    let tick = set_interval_with_handle(
        move || {
            let _ = seconds.try_set(seconds_since(started_at));
        },
        Duration::from_secs(1),
    );
    if let Ok(tick) = tick {
        on_cleanup(move || tick.clear());
    }
    let name = attempt.as_ref().map(|attempt| attempt.name().to_owned()).unwrap_or_default();
    let limit = attempt.as_ref().map_or(0, |attempt| Step::Create.time_limit_ms(&attempt.drafts));
    let waits =
        attempt.is_some_and(|attempt| *attempt.drafts.get(Field::Qrcode) == Draft::Flag(true));
    let elapsed = move || {
        let time = i18n::duration(seconds.get() * 1000);
        tf!("sending.elapsed", time = &time, limit = &i18n::duration(limit))
    };
    let hint = waits.then(|| el("span").text(format!(" {}", t(key!("sending.waits_for_qr")))));
    classed("div", "sending")
        .child(classed("span", "spinner").attr("aria-hidden", "true"))
        .child(
            el("div")
                .child(el("p").attr("role", "status").text(tf!("sending.title", name = &name)))
                .child(classed("p", "quiet").dyn_text(elapsed).child(hint)),
        )
        .child(
            button("button")
                .t(key!("sending.cancel"))
                .on_click(move || creation.give(CreationInput::Cancel)),
        )
}
