//! The number of the telephone that a pairing code is made for.

use leptos::prelude::*;

use crate::domain::pairing::Input;
use crate::domain::pairing::number::number;
use crate::state::Panel;
use crate::state::pairing::PairingState;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::t;
use crate::ui::kit::icon::{Icon, draw};

/// Accepts what people paste and sends digits. What is typed stays when the card is drawn anew.
pub fn pairing_form(panel: Panel) -> El {
    let PairingState { typed, is_wrong, is_form_open: is_open, .. } = *panel.pairing;
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        match number(&typed.get_untracked()) {
            Some(number) => {
                is_wrong.set(false);
                is_open.set(false);
                focus::by_id("pairing-heading");
                panel.pairing.give(Input::ByNumber(number));
            }
            None => {
                is_wrong.set(true);
                focus::by_id("pairing-number");
            }
        }
    };
    let input = classed("input", "input")
        .id("pairing-number")
        .attr("type", "text")
        .attr("inputmode", "tel")
        .attr("autocomplete", "off")
        .attr("aria-describedby", "pairing-number-help pairing-number-problem")
        .aria_bool("aria-invalid", move || is_wrong.get())
        .prop_value(move || typed.get())
        .on_text("input", move |text| typed.set(text));
    let problem = classed("p", "problem")
        .id("pairing-number-problem")
        .attr("role", "alert")
        .dyn_child(move || {
            let words = || el("span").text(t("pairing.number.problem")).into_view();
            is_wrong.get().then(|| vec![draw(Icon::Alert), words()])
        });
    el("form")
        .id("pairing-form")
        .class("pairing-form")
        .attr("novalidate", "")
        .bool_attr("hidden", move || !is_open.get())
        .on("submit", submit)
        .child(el("label").class("label").attr("for", "pairing-number").t("pairing.number"))
        .child(input)
        .child(problem)
        .child(classed("p", "help").id("pairing-number-help").t("pairing.number.help"))
        .child(
            el("button")
                .attr("type", "submit")
                .class("button small primary")
                .t("pairing.number.send"),
        )
}
