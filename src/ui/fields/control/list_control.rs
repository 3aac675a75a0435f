//! A list with one entry a line.

use crate::ui::fields::view::FieldView;
use crate::ui::kit::element::{El, classed};

pub fn list_control(field: FieldView) -> El {
    let area = classed("textarea", "input").attr("rows", "3");
    field.wire_text(area.attr_t("placeholder", "control.list_hint"))
}
