//! The groups that are off, in one card: what each is for, and the switch that adds it.

use leptos::prelude::*;

use crate::domain::schema::section::Section;
use crate::state::form::model::FormModel;
use crate::ui::create::section_card::moving_switch;
use crate::ui::fields::field_focus::section_id;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{key, section_name, t};

const HEADING: &str = "add-groups-heading";

/// Nothing where every group is on, or the server has none.
pub fn groups_off(form: FormModel, groups: &[Section]) -> El {
    let all = groups.to_vec();
    let has_none = Memo::new(move |_| all.iter().all(|section| form.is_on(*section)));
    let list = groups.iter().fold(el("ul").class("group-list"), |list, section| {
        let section = *section;
        list.show(move || !form.is_on(section), move || entry(form, section))
    });
    let heading = form.element_id(HEADING);
    classed("section", "card")
        .bool_attr("hidden", move || has_none.get())
        .attr("aria-labelledby", heading.clone())
        .child(
            classed("div", "card-head")
                .child(el("h2").id(heading).t(key!("group.add")))
                .child(classed("p", "card-lead").t(key!("group.add.help"))),
        )
        .child(list)
}

/// It has the id that the group's card has when it is on: links to the group lead here until then.
fn entry(form: FormModel, section: Section) -> El {
    let name = el("span").class("label").text(section_name(section));
    let help = classed("span", "help").text(t(&format!("section.{}.help", section.id())));
    el("li").id(section_id(form, section)).child(
        classed("label", "group-entry")
            .child(moving_switch(form, section))
            .child(el("span").child(name).child(help)),
    )
}
