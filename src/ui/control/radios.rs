//! A row of radio buttons drawn as one segmented control. The browser's own radios bring the arrow
//! keys and the names for a screen reader.

use leptos::prelude::*;

use super::Row;

/// One button: the value of its radio, what it says, and whether it stands for *not sent*.
#[derive(Clone, Debug)]
pub struct Segment {
    pub value: &'static str,
    pub label: String,
    pub is_default: bool,
}

/// `chosen` tells the value of the button that is on; `on_choose` is told of a new one.
#[component]
pub fn Radios(
    row: Row,
    segments: Vec<Segment>,
    chosen: Signal<String>,
    on_choose: Callback<&'static str>,
) -> impl IntoView {
    let buttons = segments.into_iter().enumerate().map(move |(index, segment)| {
        let value = segment.value;
        let is_on = move || chosen.with(|chosen| chosen == value);
        // The first radio carries the field's own id, so a link to the field finds it.
        let id = if index == 0 {
            row.field.id().to_owned()
        } else {
            format!("{}-{index}", row.field.id())
        };
        view! {
            <label class="segment" class:default=segment.is_default>
                <input
                    type="radio"
                    id=id
                    name=row.wire.path
                    value=value
                    prop:checked=is_on
                    on:change=move |_| on_choose.run(value)
                />
                <span>{segment.label}</span>
            </label>
        }
    });
    view! {
        <div
            class="segments"
            role="radiogroup"
            aria-labelledby=row.label_id()
            aria-describedby=row.described_by()
            aria-invalid=move || row.invalid()
        >
            {buttons.collect_view()}
        </div>
    }
}
