//! A list with one entry a line.

use leptos::prelude::*;

use super::Row;
use crate::domain::field::Draft;
use crate::ui::text::t;

#[component]
pub fn ListControl(row: Row) -> impl IntoView {
    view! {
        <textarea
            class="input"
            id=row.field.id()
            name=row.wire.path
            rows="3"
            spellcheck="false"
            placeholder=t("control.list_hint")
            aria-describedby=row.described_by()
            aria-invalid=move || row.invalid()
            prop:value=move || row.draft.with(|draft| draft.as_text().to_owned())
            on:input=move |event| row.draft.set(Draft::text(event_target_value(&event)))
        ></textarea>
    }
}
