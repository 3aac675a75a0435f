//! A line of text: free text, names, addresses, telephone numbers and whole numbers. Numbers stay
//! text while they are typed, since a number input reports nothing for a lone minus sign.

use crate::domain::schema::field::{Kind, Rule};
use crate::ui::fields::control::FieldRow;
use crate::ui::kit::element::{El, el};

pub fn text_control(row: FieldRow) -> El {
    let (class, input_mode) = match row.field.spec().kind {
        Kind::Integer { .. } => ("input number", "numeric"),
        Kind::Text(Rule::Digits) => ("input", "tel"),
        Kind::Text(Rule::Url) => ("input", "url"),
        _ => ("input", "text"),
    };
    row.texted(
        el("input")
            .class(class)
            .attr("type", "text")
            .attr("autocomplete", "off")
            .attr("inputmode", input_mode),
    )
}
