//! One of a few values: radio buttons in a line, or a list where the values do not fit into a line.

use leptos::prelude::*;

use crate::domain::schema::field::Draft;
use crate::ui::fields::control::radios::{Segment, radios};
use crate::ui::fields::view::{FieldTexts, FieldView};
use crate::ui::kit::element::{El, classed, el};

pub fn choice_control(
    field: FieldView,
    texts: &FieldTexts,
    is_list: bool,
    preselected: &'static str,
) -> El {
    let chosen = Signal::derive(move || {
        field.draft.with(|draft| match draft {
            Draft::Text(text) => text.clone(),
            _ => preselected.to_owned(),
        })
    });
    let unset = texts.unset.clone().map(|label| Segment { value: "", label, is_default: true });
    let choices = texts.choices.iter().map(|(value, label)| Segment {
        value,
        label: label.clone(),
        is_default: false,
    });
    let segments: Vec<Segment> = unset.into_iter().chain(choices).collect();
    if !is_list {
        return radios(field, segments, chosen, |field, value| field.draft.set(Draft::text(value)));
    }
    let options: Vec<El> = segments
        .into_iter()
        .map(|segment| {
            let value = segment.value;
            el("option")
                .attr("value", value)
                .bool_attr("selected", move || chosen.with(|chosen| chosen == value))
                .text(segment.label)
        })
        .collect();
    field
        .wire(classed("select", "input"))
        .prop_value(move || chosen.get())
        .on_text("change", move |text| field.draft.set(Draft::text(text)))
        .child(options)
}
