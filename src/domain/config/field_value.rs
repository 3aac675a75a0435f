//! A field's value as `config.json` writes it: the JSON that is natural for the field's kind, into a
//! draft as if it had been typed.

use serde_json::Value;

use super::complaint::What;
use super::nearest::nearest;
use super::value::{Entry, Expected};
use crate::domain::check::{is_invisible, value_fault};
use crate::domain::event::{Event, EventSet};
use crate::domain::field::{Draft, Kind};
use crate::domain::fields::Field;

pub(super) const LONGEST_TEXT: usize = 4000;
pub(super) const MOST_ITEMS: usize = 500;

/// What a server would take, or nothing.
pub(super) fn draft(field: Field, entry: &Entry) -> Option<Draft> {
    let draft = match field.spec().kind {
        Kind::Flag => Draft::Flag(entry.flag()?),
        Kind::Integer { min, max } => Draft::Text(entry.number(min, max)?.to_string()),
        Kind::Choice(choices) => Draft::Text(entry.one_of(choices)?.to_owned()),
        Kind::Events => Draft::Events(events(entry)?),
        Kind::Headers => Draft::Headers(headers(entry)?),
        Kind::List => Draft::text(list(entry)?),
        Kind::Secret => Draft::text(secret(entry)?),
        Kind::Text(_) => Draft::text(entry.text(LONGEST_TEXT)?),
    };
    if let Some(fault) = value_fault(field, &draft) {
        entry.complain(What::Unfit { field, fault });
        return None;
    }
    Some(draft)
}

fn events(entry: &Entry) -> Option<EventSet> {
    entry.value().as_array().or_else(|| entry.wrong(Expected::List))?;
    let event = |item: Entry| {
        let named = item.value().as_str().and_then(Event::named);
        named.or_else(|| {
            let near = item.value().as_str().and_then(|name| nearest(name, &Event::names()));
            match near {
                Some(_) => item.complain(What::UnknownKey { nearest: near }),
                None => {
                    item.complain(What::Wrong { found: item.found(), expected: Expected::Event });
                }
            }
            None
        })
    };
    Some(entry.items(MOST_ITEMS).into_iter().filter_map(event).collect())
}

/// `{ "name": "value" }`. The values are secrets as a whole.
fn headers(entry: &Entry) -> Option<Vec<(String, String)>> {
    let members = entry.members(Expected::Headers)?;
    if members.len() > MOST_ITEMS {
        entry.complain(What::TooMany { count: members.len(), max: MOST_ITEMS });
    }
    let mut headers = Vec::new();
    for (name, value) in members.iter().take(MOST_ITEMS) {
        match value {
            Value::String(text) if name.len() + text.len() <= LONGEST_TEXT => {
                headers.push((name.clone(), text.clone()));
            }
            _ => {
                if let Some(member) = entry.get(name) {
                    member.wrong_secret::<()>(Expected::Text);
                }
            }
        }
    }
    (!headers.is_empty()).then_some(headers)
}

fn list(entry: &Entry) -> Option<String> {
    entry.value().as_array().or_else(|| entry.wrong(Expected::List))?;
    let items = entry.items(MOST_ITEMS).into_iter().filter_map(|item| item.text(LONGEST_TEXT));
    Some(items.collect::<Vec<_>>().join("\n"))
}

fn secret(entry: &Entry) -> Option<String> {
    let fits = |text: &&str| {
        !text.is_empty() && text.len() <= LONGEST_TEXT && !text.contains(is_invisible)
    };
    let text = entry.value().as_str().filter(fits);
    text.map(str::to_owned).or_else(|| entry.wrong_secret(Expected::Text))
}
