//! What an export will be, without its secrets.

use leptos::prelude::*;

use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{counted, key, plural_key};

/// As many lines as are shown; the copy and the file have all of them.
const MOST_LINES: usize = 300;

/// The first lines of a text, and how many more there are.
pub(super) fn preview(text: Memo<String>) -> El {
    let cut = Memo::new(move |_| {
        text.with(|text| {
            let end = text.match_indices('\n').nth(MOST_LINES - 1).map(|(at, _)| at);
            let shown = end.map_or(text.as_str(), |end| &text[..end]);
            let more = end.map_or(0, |end| text[end + 1..].lines().count());
            (shown.to_owned(), more)
        })
    });
    el("div")
        .child(
            classed("pre", "json export-text")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr_t("aria-label", key!("export.preview"))
                .child(el("code").dyn_text(move || cut.with(|(shown, _)| shown.clone()))),
        )
        .child(classed("p", "help").dyn_text(move || match cut.with(|(_, more)| *more) {
            0 => String::new(),
            more => counted(plural_key!("export.more_lines"), more),
        }))
}
