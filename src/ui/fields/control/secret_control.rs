//! A secret: masked, with reveal and copy, and a generator where the panel may make one.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use crate::domain::schema::field::Draft;
use crate::ui::fields::view::{FieldTexts, FieldView};
use crate::ui::kit::buttons::copy_button::plain_copy;
use crate::ui::kit::element::{El, button, classed};
use crate::ui::kit::i18n::{key, t};

pub fn secret_control(
    field: FieldView,
    texts: &FieldTexts,
    generate: Option<fn() -> String>,
    can_copy: bool,
) -> El {
    let is_revealed = RwSignal::new(false);
    let is_crowded = can_copy && generate.is_some();
    let text = move || field.draft.with_untracked(|draft| draft.as_text().to_owned());
    let generate_button = |generate: fn() -> String| {
        button("button small")
            .t(key!("control.generate"))
            .on_click(move || field.draft.set(Draft::text(generate())))
    };
    let copy_button =
        move || (can_copy && field.draft.with(Draft::is_sent)).then(|| plain_copy(text));
    let actions = classed("span", "secret-actions")
        .child(reveal_button(is_revealed, texts.label.clone()))
        .child(generate.map(generate_button))
        .dyn_child(copy_button);
    classed("div", if is_crowded { "secret with-copy" } else { "secret" })
        .child(field.wire_text(masked_input(is_revealed)))
        .child(actions)
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

/// How long a revealed secret stays readable: people leave a screen alone, or share it.
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
    let verb =
        move || if is_revealed.get() { t(key!("common.hide")) } else { t(key!("common.reveal")) };
    button("button small")
        .dyn_attr("aria-label", move || Some(format!("{}: {what}", verb())))
        .dyn_text(verb)
        .on_click(toggle)
}
