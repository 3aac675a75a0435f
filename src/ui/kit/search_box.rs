//! The box that narrows a list, which `/` leads to.

use crate::ui::kit::element::{El, classed};
use crate::ui::kit::focus;
use crate::ui::kit::icon::{Icon, draw};

/// Lives as long as the current owner. `label` is the key of its name.
pub fn search_box(
    id: &'static str,
    label: &str,
    text: impl Fn() -> String + Send + Sync + 'static,
    on_text: impl FnMut(String) + 'static,
) -> El {
    focus::on_slash(id);
    let input = classed("input", "input")
        .id(id)
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr_t("placeholder", label)
        .attr_t("aria-label", label)
        .attr("aria-keyshortcuts", "/")
        .prop_value(text)
        .on_text("input", on_text);
    classed("div", "search-box").attr("role", "search").child(draw(Icon::Search)).child(input)
}
