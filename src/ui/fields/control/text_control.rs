//! A line of text: free text, names, addresses, telephone numbers and whole numbers. Numbers stay
//! text while they are typed, since a number input reports nothing for a lone minus sign.

use crate::ui::fields::view::FieldView;
use crate::ui::kit::element::{El, el};

pub fn text_control(
    field: FieldView,
    class: &'static str,
    input_mode: &'static str,
    placeholder: &'static str,
) -> El {
    let input = el("input")
        .class(class)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("inputmode", input_mode);
    let input = if placeholder.is_empty() { input } else { input.attr("placeholder", placeholder) };
    field.wire_text(input)
}
