//! What was wrong with the page's address: something that looked like a secret, or options that are
//! none.

use leptos::prelude::*;

use crate::domain::deployment::Deployment;
use crate::state::notices::Notices;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, tf};

pub fn address_notice() -> El {
    let deployment = expect_context::<&'static Deployment>();
    let notices = expect_context::<Notices>();
    let is_told = move || {
        let is_wrong = notices.is_address_cleaned.get() || !deployment.asked.wrong.is_empty();
        is_wrong && !notices.is_address_dismissed.get()
    };
    el("div").dyn_child(move || is_told().then(|| notice(deployment, notices)))
}

fn notice(deployment: &Deployment, notices: Notices) -> El {
    let wrong = deployment.asked.wrong.join(", ");
    let options =
        (!wrong.is_empty()).then(|| el("p").text(tf!("embed.wrong_options", options = &wrong)));
    let secret = notices.is_address_cleaned.get().then(|| {
        classed("div", "address-secret")
            .child(el("h2").t(key!("embed.secret.title")))
            .child(el("p").t(key!("embed.secret.body")))
    });
    let dismiss = move || {
        notices.is_address_dismissed.set(true);
        // The button goes with the notice; the focus stays on the page.
        focus::by_id("main");
    };
    classed("section", "notice warning address-notice")
        .attr("role", "alert")
        .child(el("div").child(secret).child(options))
        .child(button("button small").t(key!("embed.dismiss")).on_click(dismiss))
}
