//! A row of radio buttons drawn as one segmented control; a list of choices stands below each other
//! where it is narrow. The browser's own radios bring the arrow
//! keys and the names for a screen reader.

use leptos::prelude::*;

use crate::ui::fields::view::FieldView;
use crate::ui::kit::element::{El, el};

/// One button: the value of its radio, what it says, and whether it stands for *not sent*.
#[derive(Clone, Debug)]
pub struct Segment {
    pub value: &'static str,
    pub label: String,
    pub is_default: bool,
}

/// `chosen` is the value of the button that is on; `on_choose` is called with a new one.
pub fn radios(
    field: FieldView,
    class: &'static str,
    segments: Vec<Segment>,
    chosen: Signal<String>,
    on_choose: fn(FieldView, &'static str),
) -> El {
    let buttons: Vec<El> = segments
        .into_iter()
        .enumerate()
        .map(|(index, segment)| {
            let value = segment.value;
            // The first radio carries the field's own id, so a link to the field finds it.
            let id = match index {
                0 => field.control_id(),
                _ => field.part_id(&index.to_string()),
            };
            let input = el("input")
                .attr("type", "radio")
                .id(id)
                .attr("name", field.path)
                .attr("value", value)
                .prop_checked(move || chosen.with(|chosen| chosen == value))
                .on("change", move |_| on_choose(field, value));
            let class = if segment.is_default { "segment default" } else { "segment" };
            el("label").class(class).child(input).child(el("span").text(segment.label))
        })
        .collect();
    field
        .group("radiogroup", class)
        .dyn_attr("aria-invalid", move || field.is_invalid().then(|| "true".to_owned()))
        .child(buttons)
}
