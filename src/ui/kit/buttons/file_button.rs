//! A button that chooses a file.

use leptos::prelude::*;

use crate::platform::files::GivenFile;
use crate::ui::kit::element::{El, button, el};
use crate::ui::kit::focus;

/// The browser's own input is out of sight; `id` is its id.
pub fn file_button(id: &'static str, label: &str, take: impl Fn(GivenFile) + 'static) -> El {
    let input = el("input")
        .attr("type", "file")
        .id(id)
        .class("off-screen")
        .attr("tabindex", "-1")
        .attr("aria-hidden", "true")
        .on("change", move |event| {
            if let Some(file) = GivenFile::chosen(&event) {
                take(file);
            }
        });
    let open = move || {
        // A click inside of a click is one too many.
        request_animation_frame(move || {
            if let Some(input) = focus::element(id) {
                input.click();
            }
        });
    };
    el("span").child(button("button small").t(label).on_click(open)).child(input)
}
