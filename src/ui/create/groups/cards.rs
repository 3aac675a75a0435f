//! A card for each group that is on, in the table's order, and behind them the list of the others.

use leptos::prelude::*;

use crate::domain::schema::section::Section;
use crate::state::form::model::FormModel;
use crate::ui::create::groups::off::groups_off;
use crate::ui::create::section_card::section_card;
use crate::ui::create::supplies::row_supplies;
use crate::ui::fields::control::control;
use crate::ui::kit::element::{El, classed};

pub fn groups() -> El {
    let form = expect_context::<FormModel>();
    let supplies = row_supplies(control);
    let dialect = form.dialect.get_untracked();
    let groups: Vec<Section> =
        form.sections(dialect).into_iter().filter(|section| section.is_group()).collect();
    let off = groups_off(form, &groups);
    groups
        .into_iter()
        .fold(classed("div", "groups"), |all, section| {
            all.show(move || form.is_on(section), move || section_card(form, section, supplies))
        })
        .child(off)
}
