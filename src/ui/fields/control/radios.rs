//! A row of radio buttons drawn as one segmented control. The browser's own radios bring the arrow
//! keys and the names for a screen reader.

use leptos::prelude::*;

use crate::ui::fields::control::FieldRow;
use crate::ui::kit::element::{El, el};

/// One button: the value of its radio, what it says, and whether it stands for *not sent*.
#[derive(Clone, Debug)]
pub struct Segment {
    pub value: &'static str,
    pub label: String,
    pub is_default: bool,
}

/// `chosen` tells the value of the button that is on; `on_choose` is told of a new one.
pub fn radios(
    row: FieldRow,
    segments: Vec<Segment>,
    chosen: Signal<String>,
    on_choose: fn(FieldRow, &'static str),
) -> El {
    let buttons: Vec<El> = segments
        .into_iter()
        .enumerate()
        .map(|(index, segment)| {
            let value = segment.value;
            // The first radio carries the field's own id, so a link to the field finds it.
            let id = match index {
                0 => row.field.id().to_owned(),
                _ => format!("{}-{index}", row.field.id()),
            };
            let input = el("input")
                .attr("type", "radio")
                .id(id)
                .attr("name", row.wire.path)
                .attr("value", value)
                .prop_checked(move || chosen.with(|chosen| chosen == value))
                .on("change", move |_| on_choose(row, value));
            let class = if segment.is_default { "segment default" } else { "segment" };
            el("label").class(class).child(input).child(el("span").text(segment.label))
        })
        .collect();
    row.group("radiogroup", "segments")
        .dyn_attr("aria-invalid", move || row.is_invalid().then(|| "true".to_owned()))
        .child(buttons)
}
