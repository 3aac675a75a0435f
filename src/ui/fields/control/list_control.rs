//! A list with one entry a line.

use crate::ui::fields::view::FieldView;
use crate::ui::kit::element::{El, classed};
use crate::ui::kit::i18n::key;

pub fn list_control(field: FieldView) -> El {
    let area = classed("textarea", "input").attr("rows", "3");
    field.wire_text(area.attr_t("placeholder", key!("control.list_hint")))
}
