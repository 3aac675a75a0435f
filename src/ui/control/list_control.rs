//! A list with one entry a line.

use super::Row;
use crate::ui::element::{El, el};
use crate::ui::text::t;

pub fn list_control(row: Row) -> El {
    let area = el("textarea").class("input").attr("rows", "3");
    row.texted(area.attr("placeholder", t("control.list_hint")))
}
