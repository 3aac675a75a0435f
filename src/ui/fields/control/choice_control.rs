//! One of a few values: a segmented control, or a list where the values would not fit into a line.

use leptos::prelude::*;

use crate::domain::schema::field::Draft;
use crate::domain::schema::wire::{Fill, ServerDefault};
use crate::ui::fields::control::FieldRow;
use crate::ui::fields::control::radios::{Segment, radios};
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{choice, t, tf};

/// Whether the choices fit into a line.
#[must_use]
pub fn is_radio(row: FieldRow) -> bool {
    row.choices().len() <= 4
}

pub fn choice_control(row: FieldRow) -> El {
    let filled = match row.wire.always_sent {
        Some(Fill::Text(value)) => Some(value),
        _ => None,
    };
    let default = match row.wire.server_default {
        _ if filled.is_some() => None,
        ServerDefault::Text(value) => {
            Some(tf("row.default.value", &[("value", &choice(row.field, value))]))
        }
        _ => Some(t("control.choose")),
    };
    let chosen = Signal::derive(move || {
        row.draft.with(|draft| match draft {
            Draft::Text(text) => text.clone(),
            _ => filled.unwrap_or_default().to_owned(),
        })
    });
    let default = default.map(|label| Segment { value: "", label, is_default: true });
    let choices = row.choices().iter().map(|value| Segment {
        value,
        label: choice(row.field, value),
        is_default: false,
    });
    let segments: Vec<Segment> = default.into_iter().chain(choices).collect();
    if is_radio(row) {
        return radios(row, segments, chosen, |row, value| row.draft.set(Draft::text(value)));
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
    row.wired(classed("select", "input"))
        .prop_value(move || chosen.get())
        .on_text("change", move |text| row.draft.set(Draft::text(text)))
        .child(options)
}
