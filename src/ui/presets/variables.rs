//! The values of the variables of a preset.

use leptos::prelude::*;

use crate::domain::presets::variables::{UsedVariables, VariableValues};
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{key, t};

pub(super) const COUNT: &str = "presets-n";

/// What was typed for each.
#[derive(Clone, Copy, Debug)]
pub(super) struct TypedVariables {
    name: RwSignal<String>,
    number: RwSignal<String>,
    count: RwSignal<String>,
}

impl TypedVariables {
    /// Begins with what the form knows.
    pub(super) fn new(values: VariableValues) -> Self {
        Self {
            name: RwSignal::new(values.name),
            number: RwSignal::new(values.number),
            count: RwSignal::new(values.count.to_string()),
        }
    }

    pub(super) fn values(self) -> VariableValues {
        VariableValues {
            name: self.name.get().trim().to_owned(),
            number: self.number.get().trim().to_owned(),
            count: self.count().unwrap_or_default(),
        }
    }

    fn count(self) -> Option<u32> {
        self.count.get().trim().parse().ok()
    }

    /// Whether the count is a number.
    pub(super) fn is_valid_now(self) -> bool {
        untrack(|| self.count().is_some())
    }

    pub(super) fn values_now(self) -> VariableValues {
        untrack(|| self.values())
    }
}

/// An input for each variable that is used.
pub(super) fn variable_inputs(typed: TypedVariables, used: UsedVariables) -> El {
    let input = |variable: &str, label: String, value: RwSignal<String>, is_number: bool| {
        let input = classed("input", "input")
            .id(format!("presets-{variable}"))
            .attr("autocomplete", "off")
            .prop_value(move || value.get())
            .on_text("input", move |text| value.set(text));
        let input = if is_number { input.attr("inputmode", "numeric") } else { input };
        let input = match variable {
            "n" => input.aria_bool("aria-invalid", move || typed.count().is_none()),
            _ => input,
        };
        classed("label", "import-control")
            .child(
                classed("span", "label")
                    .text(label)
                    .text(" ")
                    .child(el("code").text(format!("{{{variable}}}"))),
            )
            .child(input)
    };
    classed("div", "import-controls")
        .child(
            used.name
                .then(|| input("name", t(key!("field.instance_name.label")), typed.name, false)),
        )
        .child(
            used.number.then(|| input("number", t(key!("field.number.label")), typed.number, true)),
        )
        .child(used.count.then(|| input("n", t(key!("presets.counter")), typed.count, true)))
}
