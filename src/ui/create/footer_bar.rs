//! The bar at the bottom: the problems, *Reset* and *Create*; while a creation is being sent, how long
//! it takes and the way to cancel it.

use leptos::prelude::*;

use crate::domain::schema::validate::Problem;
use crate::state::create::submit::Submission;
use crate::state::creation::Creation;
use crate::state::form::model::FormModel;
use crate::state::servers::Servers;
use crate::ui::create::overlays::Overlays;
use crate::ui::fields::field_focus;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n;
use crate::ui::kit::i18n::{counted, key, plural_key, t, tf};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::lazy_chunks::OPERATE;

pub fn footer_bar(form: FormModel, overlays: Overlays) -> El {
    let creation = expect_context::<Creation>();
    let submission = expect_context::<Submission>();
    let is_sending = creation.is_sending;
    let is_busy = move || is_sending.get() || submission.is_waiting.get();
    let opener = |is_open: RwSignal<bool>, class, key| {
        button(class)
            .bool_attr("hidden", move || is_sending.get())
            .t(key)
            .on_click(move || is_open.set(true))
    };
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
    classed("div", "footer-bar")
        .attr("role", "region")
        .attr_t("aria-label", key!("footer.label"))
        .dyn_child(move || {
            // What says it is there when there is something to say: it is what sends.
            match (is_sending.get(), OPERATE.exports()) {
                (true, Some(operate)) => (operate.sending)(),
                _ => problems(form),
            }
        })
        .child(opener(overlays.is_request_open, "button open-request", key!("create.request")))
        .child(opener(overlays.asks_reset, "button", key!("create.reset_all")))
        .child(submit)
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
