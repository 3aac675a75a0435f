//! A line of text: free text, names, addresses, telephone numbers and whole numbers. Numbers stay
//! text while they are typed, since a number input reports nothing for a lone minus sign.

use leptos::prelude::*;

use super::Row;
use crate::domain::field::{Draft, Kind, Rule};

#[component]
pub fn TextControl(row: Row) -> impl IntoView {
    let (input_mode, kind) = match row.field.spec().kind {
        Kind::Integer { .. } => ("numeric", "text"),
        Kind::Text(Rule::Digits) => ("tel", "tel"),
        Kind::Text(Rule::Url) => ("url", "text"),
        _ => ("text", "text"),
    };
    view! {
        <input
            class="input"
            class:number=matches!(row.field.spec().kind, Kind::Integer { .. })
            id=row.field.id()
            name=row.wire.path
            type=kind
            inputmode=input_mode
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            aria-describedby=row.described_by()
            aria-invalid=move || row.invalid()
            prop:value=move || row.draft.with(|draft| draft.as_text().to_owned())
            on:input=move |event| row.draft.set(Draft::text(event_target_value(&event)))
        />
    }
}
