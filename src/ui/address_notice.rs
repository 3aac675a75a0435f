//! What was wrong with the page's address: something that looked like a secret, or options that are
//! none.

use leptos::prelude::*;

use super::element::{El, button, classed, el};
use super::focus;
use super::text::tf;
use crate::state::Panel;

pub fn address_notice(panel: Panel) -> El {
    let is_read = RwSignal::new(false);
    el("div").live(move || (!is_read.get()).then(|| notice(panel, is_read)))
}

fn notice(panel: Panel, is_read: RwSignal<bool>) -> El {
    let wrong = panel.setup.asked.wrong.join(", ");
    let options = (!wrong.is_empty())
        .then(|| el("p").text(tf("embed.wrong_options", &[("options", &wrong)])));
    let secret = panel.setup.is_address_cleaned.then(|| {
        classed("div", "address-secret")
            .child(el("h2").say("embed.secret.title"))
            .child(el("p").say("embed.secret.body"))
    });
    let dismiss = move || {
        is_read.set(true);
        // The button goes with the notice; the focus stays on the page.
        focus::by_id("main");
    };
    classed("section", "notice warning address-notice")
        .attr("role", "alert")
        .child(el("div").child(secret).child(options))
        .child(button("button small").say("embed.dismiss").on_click(dismiss))
}
