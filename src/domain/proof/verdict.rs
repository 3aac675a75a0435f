//! The comparison of one field: the requested value and the stored one. The names come from the table.

use serde_json::Value;

use crate::domain::proof::{Asked, DifferenceReason};
use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::encode;
use crate::domain::schema::event::{Event, EventSet};
use crate::domain::schema::field::Kind;
use crate::domain::schema::fields::Field;
use crate::domain::schema::read_back::{lookup, plain};
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Wire;

/// One field: the requested value and the stored one.
#[derive(Clone, Debug, PartialEq)]
pub struct ProofRow {
    pub field: Field,
    /// The value that was sent; `None` if nothing was sent
    pub asked: Option<Value>,
    /// The value that the server returned, if any
    pub stored: Option<Value>,
    pub verdict: FieldVerdict,
}

/// How the two compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldVerdict {
    Same,
    /// Not requested: the server's default
    ServersOwn,
    /// A different value with the same effect
    SameInEffect(DifferenceReason),
    Different(DifferenceReason),
    /// The server never returns this field
    NotTold,
}

impl FieldVerdict {
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::ServersOwn => "servers_own",
            Self::SameInEffect(_) => "same_in_effect",
            Self::Different(_) => "different",
            Self::NotTold => "not_told",
        }
    }

    #[must_use]
    pub const fn reason(self) -> Option<DifferenceReason> {
        match self {
            Self::SameInEffect(reason) | Self::Different(reason) => Some(reason),
            _ => None,
        }
    }
}

impl ProofRow {
    #[must_use]
    pub const fn is_different(&self) -> bool {
        matches!(self.verdict, FieldVerdict::Different(_))
    }

    /// Whether it was requested and the server returns the stored value.
    #[must_use]
    pub fn is_compared(&self) -> bool {
        self.asked.is_some() && self.verdict != FieldVerdict::NotTold
    }
}

/// The rows of a section that was read back.
pub(crate) fn rows(asked: &Asked<'_>, section: Section, stored: Option<&Value>) -> Vec<ProofRow> {
    let api = asked.api;
    let is_kept = stored.is_some();
    let row = |field: Field| {
        let wire = field.spec().wire(api)?;
        let asked = asked.value(field, wire);
        let stored = wire
            .find()
            .and_then(|path| stored.and_then(|stored| lookup(stored, path)))
            .filter(|value| !value.is_null())
            .cloned();
        let is_told = wire.find().is_some();
        let verdict = match (&asked, &stored) {
            // Neither requested nor stored: there is nothing to show.
            (None, None) => return None,
            (None, Some(_)) => FieldVerdict::ServersOwn,
            (Some(_), None) if !is_told => FieldVerdict::NotTold,
            (Some(asked), None) if is_kept && is_empty(field, asked) => FieldVerdict::Same,
            (Some(_), None) => FieldVerdict::Different(DifferenceReason::Missing),
            (Some(asked), Some(stored)) => compare(field, wire, api, asked, stored),
        };
        Some(ProofRow { field, asked, stored, verdict })
    };
    Field::of(section, api).filter_map(row).collect()
}

/// The rows of a section that no `find` reads back, from the creation's own answer. A field that the
/// answer leaves out is unknown, not missing.
pub(crate) fn rows_of_reply(
    drafts: &Drafts,
    api: Api,
    section: Section,
    reply: &Value,
) -> Vec<ProofRow> {
    let row = |field: Field| {
        let wire = field.spec().wire(api).filter(|wire| wire.is_returned)?;
        let asked = encode::value(drafts, field, wire, api)?;
        let stored = wire
            .replied
            .and_then(|path| lookup(reply, path))
            .filter(|value| value.is_string() || value.is_number())
            .cloned();
        let verdict = match &stored {
            Some(stored) => compare(field, wire, api, &asked, stored),
            None => FieldVerdict::NotTold,
        };
        Some(ProofRow { field, asked: Some(asked), stored, verdict })
    };
    Field::of(section, api).filter_map(row).collect()
}

/// A server may store what is empty as nothing at all. An empty list of events means all of them.
fn is_empty(field: Field, value: &Value) -> bool {
    match value {
        Value::Array(entries) => entries.is_empty() && field.spec().kind == Kind::List,
        Value::Object(members) => members.is_empty(),
        value => value.is_null() || is_empty_text(value),
    }
}

fn is_empty_text(value: &Value) -> bool {
    value.as_str().is_some_and(str::is_empty)
}

pub(super) fn compare(
    field: Field,
    wire: &Wire,
    api: Api,
    asked: &Value,
    stored: &Value,
) -> FieldVerdict {
    let is_same = match (field.spec().kind, asked, stored) {
        (Kind::Events, Value::Array(asked), Value::Array(stored)) if asked.is_empty() => {
            return all_events(api, stored);
        }
        (Kind::Events, Value::Array(asked), Value::Array(stored)) => {
            asked.len() == stored.len() && event_set(asked) == event_set(stored)
        }
        (Kind::Headers, Value::Object(asked), Value::Object(stored)) => {
            asked.len() == stored.len()
                && asked.iter().all(|(name, value)| stored.get(name) == Some(value))
        }
        // A flag stored as the text "false" is on: the types must match too.
        (Kind::Flag | Kind::List, asked, stored) => asked == stored,
        (_, asked, stored) => plain(asked) == plain(stored),
    };
    if is_same {
        FieldVerdict::Same
    } else if wire.is_forced_on {
        FieldVerdict::Different(DifferenceReason::GroupsIgnoreForced)
    } else if is_empty_text(stored) {
        FieldVerdict::Different(DifferenceReason::Missing)
    } else {
        FieldVerdict::Different(DifferenceReason::Changed)
    }
}

fn event_set(names: &[Value]) -> EventSet {
    names.iter().filter_map(Value::as_str).filter_map(Event::named).collect()
}

/// The verdict on an empty list, which asks for all events: the server must have stored every event
/// that it knows. It may know more events than the table does.
fn all_events(api: Api, stored: &[Value]) -> FieldVerdict {
    let stored = event_set(stored);
    let count = |of: &mut dyn Iterator<Item = Event>| u8::try_from(of.count()).unwrap_or(u8::MAX);
    let known = count(&mut stored.known_to(api));
    let all = count(&mut Event::of(api));
    if known == all {
        FieldVerdict::SameInEffect(DifferenceReason::NoneMeansAll)
    } else {
        FieldVerdict::Different(DifferenceReason::EventsIncomplete { stored: known, all })
    }
}
