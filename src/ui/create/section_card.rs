//! One card of the form: a section's heading, its switch and its rows.

use leptos::prelude::*;

use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::state::form::model::FormModel;
use crate::ui::fields::field_focus::section_id;
use crate::ui::fields::table_row::{RowSupplies, table_row};
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{section_name, tf};

/// A group that is off shows its heading alone; what was typed in it is kept.
pub fn section_card(form: FormModel, section: Section, supplies: RowSupplies) -> El {
    let dialect = form.dialect.get_untracked();
    let heading = form.element_id(&format!("{}-heading", section.id()));
    let head = classed("div", "card-head")
        .child(el("h2").id(heading.clone()).attr("tabindex", "-1").text(section_name(section)))
        .child(classed("p", "card-lead").t(&format!("section.{}.help", section.id())))
        .child(section.is_group().then(|| group_switch(form, section, supplies)));
    classed("section", "card")
        .id(section_id(form, section))
        .attr("aria-labelledby", heading)
        .child(head)
        .dyn_child(move || {
            let rows = || Field::of(section, dialect).map(|field| table_row(form, field, supplies));
            form.is_on(section).then(|| rows().collect::<Vec<_>>())
        })
}

/// The switch of a group, here and in the rail.
pub fn group_switch(form: FormModel, section: Section, supplies: RowSupplies) -> El {
    if form.with_rules(|rules| rules.holds(section))
        && let Some(held) = (supplies.held_switch)(section)
    {
        return held;
    }
    let is_on = form.group(section);
    el("input")
        .attr("type", "checkbox")
        .attr("role", "switch")
        .class("switch")
        .attr("aria-label", tf!("group.switch", group = &section_name(section)))
        .bool_attr("disabled", move || form.is_held(section))
        .prop_checked(move || is_on.get())
        .on_check(move |is_checked| is_on.set(is_checked))
}
