//! What else can be done with a pairing, behind one button. It is a disclosure and no menu of the
//! operating system's kind: Tab goes through it, and Esc, a press or leaving it closes it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};

use crate::domain::pairing::Input;
use crate::domain::pairing::phase::PairingPhase;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t};
use crate::ui::pairing::view::PairingView;

pub fn more_menu(shown: PairingView, name: &str) -> El {
    let run = shown.run;
    let is_open = RwSignal::new(false);
    let (button_id, items_id) = (run.element_id("pairing-more"), run.element_id("pairing-items"));
    let close = {
        let button_id = button_id.clone();
        move |keeps_focus: bool| {
            if is_open.get_untracked() {
                is_open.set(false);
                if keeps_focus {
                    focus::by_id(&button_id);
                }
            }
        }
    };
    let (on_key, on_leave, on_item) = (close.clone(), close.clone(), close);
    let toggle = button("button small")
        .id(&button_id)
        .aria_bool("aria-expanded", move || is_open.get())
        .attr("aria-controls", &items_id)
        .on_click(move || is_open.update(|is| *is = !*is))
        .child(el("span").t(key!("pairing.more")));
    let entry = move |element: El, act: fn(PairingView)| {
        let on_item = on_item.clone();
        element.class("item").on_click(move || {
            on_item(true);
            act(shown);
        })
    };
    let plain = || el("button").attr("type", "button");
    // Before the first code there is nothing to renew, to save or to end.
    let later =
        move |element: El| element.bool_attr("hidden", move || shown.is(PairingPhase::Idle));
    let items = classed("div", "menu-items")
        .id(&items_id)
        .bool_attr("hidden", move || !is_open.get())
        .child(entry(plain().dyn_text(move || kind(shown)), switch_kind))
        .child(later(entry(plain().t(key!("pairing.renew")), |shown| {
            shown.run.give(Input::Renew);
        })))
        .child(later(entry(save(shown, name), |_| {})))
        .child(later(entry(plain().t(key!("pairing.restart")), |shown| {
            shown.run.give(Input::Restart);
        })));
    classed("div", "menu")
        .on_key(move |event| {
            if event.key() == "Escape" && is_open.get_untracked() {
                event.stop_propagation();
                on_key(true);
            }
        })
        .on("focusout", move |event| {
            let event: web_sys::FocusEvent = event.unchecked_into();
            let inside = event.current_target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
            let next = event.related_target().and_then(|it| it.dyn_into::<Node>().ok());
            // A press on what takes no focus leads nowhere, and is no leaving.
            if let Some((inside, next)) = inside.zip(next)
                && !inside.contains(Some(&next))
            {
                on_leave(false);
            }
        })
        .child(toggle)
        .child(items)
}

/// The other way to pair.
fn kind(shown: PairingView) -> String {
    if shown.by_number() || shown.run.is_form_open.get() {
        t(key!("pairing.by_qr"))
    } else {
        t(key!("pairing.by_number"))
    }
}

/// To the form for a number, or back to the picture.
pub(super) fn switch_kind(shown: PairingView) {
    let run = shown.run;
    if run.is_form_open.get_untracked() {
        run.is_form_open.set(false);
    } else if run.pairing.with_untracked(|pairing| pairing.is_by_number) {
        run.give(Input::ByQr);
    } else {
        run.is_form_open.set(true);
        focus::next_frame(run.element_id("pairing-number"));
    }
}

/// Saves the picture, while there is one.
fn save(shown: PairingView, name: &str) -> El {
    let can_save = move || shown.is(PairingPhase::Shown) && shown.has_picture();
    // Without an address it would lose the focus, too.
    let address =
        move || shown.picture.with(|src| if src.is_empty() { "#" } else { src }.to_owned());
    let name = name.to_owned();
    el("a")
        .dyn_attr("href", move || Some(address()))
        .aria_bool("aria-disabled", move || !can_save())
        .on("click", move |event| {
            if !can_save() {
                event.prevent_default();
            }
        })
        .dyn_attr("download", move || {
            let is_svg = shown.picture.with(|src| src.starts_with("data:image/svg"));
            Some(format!("{name}-qr.{}", if is_svg { "svg" } else { "png" }))
        })
        .t(key!("pairing.save"))
}
