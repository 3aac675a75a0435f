//! One of a few values: radio buttons, or a list where the values are too many for that.

use leptos::prelude::*;

use crate::domain::schema::field::Draft;
use crate::ui::fields::control::radios::{Segment, radios};
use crate::ui::fields::view::{FieldTexts, FieldView};
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{key, t};

fn chosen(field: FieldView, preselected: &'static str) -> Signal<String> {
    Signal::derive(move || {
        field.draft.with(|draft| match draft {
            Draft::Text(text) => text.clone(),
            _ => preselected.to_owned(),
        })
    })
}

pub fn choice_radios(field: FieldView, texts: &FieldTexts, preselected: &'static str) -> El {
    let unset = texts.unset.clone().map(|label| Segment { value: "", label, is_default: true });
    let choices = texts.choices.iter().map(|(value, label)| Segment {
        value,
        label: label.clone(),
        is_default: false,
    });
    let segments: Vec<Segment> = unset.into_iter().chain(choices).collect();
    radios(field, "segments choices", segments, chosen(field, preselected), |field, value| {
        field.draft.set(Draft::text(value));
    })
}

/// Its first entry stands for no choice, also where one must be made: a list shows its first entry
/// while nothing is chosen.
pub fn choice_list(field: FieldView, texts: &FieldTexts, preselected: &'static str) -> El {
    let chosen = chosen(field, preselected);
    let option = |value: &'static str, label: String| {
        el("option")
            .attr("value", value)
            .bool_attr("selected", move || chosen.with(|chosen| chosen == value))
            .text(label)
    };
    let unset = || texts.unset.clone().unwrap_or_else(|| t(key!("control.choose")));
    let none = preselected.is_empty().then(|| option("", unset()));
    let choices: Vec<El> =
        texts.choices.iter().map(|(value, label)| option(value, label.clone())).collect();
    field
        .wire(classed("select", "input"))
        .prop_value(move || chosen.get())
        .on_text("change", move |text| field.draft.set(Draft::text(text)))
        .child(none)
        .child(choices)
}
