//! A snapshot of the form: a draft for each field and a switch for each group. It is a plain value;
//! the signals behind it are part of the state.

use crate::domain::schema::api::Api;
use crate::domain::schema::field::{Condition, Draft};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::section_set::SectionSet;
use crate::domain::schema::wire::{Fill, ServerDefault};

/// A snapshot of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafts {
    fields: Vec<Draft>,
    groups: SectionSet,
    /// The instance is there: its name is the server's, whatever stands around it
    is_of_instance: bool,
    /// The token that is sent if a dialect needs one and none was typed
    pub fresh_token: String,
}

impl Default for Drafts {
    fn default() -> Self {
        Self {
            fields: vec![Draft::NotSent; Field::COUNT],
            groups: SectionSet::default(),
            is_of_instance: false,
            fresh_token: String::new(),
        }
    }
}

impl Drafts {
    #[must_use]
    pub fn get(&self, field: Field) -> &Draft {
        &self.fields[field.place()]
    }

    /// The instance's name as it is sent. A new one is without spaces around it: 2.4 trims a name only
    /// after it has looked for another instance of that name, and the second one then destroys the first.
    #[must_use]
    pub fn name(&self) -> &str {
        let name = self.get(Field::InstanceName).as_text();
        if self.is_of_instance { name } else { name.trim() }
    }

    /// From now on these are of an instance that is there. Another one may have the same name but for the
    /// spaces around it.
    pub fn set_instance(&mut self, name: &str) {
        self.set(Field::InstanceName, Draft::text(name));
        self.is_of_instance = true;
    }

    pub fn set(&mut self, field: Field, draft: Draft) {
        self.fields[field.place()] = draft;
    }

    /// Whether the section's values are sent: a section without a switch always is.
    #[must_use]
    pub fn is_on(&self, section: Section) -> bool {
        !section.is_group() || self.groups.contains(section)
    }

    pub fn switch(&mut self, section: Section, is_on: bool) {
        if is_on {
            self.groups.insert(section);
        } else {
            self.groups.remove(section);
        }
    }

    /// The fields that are part of a request to this server, in the table's order.
    pub fn active(&self, api: impl Into<Api>) -> impl Iterator<Item = Field> {
        let api = api.into();
        Field::ALL.iter().copied().filter(move |field| {
            field.spec().wire(api).is_some() && self.is_on(field.spec().section)
        })
    }

    /// Whether the form shows the field: what another field's value makes pointless is left out. A value
    /// that was typed before stays in sight.
    #[must_use]
    pub fn is_offered(&self, field: Field, api: impl Into<Api>) -> bool {
        let api = api.into();
        field.spec().offered_when.as_ref().is_none_or(|condition| {
            self.get(field).is_sent()
                || condition.field.spec().wire(api).is_none()
                || self.holds(condition, api)
        })
    }

    /// How many fields of a section have a value and exist on this server.
    #[must_use]
    pub fn count(&self, section: Section, api: impl Into<Api>) -> usize {
        Field::of(section, api).filter(|field| self.get(*field).is_sent()).count()
    }

    /// The fields with a value that this server cannot take.
    pub fn unsupported_by(&self, api: impl Into<Api>) -> impl Iterator<Item = Field> {
        let api = api.into();
        Field::ALL.iter().copied().filter(move |field| {
            let section = field.spec().section;
            field.spec().wire(api).is_none() && self.is_on(section) && self.get(*field).is_sent()
        })
    }

    /// Every secret that was typed into the form of a creation, or generated. No error, log or copied
    /// report may show them.
    #[must_use]
    pub fn secrets(&self) -> Vec<String> {
        let mut secrets = self.secrets_of(Field::ALL.iter().copied());
        secrets.push(self.fresh_token.clone());
        secrets
    }

    /// The secrets of these fields.
    #[must_use]
    pub fn secrets_of(&self, fields: impl Iterator<Item = Field>) -> Vec<String> {
        fields
            .filter(|field| field.spec().is_secret())
            .flat_map(|field| match self.get(field) {
                Draft::Text(text) => vec![text.clone()],
                Draft::Headers(headers) => headers.iter().map(|(_, value)| value.clone()).collect(),
                _ => Vec::new(),
            })
            .collect()
    }

    /// Removes every secret.
    pub fn forget_secrets(&mut self) {
        for field in Field::ALL.iter().filter(|field| field.spec().is_secret()) {
            self.set(*field, Draft::NotSent);
        }
        self.fresh_token.clear();
    }

    /// Whether another field has one of the values of a condition. The value that takes effect counts:
    /// the typed one, the one that is always sent, or the server's default.
    #[must_use]
    pub fn holds(&self, condition: &Condition, api: impl Into<Api>) -> bool {
        let Some(wire) = condition.field.spec().wire(api) else { return false };
        let value = match self.get(condition.field) {
            Draft::Flag(flag) => flag.to_string(),
            Draft::Text(text) => text.clone(),
            Draft::NotSent => match (wire.always_sent, wire.server_default) {
                (Some(Fill::Flag(flag)), _) | (None, ServerDefault::Flag(flag)) => flag.to_string(),
                (Some(Fill::Text(text)), _) | (None, ServerDefault::Text(text)) => text.to_owned(),
                _ => return false,
            },
            Draft::Events(_) | Draft::Headers(_) => return false,
        };
        condition.values.contains(&value.as_str())
    }
}
