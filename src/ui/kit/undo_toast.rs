//! What was just done to a form, and the press that takes it back.

use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::key;

/// It is there while `said` is something.
pub fn undo_toast(
    said: impl Fn() -> Option<String> + Send + 'static,
    undo: impl Fn() + Copy + Send + 'static,
    close: impl Fn() + Copy + Send + 'static,
) -> El {
    let parts = move |said: String| {
        vec![
            el("span").text(said),
            button("link").t(key!("import.undo")).on_click(undo),
            button("link").t(key!("common.close")).on_click(close),
        ]
    };
    classed("div", "toast").attr("role", "status").dyn_child(move || said().map(parts))
}
