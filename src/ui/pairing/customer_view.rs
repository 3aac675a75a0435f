//! What a customer is shown: the code, how long it is good, and what to do on the telephone. No
//! controls and no keys; Esc, a tap on the corner or a double tap leaves, which stands in that corner.

use leptos::prelude::*;

use crate::domain::pairing::phase::PairingPhase;
use crate::ui::kit::dialog::show_while;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t, tf};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::pairing::view::PairingView;

/// The longest time between two taps that belong together.
const DOUBLE_MS: f64 = 400.0;

/// Fills the screen while it is presented, and follows every renewal.
pub fn customer_view(shown: PairingView, name: &str, is_presented: RwSignal<bool>) -> El {
    let id = shown.run.element_id("customer-view");
    let leave = shown.run.element_id("customer-leave");
    let heading = shown.run.element_id("pairing-heading");
    show_while(id.clone(), move || is_presented.get());
    let name = name.to_owned();
    let mut tapped_at = f64::NEG_INFINITY;
    el("dialog")
        .id(&id)
        .class("customer")
        .attr("aria-label", tf!("pairing.customer.label", name = &name))
        .attr("aria-describedby", &leave)
        .on("cancel", move |event| {
            event.prevent_default();
            is_presented.set(false);
        })
        // A browser may close it without asking.
        .on("close", move |_| {
            is_presented.set(false);
            // The button that it was opened with is gone by then.
            if shown.is(PairingPhase::Open) {
                focus::by_id(&heading);
            }
        })
        // Not every telephone makes a double click of two taps. The click is the last of a tap's
        // events, so none of them reaches what is below.
        .on("click", move |event| {
            let now = event.time_stamp();
            if now - tapped_at < DOUBLE_MS {
                is_presented.set(false);
            }
            tapped_at = now;
        })
        .dyn_child(move || is_presented.get().then(|| view(shown, &name, is_presented)))
}

fn view(shown: PairingView, name: &str, is_presented: RwSignal<bool>) -> El {
    // No button: it would be a control in the customer's way, and the keyboard has Esc.
    let leave = classed("p", "customer-leave")
        .id(shown.run.element_id("customer-leave"))
        .on_click(move || is_presented.set(false))
        .child(classed("span", "by-key").t(key!("pairing.customer.leave_key")))
        .child(classed("span", "by-touch").t(key!("pairing.customer.leave_touch")));
    customer_page(shown, name).child(leave)
}

/// The code, how long it is good, and what to do on the telephone.
pub fn customer_page(shown: PairingView, name: &str) -> El {
    let code = classed("div", "customer-code")
        .child(shown.frame(name, None))
        .child(shown.code())
        .child(shown.countdown(None));
    let status =
        classed("p", "customer-status").attr("role", "status").dyn_text(move || status(shown));
    let last = move || match shown.is(PairingPhase::Open) {
        true => classed("p", "customer-done").child(draw(Icon::Check)),
        false => steps(shown),
    };
    classed("div", "customer-page")
        .child(el("h2").t(key!("pairing.customer.title")))
        .child(code)
        .child(status)
        .dyn_child(last)
}

/// One sentence, and none while the code speaks for itself.
fn status(shown: PairingView) -> String {
    match () {
        () if shown.is(PairingPhase::Open) => t(key!("pairing.customer.open")),
        () if shown.is(PairingPhase::Shown) => String::new(),
        () if shown.is(PairingPhase::Waiting) || shown.is(PairingPhase::Expired) => {
            t(key!("pairing.customer.wait"))
        }
        () => t(key!("pairing.customer.stopped")),
    }
}

fn steps(shown: PairingView) -> El {
    let last = if shown.by_number() {
        key!("pairing.customer.type")
    } else {
        key!("pairing.customer.scan")
    };
    classed("ol", "customer-steps")
        .child(el("li").t(key!("pairing.customer.app")))
        .child(el("li").t(key!("pairing.customer.devices")))
        .child(el("li").t(last))
}
