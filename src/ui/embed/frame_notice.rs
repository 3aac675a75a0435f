//! What the panel shows inside a page that may not show it: that it is so, and the way to open it by
//! itself. There is no form, nothing is read and nobody is called.

use crate::ui::kit::i18n::key;
use std::cell::Cell;

use leptos::prelude::*;

use crate::platform::address;
use crate::ui::kit::element::{El, classed, el};

const ID: &str = "frame-notice";

thread_local! {
    /// An allowed parent spoke after all
    static IS_HIDDEN: Cell<bool> = const { Cell::new(false) };
}

/// Its texts and styles have loaded: it is in the chunk that decides whether to show it.
pub fn show() {
    if IS_HIDDEN.get() {
        return;
    }
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
    mount_to_body(|| notice().into_view());
}

pub fn hide() {
    IS_HIDDEN.set(true);
    if let Some(notice) = document().get_element_by_id(ID) {
        notice.remove();
    }
}

fn notice() -> El {
    let open = classed("a", "button primary")
        .attr("href", address::without_options())
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
        .t(key!("embed.refused.open"));
    let card = classed("section", "notice")
        .child(el("h1").t(key!("embed.refused.title")))
        .child(el("p").t(key!("embed.refused.body")))
        .child(open)
        .child(classed("p", "quiet").t(key!("embed.refused.cure")));
    el("main").id(ID).class("page narrow").child(card)
}
