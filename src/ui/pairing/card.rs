//! Pairing the telephone: a step that is never blank. What stands in it follows the machine of
//! `domain::pairing`; the picture is dark on white in both themes.

use leptos::prelude::*;

use crate::domain::pairing::Input;
use crate::domain::pairing::phase::PairingPhase;
use crate::state::pairing::PairingRun;
use crate::ui::kit::copy_button::plain_copy;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{counted_plain, fill, filled_key, key, t, tf};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::pairing::customer_view::customer_view;
use crate::ui::pairing::form::pairing_form;
use crate::ui::pairing::view::PairingView;

/// The card of the instance of this name; `trouble` says why it does not get on.
pub fn pairing_card(run: PairingRun, name: &str, trouble: El) -> El {
    let shown = PairingView::new(run);
    let heading = run.element_id("pairing-heading");
    let is_presented = RwSignal::new(false);
    let head = classed("div", "card-head")
        .child(el("h2").id(&heading).attr("tabindex", "-1").t(key!("pairing.title")))
        .child(classed("span", "badge").dyn_text(move || link(shown)));
    let body = classed("div", "card-body")
        .child(
            classed("p", "pairing-status").attr("role", "status").dyn_text(move || status(shown)),
        )
        .child(shown.frame(name, Some(words(shown))))
        .child(shown.code().child(plain_copy(move || shown.typed.get_untracked())))
        .child(shown.countdown(Some(attempt_count(shown))))
        .child(where_to_tap(shown))
        .child(actions(shown, name, is_presented))
        .child(pairing_form(run))
        .child(trouble);
    shown
        .mark(classed("section", "card qr"))
        .attr("aria-labelledby", &heading)
        .child(head)
        .child(body)
        .child(customer_view(shown, name, is_presented))
}

/// What the server calls the connection.
fn link(shown: PairingView) -> String {
    let link = shown.run.pairing.with(|pairing| pairing.link);
    t(&format!("pairing.link.{}", link.id()))
}

/// Where the pairing is, in one sentence. It changes with the phase and the code alone, so that it is
/// read out no more often.
fn status(shown: PairingView) -> String {
    shown.run.pairing.with(|pairing| match pairing.phase {
        PairingPhase::Shown => {
            let key = if pairing.is_by_number {
                filled_key!("pairing.status.typed", count)
            } else {
                filled_key!("pairing.status.shown", count)
            };
            fill(key, &[("count", &pairing.attempt().to_string())])
        }
        PairingPhase::Waiting if pairing.needs_diagnosis() => t(key!("pairing.status.long")),
        PairingPhase::Paused if pairing.needs_diagnosis() => {
            counted_plain(filled_key!("pairing.status.empty", count), pairing.empties as usize)
        }
        phase => t(&format!("pairing.status.{}", phase.id())),
    })
}

/// Which code of this connection it is.
fn attempt_count(shown: PairingView) -> El {
    let count = move || shown.run.pairing.with(|pairing| pairing.attempt().to_string());
    classed("span", "attempt").dyn_text(move || tf!("pairing.attempt", count = &count()))
}

/// What stands in the frame while no code does.
fn words(shown: PairingView) -> El {
    let over = move || match () {
        () if shown.is(PairingPhase::Idle) => t(key!("pairing.frame.idle")),
        () if shown.is(PairingPhase::Waiting) => t(key!("pairing.frame.waiting")),
        () if shown.is(PairingPhase::Expired) => t(key!("pairing.frame.expired")),
        () if shown.is(PairingPhase::Open) => t(key!("pairing.frame.open")),
        () => t(key!("pairing.frame.stopped")),
    };
    let mark = move || match () {
        () if shown.is(PairingPhase::Waiting) || shown.is(PairingPhase::Expired) => {
            Some(classed("span", "spinner").attr("aria-hidden", "true").into_view())
        }
        () if shown.is(PairingPhase::Open) => Some(draw(Icon::Check)),
        () => None,
    };
    classed("p", "qr-words").dyn_child(mark).child(el("span").dyn_text(over))
}

fn where_to_tap(shown: PairingView) -> El {
    let key = move || {
        if shown.by_number() { key!("pairing.where_number") } else { key!("pairing.where") }
    };
    classed("p", "help where").dyn_text(move || t(key()))
}

/// What the operator can do. The buttons stay where they are, whether of use or not, so that nobody
/// loses the focus each time a code is over.
fn actions(shown: PairingView, name: &str, is_presented: RwSignal<bool>) -> El {
    let state = shown.run;
    let is_form_open = state.is_form_open;
    let main = move || match () {
        () if shown.is(PairingPhase::Idle) => t(key!("pairing.connect")),
        () if shown.is(PairingPhase::Paused) || shown.is(PairingPhase::Failed) => {
            t(key!("pairing.again"))
        }
        () => t(key!("pairing.renew")),
    };
    let begin = move || {
        let is_idle = state.pairing.with_untracked(|pairing| pairing.phase == PairingPhase::Idle);
        state.give(if is_idle { Input::Begin(None) } else { Input::Renew });
    };
    let other = move || {
        if shown.by_number() { t(key!("pairing.by_qr")) } else { t(key!("pairing.by_number")) }
    };
    let switch = move || {
        if state.pairing.with_untracked(|pairing| pairing.is_by_number) {
            state.give(Input::ByQr);
            is_form_open.set(false);
        } else if !is_form_open.get_untracked() {
            is_form_open.set(true);
            let number = state.element_id("pairing-number");
            request_animation_frame(move || focus::by_id(&number));
        } else {
            is_form_open.set(false);
        }
    };
    let can_save = move || shown.is(PairingPhase::Shown) && shown.has_picture();
    // Without an address it would lose the focus, too.
    let address =
        move || shown.picture.with(|src| if src.is_empty() { "#" } else { src }.to_owned());
    let save = classed("a", "button small save")
        .dyn_attr("href", move || Some(address()))
        .aria_bool("aria-disabled", move || !can_save())
        .on("click", move |event| {
            if !can_save() {
                event.prevent_default();
            }
        })
        .dyn_attr("download", {
            let name = name.to_owned();
            move || {
                let is_svg = shown.picture.with(|src| src.starts_with("data:image/svg"));
                Some(format!("{name}-qr.{}", if is_svg { "svg" } else { "png" }))
            }
        })
        .t(key!("pairing.save"));
    let can_present = move || {
        !(shown.is(PairingPhase::Idle)
            || shown.is(PairingPhase::Paused)
            || shown.is(PairingPhase::Failed))
    };
    keep_focus(shown);
    classed("div", "actions")
        .child(
            button("button small")
                .dyn_class("primary", move || {
                    !shown.is(PairingPhase::Shown) && !shown.is(PairingPhase::Waiting)
                })
                .dyn_text(main)
                .on_click(begin),
        )
        .child(
            button("button small present")
                .t(key!("pairing.present"))
                .aria_bool("aria-disabled", move || !can_present())
                .on_click(move || is_presented.set(can_present())),
        )
        .child(
            button("button small")
                .aria_bool("aria-expanded", move || is_form_open.get())
                .attr("aria-controls", state.element_id("pairing-form"))
                .dyn_text(other)
                .on_click(switch),
        )
        .child(save)
        .child(
            button("button small restart")
                .t(key!("pairing.restart"))
                .on_click(move || state.give(Input::Restart)),
        )
}

/// What is of no use in a phase goes; whoever stood on it is led to the heading.
fn keep_focus(shown: PairingView) {
    Effect::new(move || {
        shown.phase.track();
        shown.typed.track();
        let card = format!("[aria-labelledby=\"{}\"]", shown.run.element_id("pairing-heading"));
        let is_inside =
            |element: &web_sys::HtmlElement| element.closest(&card).ok().flatten().is_some();
        if let Some(element) = focus::current().filter(is_inside) {
            let heading = shown.run.element_id("pairing-heading");
            request_animation_frame(move || focus::rescue(&element, &heading));
        }
    });
}
