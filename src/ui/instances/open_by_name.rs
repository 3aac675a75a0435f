//! The way to one instance by its name, where a broken row keeps the server from listing any.

use leptos::prelude::*;

use crate::domain::route::Route;
use crate::state::route::go_to;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::key;

/// A server that cannot list its rows can still find one of them.
pub(super) fn open_by_name(server: u32) -> El {
    let name = RwSignal::new(String::new());
    let is_empty = move || name.with(|name| name.trim().is_empty());
    let open = classed("button", "button")
        .attr("type", "submit")
        .bool_attr("disabled", is_empty)
        .t(key!("instances.by_name.open"));
    let field =
        classed("label", "typed-proof").child(el("span").t(key!("instances.by_name"))).child(
            classed("input", "input")
                .attr("type", "text")
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .prop_value(move || name.get())
                .on_text("input", move |text| name.set(text)),
        );
    classed("form", "by-name")
        .on("submit", move |event| {
            event.prevent_default();
            if !untrack(is_empty) {
                go_to(&Route::Instance { server, name: name.get_untracked() });
            }
        })
        .child(field)
        .child(open)
}
