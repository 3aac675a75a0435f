//! One card of the form: a section's heading and its rows; and the switch of a group.

use leptos::prelude::*;

use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::state::form::model::FormModel;
use crate::ui::fields::field_focus;
use crate::ui::fields::table_row::{RowSupplies, table_row};
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{section_name, tf};
use crate::ui::lazy_chunks::DEPLOYMENT;

/// A section that is sent.
pub fn section_card(form: FormModel, section: Section, supplies: RowSupplies) -> El {
    let dialect = form.dialect.get_untracked();
    let heading = form.element_id(&format!("{}-heading", section.id()));
    let head = classed("div", "card-head")
        .child(el("h2").id(heading.clone()).attr("tabindex", "-1").text(section_name(section)))
        .child(classed("p", "card-lead").t(&format!("section.{}.help", section.id())))
        .child(section.is_group().then(|| moving_switch(form, section)));
    let card = classed("section", "card")
        .id(field_focus::section_id(form, section))
        .attr("aria-labelledby", heading)
        .child(head);
    Field::of_dialect(section, dialect)
        .fold(card, |card, field| with_row(card, form, field, supplies))
}

/// Most rows stand for as long as their card does. A few come and go with another field's value, or
/// change with the version that the server tells: only they are rendered again.
fn with_row(card: El, form: FormModel, field: Field, supplies: RowSupplies) -> El {
    let spec = field.spec();
    if spec.offered_when.is_none() && !spec.varies(form.dialect.get_untracked()) {
        return card.child(table_row(form, field, supplies));
    }
    let is_offered = Memo::new(move |_| form.is_offered(field));
    card.dyn_child(move || {
        form.api.track();
        is_offered.get().then(|| untrack(|| table_row(form, field, supplies))).flatten()
    })
}

/// A switch that goes when it is moved: the focus goes where the group is shown then.
pub fn moving_switch(form: FormModel, section: Section) -> El {
    switch(form, section, field_focus::control_of_section)
}

/// The switch of a group in the rail, where it stays.
pub fn group_switch(form: FormModel, section: Section) -> El {
    switch(form, section, |_, _| {})
}

/// One listener does both: the switch can be gone before a second one is called.
fn switch(form: FormModel, section: Section, then: fn(FormModel, Section)) -> El {
    if form.with_rules(|rules| rules.holds(section))
        && let Some(deployment) = DEPLOYMENT.exports()
    {
        return (deployment.held_switch)(section);
    }
    let is_on = form.group(section);
    el("input")
        .attr("type", "checkbox")
        .attr("role", "switch")
        .class("switch")
        .attr("aria-label", tf!("group.switch", group = &section_name(section)))
        .bool_attr("disabled", move || form.is_held(section))
        .prop_checked(move || is_on.get())
        .on_check(move |is_checked| {
            is_on.set(is_checked);
            then(form, section);
        })
}
