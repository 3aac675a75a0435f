//! An instance as the form of a new one: everything that can be carried over.

use crate::domain::instance::stored_group::StoredGroup;
use crate::domain::instances::row::{Engine, InstanceRow};
use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::{BUSINESS, Field};
use crate::domain::schema::section::Section;

/// The form of a new instance that is set up as this one. Name, token and number belong to one instance
/// alone and are left out.
#[must_use]
pub fn drafts<'a>(
    row: &InstanceRow,
    groups: impl IntoIterator<Item = (Section, &'a StoredGroup)>,
    api: Api,
) -> Drafts {
    let mut drafts = Drafts::default();
    let engine = match row.engine {
        Engine::Baileys => None,
        Engine::Business => Some(BUSINESS),
        Engine::Evolution => Some("EVOLUTION"),
    };
    if let Some(engine) = engine {
        drafts.set(Field::Integration, Draft::text(engine));
    }
    for (section, group) in groups {
        if section.is_group() && !group.is_on(section) {
            continue;
        }
        drafts.switch(section, section.is_group());
        for field in Field::of(section, api) {
            drafts.set(field, group.drafts.get(field).clone());
        }
    }
    drafts
}

/// The same instance again: with its name, its own token and its number.
#[must_use]
pub fn recreate(row: &InstanceRow, mut drafts: Drafts) -> Drafts {
    drafts.set(Field::InstanceName, Draft::text(row.name.as_str()));
    drafts.set(Field::Number, Draft::text(row.number.clone().unwrap_or_default()));
    if let Some(token) = &row.token {
        drafts.set(Field::Token, Draft::text(token.reveal()));
    }
    drafts
}
