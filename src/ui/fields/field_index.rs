//! The fields of a form, ready to be searched.

use leptos::prelude::*;

use crate::domain::deployment::Access;
use crate::domain::schema::fields::Field;
use crate::domain::schema::search::Searchable;
use crate::state::form::model::FormModel;
use crate::ui::kit::i18n;

/// The fields that are on the screen, with what is searched of them: label, wire name and help, in every
/// language that is loaded.
pub fn field_index(form: FormModel) -> Vec<(Field, Searchable)> {
    let api = form.api.get();
    let is_shown = |field: &Field| form.with_rules(|rules| rules.access(*field) != Access::Hidden);
    let fields = form.sections(api.dialect).into_iter().flat_map(|section| Field::of(section, api));
    let indexed = |field: Field| {
        let id = field.id();
        let section = field.spec().section.id();
        let section = i18n::in_all(&format!("section.{section}.name")).join(" ");
        let wire = field.spec().wire(api).map(|wire| wire.path.to_owned());
        let names = i18n::in_all(&format!("field.{id}.label")).into_iter().chain(wire);
        let helps = i18n::in_all(&format!("field.{id}.help"));
        (field, Searchable::new(&section, names, helps))
    };
    fields.filter(is_shown).map(indexed).collect()
}
