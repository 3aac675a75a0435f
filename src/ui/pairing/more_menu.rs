//! What else can be done with a pairing.

use leptos::prelude::*;

use crate::domain::pairing::Input;
use crate::domain::pairing::phase::PairingPhase;
use crate::ui::kit::element::{El, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t};
use crate::ui::kit::menu::{MenuEntry, menu};
use crate::ui::pairing::view::PairingView;

pub fn more_menu(shown: PairingView, name: &str) -> El {
    let run = shown.run;
    // Before the first code there is nothing to renew, to save or to end.
    let is_idle = move || shown.is(PairingPhase::Idle);
    let switch = el("button").attr("type", "button").dyn_text(move || kind(shown));
    let entries = vec![
        MenuEntry::of(switch, move || switch_kind(shown)),
        MenuEntry::new(key!("pairing.renew"), move || run.give(Input::Renew)).hidden_while(is_idle),
        MenuEntry::of(save(shown, name), || {}).hidden_while(is_idle),
        MenuEntry::new(key!("pairing.restart"), move || run.give(Input::Restart))
            .hidden_while(is_idle),
    ];
    let id = run.element_id("pairing-more");
    menu(&id, "button small", key!("pairing.more"), entries)
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
