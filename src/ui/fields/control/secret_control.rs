//! A secret: masked, with reveal and copy, and a generator where the panel may make one.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use crate::domain::schema::field::Draft;
use crate::domain::schema::wire::{Fill, ServerDefault};
use crate::ui::fields::control::FieldRow;
use crate::ui::kit::copy_button::plain_copy;
use crate::ui::kit::element::{El, button, classed};
use crate::ui::kit::i18n::{label, t};

pub fn secret_control(row: FieldRow) -> El {
    let is_revealed = RwSignal::new(false);
    let can_generate = row.wire.always_sent == Some(Fill::FreshToken)
        || row.wire.server_default == ServerDefault::Generated;
    let text = move || row.draft.with_untracked(|draft| draft.as_text().to_owned());
    let generate = move || {
        button("button small")
            .t("control.generate")
            .on_click(move || row.draft.set(Draft::text((row.fresh_token)())))
    };
    let actions = classed("span", "secret-actions")
        .child(reveal_button(is_revealed, label(row.field)))
        .dyn_child(move || row.draft.with(Draft::is_sent).then(|| plain_copy(text)))
        .child(can_generate.then(generate));
    classed("div", "secret").child(row.texted(masked_input(is_revealed))).child(actions)
}

/// An input that shows dots until it is revealed, and that no password manager takes for a login.
pub fn masked_input(is_revealed: RwSignal<bool>) -> El {
    classed("input", "input mono")
        .attr("autocomplete", "new-password")
        .attr("data-1p-ignore", "")
        .dyn_attr("type", move || {
            Some(if is_revealed.get() { "text" } else { "password" }.to_owned())
        })
}

/// How long a revealed secret stays in clear: a screen is left alone, or shared, sooner than one
/// thinks.
const REVEALED_FOR: Duration = Duration::from_secs(30);

/// Reveal and hide, named for what they reveal. What is revealed is masked again after a while.
pub fn reveal_button(is_revealed: RwSignal<bool>, what: String) -> El {
    let presses = Rc::new(Cell::new(0_u32));
    let toggle = move || {
        is_revealed.update(|is_revealed| *is_revealed = !*is_revealed);
        presses.set(presses.get() + 1);
        let (presses, now) = (presses.clone(), presses.get());
        let mask = move || {
            if presses.get() == now {
                // The secret may be off the screen by then.
                let _ = is_revealed.try_set(false);
            }
        };
        set_timeout(mask, REVEALED_FOR);
    };
    let verb = move || if is_revealed.get() { t("common.hide") } else { t("common.reveal") };
    button("button small")
        .dyn_attr("aria-label", move || Some(format!("{}: {what}", verb())))
        .dyn_text(verb)
        .on_click(toggle)
}
