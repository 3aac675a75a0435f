//! One card of the form: a section's heading, its switch and its rows.

use leptos::prelude::*;

use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::state::Panel;
use crate::ui::fields::row::field_row;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{section_name, tf};
use crate::ui::lazy_chunks::OPERATE;

/// A group that is off shows its heading alone; what was typed in it is kept.
pub fn section_card(panel: Panel, section: Section, dialect: Dialect) -> El {
    let heading = format!("{}-heading", section.id());
    let head = classed("div", "card-head")
        .child(el("h2").id(heading.clone()).attr("tabindex", "-1").text(section_name(section)))
        .child(classed("p", "card-lead").t(&format!("section.{}.help", section.id())))
        .child(section.is_group().then(|| group_switch(panel, section)));
    classed("section", "card")
        .id(focus::section_id(section))
        .attr("aria-labelledby", heading)
        .child(head)
        .dyn_child(move || {
            let rows = || Field::of(section, dialect).map(|field| field_row(panel, field, dialect));
            panel.form.is_on(section).then(|| rows().collect::<Vec<_>>())
        })
}

/// The switch of a group, here and in the rail.
pub fn group_switch(panel: Panel, section: Section) -> El {
    if panel.setup.forces(section)
        && let Some(operate) = OPERATE.exports()
    {
        return (operate.held_switch)(section);
    }
    let is_on = panel.form.group(section);
    el("input")
        .attr("type", "checkbox")
        .attr("role", "switch")
        .class("switch")
        .attr("aria-label", tf("group.switch", &[("group", &section_name(section))]))
        .bool_attr("disabled", move || panel.form.is_held(section))
        .prop_checked(move || is_on.get())
        .on_check(move |is_checked| is_on.set(is_checked))
}
