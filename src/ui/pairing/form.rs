//! The number of the phone that a pairing code is made for.

use leptos::prelude::*;

use crate::domain::pairing::Input;
use crate::domain::pairing::number::number;
use crate::state::pairing::PairingRun;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::pairing::more_menu::switch_kind;
use crate::ui::pairing::view::PairingView;

/// Takes the place of the picture. Accepts what people paste and sends digits; what is typed stays when
/// the card is rendered again.
pub fn pairing_form(shown: PairingView) -> El {
    let run = shown.run;
    let PairingRun { typed, is_wrong, is_form_open: is_open, .. } = run;
    let id = |name: &str| run.element_id(name);
    let (number_id, help_id) = (id("pairing-number"), id("pairing-number-help"));
    let problem_id = id("pairing-number-problem");
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        match number(&typed.get_untracked()) {
            Some(number) => {
                is_wrong.set(false);
                is_open.set(false);
                focus::by_id(&run.element_id("pairing-heading"));
                run.give(Input::ByNumber(number));
            }
            None => {
                is_wrong.set(true);
                focus::by_id(&run.element_id("pairing-number"));
            }
        }
    };
    let input = classed("input", "input")
        .id(&number_id)
        .attr("type", "text")
        .attr("inputmode", "tel")
        .attr("autocomplete", "off")
        .attr("aria-describedby", format!("{help_id} {problem_id}"))
        .aria_bool("aria-invalid", move || is_wrong.get())
        .prop_value(move || typed.get())
        .on_text("input", move |text| typed.set(text));
    let problem =
        classed("p", "problem").id(&problem_id).attr("role", "alert").dyn_child(move || {
            let words = || el("span").text(t(key!("pairing.number.problem"))).into_view();
            is_wrong.get().then(|| vec![draw(Icon::Alert), words()])
        });
    el("form")
        .id(id("pairing-form"))
        .class("pairing-form")
        .attr("novalidate", "")
        .bool_attr("hidden", move || !is_open.get())
        .on("submit", submit)
        .child(el("label").class("label").attr("for", &number_id).t(key!("pairing.number")))
        .child(input)
        .child(problem)
        .child(classed("p", "help").id(&help_id).t(key!("pairing.number.help")))
        .child(
            classed("div", "actions")
                .child(
                    el("button")
                        .attr("type", "submit")
                        .class("button small primary")
                        .t(key!("pairing.number.send")),
                )
                .child(button("button small").t(key!("pairing.by_qr")).on_click(move || {
                    switch_kind(shown);
                    focus::by_id(&run.element_id("pairing-heading"));
                })),
        )
}
