//! Turns drafts into request bodies. One recursive insert along the table's dotted paths builds every
//! request; no dialect has a struct of its own.
//!
//! A draft that is not valid yet is encoded as typed, so that the live request shows what is in the
//! form; `validate` keeps such a body from being sent.

use serde_json::{Map, Value};

use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::{Draft, Kind, Rule};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::validate::url::with_lower_origin;
use crate::domain::schema::wire::{Carrier, Fill, ServerDefault, Wire};

/// The body of one call of the plan, or `None` when there is nothing to send in it.
#[must_use]
pub fn body(drafts: &Drafts, api: impl Into<Api>, carrier: Carrier) -> Option<Value> {
    let api = api.into();
    if let Carrier::Set(section) = carrier {
        return needs_set(drafts, api, section).then(|| set_body(drafts, api, section));
    }
    let mut body = Map::new();
    let mut switched = None;
    for field in drafts.active(api) {
        let Some(path) = field.spec().path_in(carrier, api) else { continue };
        let Some(wire) = field.spec().wire(api) else { continue };
        let section = field.spec().section;
        if switched != Some(section) {
            switched = Some(section);
            if let Some(path) = section.spec().create_switch(api.dialect) {
                insert(&mut body, path, Value::Bool(true));
            }
        }
        if let Some(value) = value(drafts, field, wire, api) {
            insert(&mut body, path, value);
        }
    }
    (!body.is_empty()).then_some(Value::Object(body))
}

/// Whether a section has to be set after the creation: it has a value that the creation does not
/// take, or the whole group exists only after the creation.
fn needs_set(drafts: &Drafts, api: Api, section: Section) -> bool {
    let by_set = Some(Carrier::Set(section));
    let mut fields = Field::of(section, api).peekable();
    if !drafts.is_on(section) || fields.peek().is_none() {
        return false;
    }
    let exists_later = section.is_group()
        && Field::of(section, api).all(|field| field.spec().carrier(api) == by_set);
    exists_later
        || fields.any(|field| field.spec().carrier(api) == by_set && drafts.get(field).is_sent())
}

/// The body of a section's `set` call. These calls need more than a creation does: every flag of the
/// settings, the switch of a group, user and password of a proxy.
#[must_use]
pub fn set_body(drafts: &Drafts, api: impl Into<Api>, section: Section) -> Value {
    let api = api.into();
    let mut body = Map::new();
    if let Some(path) = section.spec().set_switch(api.dialect) {
        insert(&mut body, path, Value::Bool(true));
    }
    for field in Field::of(section, api) {
        let Some(wire) = field.spec().wire(api) else { continue };
        let default = match wire.server_default {
            ServerDefault::Flag(flag) => Some(Value::Bool(flag)),
            _ => None,
        };
        let value = value(drafts, field, wire, api)
            .or(default)
            .or_else(|| wire.set_fill.map(|fill| filled(fill, drafts)));
        let value = match value {
            Some(Value::Number(number)) if wire.is_set_as_text => {
                Some(Value::String(number.to_string()))
            }
            value => value,
        };
        if let Some(value) = value {
            insert(&mut body, wire.set(), value);
        }
    }
    Value::Object(body)
}

/// The value that is sent for a field: its draft, or else the value that is always sent.
#[must_use]
pub fn value(drafts: &Drafts, field: Field, wire: &Wire, api: impl Into<Api>) -> Option<Value> {
    let typed = match drafts.get(field) {
        Draft::NotSent => None,
        Draft::Flag(flag) => Some(Value::Bool(*flag)),
        Draft::Events(events) => {
            Some(events.known_to(api).map(|event| Value::from(event.name())).collect())
        }
        Draft::Headers(headers) => headers_value(headers),
        Draft::Text(text) => text_value(text, field.spec().kind, wire),
    };
    typed.or_else(|| wire.always_sent.map(|fill| filled(fill, drafts)))
}

fn filled(fill: Fill, drafts: &Drafts) -> Value {
    match fill {
        Fill::Flag(flag) => Value::Bool(flag),
        Fill::Number(number) => number.into(),
        Fill::Text(text) => text.into(),
        Fill::EmptyList => Value::Array(Vec::new()),
        Fill::FreshToken => drafts.fresh_token.as_str().into(),
    }
}

fn text_value(text: &str, kind: Kind, wire: &Wire) -> Option<Value> {
    match kind {
        Kind::Text(Rule::Digits) => Some(digits(text).into()),
        Kind::Text(Rule::Url) => Some(with_lower_origin(text.trim()).into()),
        Kind::Text(Rule::Name) => Some(text.trim().into()),
        Kind::Integer { .. } => {
            let text = text.trim();
            match text.parse::<i64>() {
                Ok(number) if !wire.is_text => Some(number.into()),
                Ok(number) => Some(number.to_string().into()),
                Err(_) => Some(text.into()),
            }
        }
        Kind::List => {
            let entries: Vec<Value> = lines(text).map(Value::from).collect();
            (!entries.is_empty()).then_some(Value::Array(entries))
        }
        _ => Some(text.into()),
    }
}

/// A number as these servers store it. People paste `+55 (11) 91234-5678`; a text with letters is no
/// telephone number and stays as typed, so that `validate` refuses it.
#[must_use]
pub fn digits(text: &str) -> String {
    let is_pasted =
        text.chars().all(|c| c.is_ascii_digit() || " +-().\u{a0}\u{202a}\u{202c}".contains(c));
    if is_pasted { text.chars().filter(char::is_ascii_digit).collect() } else { text.to_owned() }
}

/// The entries of a list draft: one per line, without blank lines.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn headers_value(headers: &[(String, String)]) -> Option<Value> {
    let map: Map<String, Value> = headers
        .iter()
        .filter(|(name, _)| !name.trim().is_empty())
        .map(|(name, value)| (name.trim().to_owned(), value.as_str().into()))
        .collect();
    (!map.is_empty()).then_some(Value::Object(map))
}

/// Puts a value at a dotted path and creates the objects on the way.
pub(crate) fn insert(object: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => {
            object.insert(path.to_owned(), value);
        }
        Some((head, tail)) => {
            let child = object.entry(head).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(child) = child {
                insert(child, tail, value);
            }
        }
    }
}
