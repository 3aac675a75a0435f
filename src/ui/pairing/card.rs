//! Pairing the phone: a step that is never blank. What stands in it follows the machine of
//! `domain::pairing`; the picture is dark on white in both themes.

use leptos::prelude::*;

use crate::domain::interpolate;
use crate::domain::pairing::Input;
use crate::domain::pairing::phase::PairingPhase;
use crate::domain::reply::decode::Profile;
use crate::state::pairing::{AutoConnect, PairingRun};
use crate::ui::kit::buttons::copy_button::plain_copy;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{counted_plain, fill, filled_key, key, t, tf};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::pairing::customer_view::customer_view;
use crate::ui::pairing::form::pairing_form;
use crate::ui::pairing::more_menu::more_menu;
use crate::ui::pairing::view::PairingView;

/// The card of the instance of this name; `trouble` says why it does not get on.
/// `auto_connect` is asked for where the next creation could connect by itself. `is_presented` says whether the view for the customer covers the page.
pub fn pairing_card(
    run: PairingRun,
    name: &str,
    trouble: El,
    auto_connect: Option<AutoConnect>,
    is_presented: RwSignal<bool>,
) -> El {
    let shown = PairingView::new(run);
    let heading = run.element_id("pairing-heading");
    on_cleanup(move || is_presented.set(false));
    let title = move || {
        let is_open = shown.is(PairingPhase::Open);
        t(if is_open { key!("pairing.title_open") } else { key!("pairing.title") })
    };
    let head = classed("div", "card-head")
        .child(el("h2").id(&heading).attr("tabindex", "-1").dyn_text(title))
        .child(classed("span", "badge").dyn_text(move || link(shown)));
    let body = classed("div", "card-body")
        .child(
            classed("p", "pairing-status")
                .child(classed("span", "paired-mark").child(draw(Icon::Check)))
                .child(
                    el("span")
                        .attr("role", "status")
                        .child(classed("span", "off-screen").dyn_text(move || status(shown).0))
                        .child(el("span").dyn_text(move || status(shown).1)),
                ),
        )
        .child(shown.frame(name, Some(words(shown))))
        .child(shown.code().child(plain_copy(move || shown.typed.get_untracked())))
        .child(shown.countdown(Some(attempt_count(shown))))
        .child(where_to_tap(shown))
        .child(pairing_form(shown))
        .child(actions(shown, name, is_presented))
        .child(trouble)
        .child(auto_connect.map(|auto_connect| auto_connect_box(run, auto_connect)));
    shown
        .mark(classed("section", "card qr"))
        .dyn_class("form-open", move || run.is_form_open.get())
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
/// read out no more often. The first part is only read out: the tick shows it.
fn status(shown: PairingView) -> (String, String) {
    if let Some(connected) = connected(shown) {
        return connected;
    }
    let asks_number = shown.run.is_form_open.get();
    let seen = shown.run.pairing.with(|pairing| match pairing.phase {
        // The form stands where the code was.
        PairingPhase::Shown if asks_number => t(key!("pairing.status.number")),
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
    });
    (String::new(), seen)
}

/// That a phone is connected, and whose, in one line; nothing where the server does not say whose.
fn connected(shown: PairingView) -> Option<(String, String)> {
    let (is_open, Profile { name, number, .. }) = shown
        .run
        .pairing
        .with(|pairing| (pairing.phase == PairingPhase::Open, pairing.profile.clone()));
    let number = number.map(|number| format!("+{number}"));
    let whose: Vec<String> = name.into_iter().chain(number).collect();
    if !is_open || whose.is_empty() {
        return None;
    }
    let whose = whose.iter().map(|text| interpolate::plain(text)).collect::<Vec<_>>().join(" · ");
    let sentence = t(filled_key!("pairing.status.open_as", whose));
    Some((sentence.replace("{whose}", ""), whose))
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
        () => t(key!("pairing.frame.stopped")),
    };
    let mark = move || match () {
        () if shown.is(PairingPhase::Waiting) || shown.is(PairingPhase::Expired) => {
            Some(classed("span", "spinner").attr("aria-hidden", "true").into_view())
        }
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

/// The one thing to do now, and the rest behind *More*. The button stays while its meaning changes, so
/// that nobody loses the focus each time a code is over.
fn actions(shown: PairingView, name: &str, is_presented: RwSignal<bool>) -> El {
    let run = shown.run;
    let label = move || match action(shown.run.pairing.with(|pairing| pairing.phase)) {
        MainAction::Connect => t(key!("pairing.connect")),
        MainAction::TryAgain => t(key!("pairing.again")),
        MainAction::Present => t(key!("pairing.present")),
    };
    let press = move || match action(run.pairing.with_untracked(|pairing| pairing.phase)) {
        MainAction::Connect => run.give(Input::Begin(None)),
        MainAction::TryAgain => run.give(Input::Renew),
        MainAction::Present => is_presented.set(true),
    };
    keep_focus(shown);
    classed("div", "actions")
        .child(button("button small primary main").dyn_text(label).on_click(press))
        .child(more_menu(shown, name))
}

enum MainAction {
    Connect,
    TryAgain,
    Present,
}

const fn action(phase: PairingPhase) -> MainAction {
    match phase {
        PairingPhase::Idle => MainAction::Connect,
        PairingPhase::Paused | PairingPhase::Failed => MainAction::TryAgain,
        _ => MainAction::Present,
    }
}

/// Whether the next creation connects by itself.
fn auto_connect_box(run: PairingRun, auto_connect: AutoConnect) -> El {
    let id = run.element_id("auto-connect");
    let input = el("input")
        .id(&id)
        .attr("type", "checkbox")
        .prop_checked(move || auto_connect.is_on.get())
        .on_check(move |is_on| auto_connect.set(is_on));
    classed("label", "check auto-connect")
        .attr("for", &id)
        .child(input)
        .child(el("span").t(key!("pairing.auto")))
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
