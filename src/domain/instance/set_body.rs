//! The body of a group's `set` call for an edit. Unlike a creation's, it carries everything that is
//! stored: 1.x replaces the whole group, 2.x refuses some bodies that are not complete, and both need a
//! full one to switch a group off.

use serde_json::{Map, Value};

use crate::domain::bots::Reference;
use crate::domain::instance::stored_group::StoredGroup;
use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::encode;
use crate::domain::schema::field::Kind;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::{Fill, ServerDefault, Wire};

/// The body that turns what is stored into what was edited.
#[must_use]
pub fn set_body(stored: &StoredGroup, edited: &Drafts, section: Section, api: Api) -> Value {
    let mut body = Map::new();
    let is_on = edited.is_on(section);
    let keeps_rows = section.spec().keeps_rows(api.dialect);
    // A group goes off with its own values: half an edit might be refused.
    let drafts = if is_on || keeps_rows { edited } else { &stored.drafts };
    if api.dialect.replaces_groups() {
        for (path, value) in &stored.unseen {
            encode::insert(&mut body, path, value.clone());
        }
    }
    if let Some(path) = section.spec().set_switch(api.dialect) {
        encode::insert(&mut body, path, Value::Bool(is_on));
    }
    for field in Field::of(section, api) {
        let Some(wire) = field.spec().wire(api) else { continue };
        let value = match keeps_rows && is_left_behind(field, drafts, api) {
            true => stored.drafts.get(field).is_sent().then(|| "".into()),
            false => field_value(field, wire, drafts, stored, api),
        };
        if let Some(value) = value {
            encode::insert(&mut body, wire.set(), as_set_takes_it(value, wire));
        }
    }
    Value::Object(body)
}

/// A text that another value makes pointless, such as the keyword of a bot that has another trigger
/// now. Stored, it keeps other rows from having it, so it is emptied.
fn is_left_behind(field: Field, drafts: &Drafts, api: Api) -> bool {
    let spec = field.spec();
    let is_pointless =
        spec.offered_when.as_ref().is_some_and(|condition| !drafts.holds(condition, api));
    is_pointless && matches!(spec.kind, Kind::Text(_))
}

fn field_value(
    field: Field,
    wire: &Wire,
    drafts: &Drafts,
    stored: &StoredGroup,
    api: Api,
) -> Option<Value> {
    let is_cleared = !drafts.get(field).is_sent() && stored.drafts.get(field).is_sent();
    if is_cleared && !api.dialect.replaces_groups() {
        return cleared(field, wire);
    }
    let value = encode::value(drafts, field, wire, api);
    value
        .map(|value| with_unknown_events(field, value, stored, api))
        .or_else(|| default_flag(field, wire, stored))
        .or_else(|| wire.set_fill.and_then(filled))
}

/// 2.x keeps what a body leaves out, and takes no `null`: an empty value clears.
fn cleared(field: Field, wire: &Wire) -> Option<Value> {
    // No empty text is the id of anything.
    if Reference::of(field).is_some() {
        return Some(Value::Null);
    }
    let default = match wire.server_default {
        ServerDefault::Flag(flag) => Some(Value::Bool(flag)),
        ServerDefault::Number(number) => Some(number.into()),
        ServerDefault::Text(text) => Some(text.into()),
        ServerDefault::Nothing | ServerDefault::Generated => wire.always_sent.and_then(filled),
    };
    let empty = match field.spec().kind {
        Kind::Text(_) | Kind::Secret => Some("".into()),
        Kind::Integer { .. } => Some(0.into()),
        Kind::Flag => Some(false.into()),
        Kind::List | Kind::Events => Some(Value::Array(Vec::new())),
        Kind::Headers => Some(Value::Object(Map::new())),
        // No value of a choice stands for none.
        Kind::Choice(_) => None,
    };
    default.or(empty)
}

/// Flags that nobody set. Where the group is stored without the flag, to send `true` would switch on
/// what is off; settings need all of theirs.
fn default_flag(field: Field, wire: &Wire, stored: &StoredGroup) -> Option<Value> {
    let ServerDefault::Flag(flag) = wire.server_default else { return None };
    let is_new = !stored.is_stored || !field.spec().section.is_group();
    (is_new || !flag && wire.is_returned).then_some(Value::Bool(flag))
}

/// A newer server may know more events than the table: they stay. An older one refuses them.
fn with_unknown_events(field: Field, value: Value, stored: &StoredGroup, api: Api) -> Value {
    match value {
        Value::Array(mut names)
            if field.spec().kind == Kind::Events
                && !names.is_empty()
                && api.is_newer_than_table() =>
        {
            names.extend(stored.unknown_events.iter().map(|name| name.as_str().into()));
            Value::Array(names)
        }
        value => value,
    }
}

fn filled(fill: Fill) -> Option<Value> {
    match fill {
        Fill::Flag(flag) => Some(flag.into()),
        Fill::Number(number) => Some(number.into()),
        Fill::Text(text) => Some(text.into()),
        Fill::EmptyList => Some(Value::Array(Vec::new())),
        // A token belongs to a creation.
        Fill::FreshToken => None,
    }
}

fn as_set_takes_it(value: Value, wire: &Wire) -> Value {
    match value {
        Value::Number(number) if wire.is_set_as_text || wire.is_text => {
            Value::String(number.to_string())
        }
        value => value,
    }
}
