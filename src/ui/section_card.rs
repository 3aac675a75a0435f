//! One card of the form: a section's heading, its switch and its rows.

use leptos::prelude::*;

use super::field_row::FieldRow;
use super::focus;
use super::text::{section_name, t, tf};
use crate::domain::dialect::Dialect;
use crate::domain::fields::Field;
use crate::domain::section::Section;
use crate::state::Panel;

/// A group that is off shows its heading alone; what was typed in it is kept.
#[component]
pub fn SectionCard(panel: Panel, section: Section, dialect: Dialect) -> impl IntoView {
    let name = section_name(section);
    let heading_id = format!("{}-heading", section.id());
    let rows = move || {
        panel.form.is_on(section).then(|| {
            Field::of(section, dialect)
                .map(|field| view! { <FieldRow panel field dialect /> })
                .collect_view()
        })
    };
    view! {
        <section class="card" id=focus::section_id(section) aria-labelledby=heading_id.clone()>
            <div class="card-head">
                <h2 id=heading_id.clone() tabindex="-1">{name.clone()}</h2>
                <p class="card-lead">{t(&format!("section.{}.help", section.id()))}</p>
                {section
                    .is_group()
                    .then(|| {
                        let label = tf("group.switch", &[("group", &name)]);
                        view! { <GroupSwitch panel section label /> }
                    })}
            </div>
            {rows}
        </section>
    }
}

/// The switch of a group, here and in the rail.
#[component]
pub fn GroupSwitch(panel: Panel, section: Section, label: String) -> impl IntoView {
    let is_on = panel.form.group(section);
    view! {
        <input
            type="checkbox"
            role="switch"
            class="switch"
            aria-label=label
            prop:checked=is_on
            on:change=move |event| is_on.set(event_target_checked(&event))
        />
    }
}
