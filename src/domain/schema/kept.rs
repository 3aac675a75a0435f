//! The form as it is kept while its page is loaded again: what differs from the start, and no secret.

use serde_json::{Map, Value, json};

use crate::domain::http::secret::is_secret_key;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::event::Event;
use crate::domain::schema::field::{Draft, Kind, Rule};
use crate::domain::schema::fields::Field;
use crate::domain::schema::read_back;
use crate::domain::schema::section::Section;

/// What is to be kept; `None` where the form is as it was at the start.
#[must_use]
pub fn to_json(drafts: &Drafts, initial: &Drafts) -> Option<Value> {
    let mut fields = Map::new();
    for field in Field::ALL.iter().copied() {
        let draft = drafts.get(field);
        if draft != initial.get(field)
            && let Some(value) = value(field, draft)
        {
            fields.insert(field.id().to_owned(), value);
        }
    }
    let groups: Map<String, Value> = Section::ALL
        .iter()
        .copied()
        .filter(|section| section.is_group() && drafts.is_on(*section) != initial.is_on(*section))
        .map(|section| (section.id().to_owned(), drafts.is_on(section).into()))
        .collect();
    (!fields.is_empty() || !groups.is_empty()).then(|| json!({"fields": fields, "groups": groups}))
}

/// What [`to_json`] wrote, on top of the drafts that a form starts with. What cannot be read is left out.
#[must_use]
pub fn from_json(kept: &Value, initial: &Drafts) -> Drafts {
    let mut drafts = initial.clone();
    for field in Field::ALL.iter().copied() {
        if let Some(value) = kept["fields"].get(field.id()) {
            drafts.set(field, read_back::draft(value, field.spec().kind));
        }
    }
    for section in Section::ALL.iter().copied().filter(|section| section.is_group()) {
        if let Some(is_on) = kept["groups"].get(section.id()).and_then(Value::as_bool) {
            drafts.switch(section, is_on);
        }
    }
    drafts
}

/// Whether a value may be kept: no secret, and no address that carries one.
#[must_use]
pub fn is_kept(field: Field, draft: &Draft) -> bool {
    let spec = field.spec();
    match draft {
        Draft::Headers(_) => false,
        Draft::Text(text) if is_address(spec.kind, field) => {
            !spec.is_secret() && !carries_secret(text)
        }
        _ => !spec.is_secret(),
    }
}

/// A field's value as it may be kept: `null` where it was cleared.
#[must_use]
pub fn value(field: Field, draft: &Draft) -> Option<Value> {
    is_kept(field, draft).then(|| match draft {
        Draft::NotSent | Draft::Headers(_) => Value::Null,
        Draft::Flag(flag) => (*flag).into(),
        Draft::Text(text) => text.as_str().into(),
        Draft::Events(events) => events.iter().map(Event::name).map(Value::from).collect(),
    })
}

fn is_address(kind: Kind, field: Field) -> bool {
    matches!(kind, Kind::Text(Rule::Url)) || field == Field::ProxyHost
}

/// A login in front of the host, a proxy's login behind it, or a parameter with a secret's name.
#[must_use]
pub fn carries_secret(address: &str) -> bool {
    let has_login = address.contains('@') || address.matches(':').count() > 2;
    let mut parameters = address.split(['?', '&', '#', ';']).skip(1);
    has_login || parameters.any(|one| is_secret_key(one.split('=').next().unwrap_or_default()))
}
