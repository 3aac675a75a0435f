//! One of a few values: a segmented control, or a list where the values would not fit into a line.

use leptos::prelude::*;

use super::Row;
use super::radios::{Radios, Segment};
use crate::domain::field::{Draft, Fill, ServerDefault};
use crate::ui::text::{choice, t, tf};

/// Whether the choices fit into a line.
#[must_use]
pub fn is_radio(row: Row) -> bool {
    row.choices().len() <= 4
}

#[component]
pub fn ChoiceControl(row: Row) -> impl IntoView {
    let filled = match row.wire.fill {
        Some(Fill::Text(value)) => Some(value),
        _ => None,
    };
    let default = match row.wire.default {
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
    if is_radio(row) {
        let default = default.map(|label| Segment { value: "", label, is_default: true });
        let choices = row.choices().iter().map(|value| Segment {
            value,
            label: choice(row.field, value),
            is_default: false,
        });
        let segments = default.into_iter().chain(choices).collect();
        let choose = Callback::new(move |value: &'static str| row.draft.set(Draft::text(value)));
        return view! { <Radios row segments chosen on_choose=choose /> }.into_any();
    }
    let options = row.choices().iter().map(|value| {
        let is_on = move || chosen.with(|chosen| chosen == value);
        view! { <option value=*value selected=is_on>{choice(row.field, value)}</option> }
    });
    view! {
        <select
            class="input"
            id=row.field.id()
            name=row.wire.path
            aria-describedby=row.described_by()
            aria-invalid=move || row.invalid()
            prop:value=chosen
            on:change=move |event| row.draft.set(Draft::text(event_target_value(&event)))
        >
            {default.map(|label| view! { <option value="">{label}</option> })}
            {options.collect_view()}
        </select>
    }
    .into_any()
}
