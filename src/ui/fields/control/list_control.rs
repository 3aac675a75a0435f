//! A list with one entry a line.

use crate::ui::fields::control::FieldRow;
use crate::ui::kit::element::{El, classed};

pub fn list_control(row: FieldRow) -> El {
    let area = classed("textarea", "input").attr("rows", "3");
    row.texted(area.attr_t("placeholder", "control.list_hint"))
}
