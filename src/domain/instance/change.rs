//! What an edit changes in a group, and what a group loses.

use serde_json::Value;

use crate::domain::instance::stored_group::StoredGroup;
use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::encode;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::{Fill, ServerDefault};

/// What differs between the stored group and the edited one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupChange {
    pub is_switched: bool,
    /// In the table's order; none while a group stays off or is switched off
    pub fields: Vec<Field>,
}

impl GroupChange {
    /// Compares by what would be sent: blanks around an address are no change.
    #[must_use]
    pub fn between(stored: &Drafts, edited: &Drafts, section: Section, api: Api) -> Self {
        let is_changed = |field: &Field| has_changed(*field, stored, edited, api);
        let is_on = edited.is_on(section);
        // A row is changed whether or not it is on.
        let is_sent = is_on || section.spec().keeps_rows(api.dialect);
        Self {
            is_switched: is_on != stored.is_on(section),
            fields: Field::of(section, api).filter(|field| is_sent && is_changed(field)).collect(),
        }
    }

    #[must_use]
    pub fn count(&self) -> usize {
        self.fields.len() + usize::from(self.is_switched)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }
}

fn has_changed(field: Field, stored: &Drafts, edited: &Drafts, api: Api) -> bool {
    value(field, stored, api) != value(field, edited, api)
}

/// The value of a field as it would be sent, without the one that is always sent.
#[must_use]
pub fn value(field: Field, drafts: &Drafts, api: Api) -> Option<Value> {
    let wire = field.spec().wire(api)?;
    let is_set = drafts.get(field).is_sent();
    is_set.then(|| encode::value(drafts, field, wire, api)).flatten()
}

/// The fields whose values the server forgets when the group is switched off.
#[must_use]
pub fn lost_when_off(stored: &StoredGroup, section: Section, api: Api) -> Vec<Field> {
    let is_lost = |field: &Field| {
        field.spec().wire(api).is_some_and(|wire| wire.is_lost_when_off)
            && has_value(stored.drafts.get(*field))
    };
    Field::of(section, api).filter(is_lost).collect()
}

/// A flag that is off is no value that anybody would miss.
fn has_value(draft: &Draft) -> bool {
    draft.is_sent() && *draft != Draft::Flag(false)
}

/// The drafts that an edit of the group begins with: what is stored, and, in a group that is off, what
/// was lost when it was switched off here.
#[must_use]
pub fn opening(stored: &StoredGroup, kept: Option<&Drafts>, section: Section, api: Api) -> Drafts {
    let mut drafts = stored.drafts.clone();
    if let Some(kept) = kept.filter(|_| !stored.is_on(section)) {
        for field in Field::of(section, api) {
            let is_lost = field.spec().wire(api).is_some_and(|wire| wire.is_lost_when_off);
            if is_lost && kept.get(field).is_sent() {
                drafts.set(field, kept.get(field).clone());
            }
        }
    }
    drafts
}

/// What is stored now, with these changes of an edit that began with other values.
#[must_use]
pub fn on_top(now: &Drafts, edited: &Drafts, change: &GroupChange, section: Section) -> Drafts {
    let mut drafts = now.clone();
    for field in &change.fields {
        drafts.set(*field, edited.get(*field).clone());
    }
    if change.is_switched {
        drafts.switch(section, edited.is_on(section));
    }
    drafts
}

/// Whether the field says nothing that the server does not do by itself.
#[must_use]
pub fn is_default(field: Field, drafts: &Drafts, api: Api) -> bool {
    let Some(wire) = field.spec().wire(api) else { return true };
    let draft = drafts.get(field);
    match (wire.always_sent, wire.server_default) {
        _ if !draft.is_sent() => true,
        (Some(Fill::Flag(flag)), _) | (None, ServerDefault::Flag(flag)) => {
            *draft == Draft::Flag(flag)
        }
        (_, ServerDefault::Number(number)) => draft.as_text() == number.to_string(),
        (_, ServerDefault::Text(text)) => draft.as_text() == text,
        _ => false,
    }
}
