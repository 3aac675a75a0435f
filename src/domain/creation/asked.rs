//! What a creation asks for, as it may be written down: without its secrets.

use serde_json::{Map, Value, json};

use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::{Draft, Kind, Rule};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::{kept, read_back};

/// What may be written down of the drafts.
#[must_use]
pub fn write(drafts: &Drafts) -> Value {
    let values = Field::ALL.iter().map(|field| (*field, drafts.get(*field)));
    let groups = Section::ALL.iter().copied();
    write_values(values, groups.filter(|it| it.is_group() && drafts.is_on(*it)))
}

/// What may be written down of these values, and these groups that are on.
pub fn write_values<'a>(
    values: impl Iterator<Item = (Field, &'a Draft)>,
    groups: impl Iterator<Item = Section>,
) -> Value {
    let fields: Map<String, Value> = values
        .filter_map(|(field, draft)| Some((field.id().to_owned(), value(field, draft)?)))
        .collect();
    json!({ "fields": fields, "groups": groups.map(Section::id).collect::<Vec<_>>() })
}

/// Whether a value is not written down.
#[must_use]
pub fn is_left_out(field: Field, draft: &Draft) -> bool {
    draft.is_sent() && !may_be_written(field, draft)
}

/// The fields whose values are not written down.
pub fn left_out(drafts: &Drafts) -> impl Iterator<Item = Field> {
    Field::ALL.iter().copied().filter(|field| is_left_out(*field, drafts.get(*field)))
}

/// The secret fields that have a value.
pub fn secrets(drafts: &Drafts) -> impl Iterator<Item = Field> {
    Field::ALL
        .iter()
        .copied()
        .filter(|field| field.spec().is_secret() && drafts.get(*field).is_sent())
}

/// Reads what [`write`] wrote, as far as it can be read.
#[must_use]
pub fn read(asked: &Value) -> Drafts {
    let mut drafts = Drafts::default();
    let values = asked.get("fields").and_then(Value::as_object);
    for (id, value) in values.into_iter().flatten() {
        if let Some(field) = Field::with_id(id).filter(|field| !field.spec().is_secret()) {
            drafts.set(field, read_back::draft(value, field.spec().kind));
        }
    }
    let groups = asked.get("groups").and_then(Value::as_array);
    for id in groups.into_iter().flatten().filter_map(Value::as_str) {
        if let Some(section) = Section::ALL.iter().copied().find(|section| section.id() == id) {
            drafts.switch(section, true);
        }
    }
    drafts
}

/// A login or a parameter of an address may be a secret.
fn may_be_written(field: Field, draft: &Draft) -> bool {
    let is_address = matches!(field.spec().kind, Kind::Text(Rule::Url));
    let may_carry_secret =
        |draft: &Draft| matches!(draft, Draft::Text(text) if text.contains(['@', '?', '#']));
    kept::is_kept(field, draft) && !(is_address && may_carry_secret(draft))
}

/// A field's value, where it was set and is no secret.
fn value(field: Field, draft: &Draft) -> Option<Value> {
    (draft.is_sent() && may_be_written(field, draft)).then(|| kept::value(field, draft))?
}
