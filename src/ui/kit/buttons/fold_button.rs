//! The button behind which rows that say little are folded.

use leptos::prelude::*;

use crate::ui::kit::element::{El, button};
use crate::ui::kit::i18n::counted;

/// Says how many rows it shows or hides, by these keys with plural forms.
pub fn fold_button(
    class: &'static str,
    (show, hide): (&'static str, &'static str),
    count: usize,
    is_unfolded: RwSignal<bool>,
) -> El {
    button(class)
        .aria_bool("aria-expanded", move || is_unfolded.get())
        .dyn_text(move || counted(if is_unfolded.get() { hide } else { show }, count))
        .on_click(move || is_unfolded.update(|is| *is = !*is))
}
