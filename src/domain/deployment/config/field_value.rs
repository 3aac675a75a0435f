//! A field's value as `config.json` writes it: the JSON that is natural for the field's kind, into a
//! draft as if it had been typed. What an entry may be [`external_value`](crate::domain::schema::external_value)
//! judges; this says where one is wrong, and keeps the others.

use crate::domain::deployment::config::diagnostic::DiagnosticKind;
use crate::domain::deployment::config::nearest::nearest;
use crate::domain::deployment::config::value::{Entry, Expected};
use crate::domain::schema::event::{Event, EventSet};
use crate::domain::schema::external_value;
use crate::domain::schema::external_value::{LONGEST, MOST};
use crate::domain::schema::field::{Draft, Kind, Rule};
use crate::domain::schema::fields::Field;
use crate::domain::schema::validate::value_fault;

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
        Kind::Text(Rule::Digits) if entry.value().is_u64() => {
            Draft::Text(external_value::digits(entry.value())?)
        }
        Kind::Text(_) => Draft::text(entry.line(LONGEST)?),
    };
    if let Some(fault) = value_fault(field, &draft) {
        entry.complain(DiagnosticKind::Unfit { field, fault });
        return None;
    }
    Some(draft)
}

fn events(entry: &Entry) -> Option<EventSet> {
    entry.value().as_array().or_else(|| entry.wrong(Expected::List))?;
    let event = |item: Entry| {
        external_value::event(item.value()).or_else(|| {
            let near = item.value().as_str().and_then(|name| nearest(name, &Event::names()));
            match near {
                Some(_) => item.complain(DiagnosticKind::UnknownKey { nearest: near }),
                None => {
                    item.complain(DiagnosticKind::Wrong {
                        found: item.found(),
                        expected: Expected::Event,
                    });
                }
            }
            None
        })
    };
    Some(entry.items(MOST).into_iter().filter_map(event).collect())
}

/// `{ "name": "value" }`. The values are secrets as a whole.
fn headers(entry: &Entry) -> Option<Vec<(String, String)>> {
    let members = entry.members(Expected::Headers)?;
    if members.len() > MOST {
        entry.complain(DiagnosticKind::TooMany { count: members.len(), max: MOST });
    }
    let mut headers = Vec::new();
    for (name, value) in members.iter().take(MOST) {
        if let Some(header) = external_value::header(name, value) {
            headers.push(header);
        } else if let Some(member) = entry.get(name) {
            member.wrong_secret::<()>(Expected::Text);
        }
    }
    (!headers.is_empty()).then_some(headers)
}

fn list(entry: &Entry) -> Option<String> {
    entry.value().as_array().or_else(|| entry.wrong(Expected::List))?;
    let items = entry.items(MOST).into_iter().filter_map(|item| item.line(LONGEST));
    Some(items.collect::<Vec<_>>().join("\n"))
}

fn secret(entry: &Entry) -> Option<String> {
    let fits = |text: &&str| !text.is_empty() && external_value::is_line(text);
    let text = entry.value().as_str().filter(fits);
    text.map(str::to_owned).or_else(|| entry.wrong_secret(Expected::Text))
}
