//! Fields whose value is the id of a bot or of a credential: they are chosen and shown by name.

use leptos::prelude::*;

use crate::domain::bots::Reference;
use crate::domain::interpolate;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::state::instance::{InstanceScreen, RowsRun};
use crate::ui::fields::view::FieldView;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{key, t};

/// What the fields of a form can refer to. It is a context of the form.
#[derive(Clone, Copy, Debug)]
pub struct References {
    pub screen: InstanceScreen,
    pub section: Section,
}

impl References {
    /// The rows that a field refers to.
    fn rows(self, field: Field) -> Option<RowsRun> {
        let reference = Reference::of(field)?;
        self.screen.bots.with_value(|kinds| {
            let run = kinds
                .iter()
                .find(|run| [run.kind.bots, run.kind.settings].contains(&self.section))?;
            match reference {
                Reference::Credentials => run.credentials,
                Reference::Bot => Some(run.rows),
            }
        })
    }

    /// The ids and names that can be chosen.
    fn choices(self, rows: RowsRun) -> Vec<(String, String)> {
        let api = self.screen.server().api();
        rows.rows.with(|all| {
            let one = |row: &std::sync::Arc<_>| -> Option<(String, String)> {
                let row: &crate::domain::instance::stored_group::StoredGroup = row;
                let title = interpolate::plain(&row.title(rows.section, api));
                Some((row.row_id.clone()?, title))
            };
            all.iter().filter_map(one).collect()
        })
    }

    /// The name of what the value of a field refers to, where it is known.
    #[must_use]
    pub fn name(self, field: Field, id: &str) -> Option<String> {
        let choices = self.choices(self.rows(field)?);
        choices.into_iter().find(|(own, _)| own == id).map(|(_, name)| name)
    }

    /// The control of a field that refers to a row; nothing for any other field.
    pub fn control(self, field: FieldView) -> Option<El> {
        let entry = Field::every().iter().copied().find(|entry| entry.id() == field.id)?;
        let rows = self.rows(entry)?;
        let chosen = Memo::new(move |_| field.draft.with(|draft| draft.as_text().to_owned()));
        let option = move |value: String, label: String| {
            let own = value.clone();
            el("option")
                .attr("value", value)
                .bool_attr("selected", move || chosen.with(|chosen| *chosen == own))
                .text(label)
        };
        let none = match field.is_required {
            true => t(key!("control.choose")),
            false => t(key!("common.none")),
        };
        // An id that the list does not have stays what it is.
        let choices = Memo::new(move |_| {
            let mut choices = self.choices(rows);
            let chosen = chosen.get();
            if !chosen.is_empty() && !choices.iter().any(|(id, _)| *id == chosen) {
                choices.push((chosen.clone(), interpolate::plain(&chosen)));
            }
            choices
        });
        let is_without = Memo::new(move |_| choices.with(Vec::is_empty));
        let select = field
            .wire(classed("select", "input"))
            .on_text("change", move |text| field.draft.set(Draft::text(text)))
            .child(option(String::new(), none))
            .dyn_child(move || {
                let options = choices.get().into_iter();
                options.map(|(id, name)| option(id, name)).collect::<Vec<El>>()
            });
        Some(el("div").child(select).show(
            move || is_without.get(),
            || classed("p", "help").t(key!("instance.bots.nothing_to_choose")),
        ))
    }
}
