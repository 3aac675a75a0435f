//! What was asked for beside what is stored, field by field, read off the server after the
//! creation. A 201 proves little here: `enabled: true` is an echo, and a group can be dropped
//! without a word.

use serde_json::Value;

use super::dialect::Dialect;
use super::drafts::Drafts;
use super::encode;
use super::error::{ApiError, Case};
use super::event::{Event, EventSet};
use super::field::Kind;
use super::fields::Field;
use super::read_back::{lookup, plain};
use super::section::{Family, Section};

/// The proof of one section.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionProof {
    pub section: Section,
    pub outcome: Outcome,
    pub rows: Vec<Row>,
}

/// What became of a section as a whole.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The server holds it; the rows tell how well it matches
    Stored,
    /// The server holds nothing of it
    Dropped(Reason),
    /// It could not be read back
    Unreadable(Box<ApiError>),
}

/// One field, asked beside stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub field: Field,
    /// What was sent; `None` when it was left to the server
    pub asked: Option<Value>,
    /// What `find` returned; `None` when nothing
    pub stored: Option<Value>,
    pub verdict: Verdict,
}

/// How the two compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Same,
    /// Not asked for: the server's own default
    ServersOwn,
    /// The same in effect, though not to the letter
    SameInEffect(Reason),
    Different(Reason),
    /// The server never returns this field
    NotTold,
}

/// Why something is not as asked. The names are the keys of the sentences in the locale files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The server has the group switched off; the variable turns it on
    SwitchedOff(&'static str),
    /// 1.x always stores `groups_ignore` as true
    GroupsIgnoreForced,
    /// None selected means all
    NoneMeansAll,
    /// A proxy without a login is dropped, or its test has not ended
    ProxyNotKept,
    Changed,
    Missing,
}

impl Reason {
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::SwitchedOff(_) => "switched_off",
            Self::GroupsIgnoreForced => "groups_ignore_forced",
            Self::NoneMeansAll => "none_means_all",
            Self::ProxyNotKept => "proxy_not_kept",
            Self::Changed => "changed",
            Self::Missing => "missing",
        }
    }
}

impl SectionProof {
    /// Whether anything differs from what was asked.
    #[must_use]
    pub fn is_as_asked(&self) -> bool {
        self.outcome == Outcome::Stored
            && !self.rows.iter().any(|row| matches!(row.verdict, Verdict::Different(_)))
    }
}

/// Compares a section with what `find` read back.
#[must_use]
pub fn section(
    drafts: &Drafts,
    dialect: Dialect,
    section: Section,
    found: Result<Option<Value>, ApiError>,
) -> SectionProof {
    let (outcome, stored) = match found {
        Ok(Some(stored)) if is_nothing_stored(section, &stored) => {
            (Outcome::Dropped(not_kept(section)), None)
        }
        Ok(Some(stored)) => (Outcome::Stored, Some(stored)),
        Ok(None) => (Outcome::Dropped(why_empty(section, dialect)), None),
        Err(error) if error.case == Case::GroupDisabled => {
            (Outcome::Dropped(switched_off(section)), None)
        }
        Err(error) => (Outcome::Unreadable(Box::new(error)), None),
    };
    let is_readable = !matches!(outcome, Outcome::Unreadable(_));
    let rows =
        if is_readable { rows(drafts, dialect, section, stored.as_ref()) } else { Vec::new() };
    SectionProof { section, outcome, rows }
}

/// Compares the settings with those in the creation's own answer.
#[must_use]
pub fn settings_of_reply(drafts: &Drafts, dialect: Dialect, settings: &Value) -> SectionProof {
    SectionProof {
        section: Section::Behaviour,
        outcome: Outcome::Stored,
        rows: rows(drafts, dialect, Section::Behaviour, Some(settings)),
    }
}

/// Chatwoot and Typebot answer `enabled: false` with empty members when nothing is stored; the
/// Chatwoot of 1.x leaves even that out.
fn is_nothing_stored(section: Section, stored: &Value) -> bool {
    match stored.get("enabled") {
        None => section == Section::Chatwoot,
        enabled => enabled == Some(&Value::Bool(false)),
    }
}

/// A server that answers, but holds nothing, does have the group switched on.
fn not_kept(section: Section) -> Reason {
    if section == Section::Proxy { Reason::ProxyNotKept } else { Reason::Missing }
}

/// 2.x answers an empty body for a queue or a socket that it has switched off. 1.x stores those
/// whether or not it has them on, and the other groups complain when they are off.
fn why_empty(section: Section, dialect: Dialect) -> Reason {
    let is_silent = section.spec().family == Family::Events && dialect == Dialect::EvolutionV2;
    if is_silent { switched_off(section) } else { not_kept(section) }
}

fn switched_off(section: Section) -> Reason {
    section.spec().server_switch.map_or(Reason::Missing, Reason::SwitchedOff)
}

fn rows(drafts: &Drafts, dialect: Dialect, section: Section, stored: Option<&Value>) -> Vec<Row> {
    let is_kept = stored.is_some();
    let row = |field: Field| {
        let wire = field.spec().wire(dialect)?;
        let asked = encode::value(drafts, field, wire, dialect);
        let stored = wire
            .find()
            .and_then(|path| stored.and_then(|stored| lookup(stored, path)))
            .filter(|value| !value.is_null())
            .cloned();
        let is_told = wire.find().is_some();
        let verdict = match (&asked, &stored) {
            // A draft that was left alone and has no value anywhere is no news.
            (None, None) => return None,
            (None, Some(_)) => Verdict::ServersOwn,
            (Some(_), None) if !is_told => Verdict::NotTold,
            (Some(asked), None) if is_kept && is_nothing(asked) => Verdict::Same,
            (Some(_), None) => Verdict::Different(Reason::Missing),
            (Some(asked), Some(stored)) => compare(field, asked, stored, dialect),
        };
        Some(Row { field, asked, stored, verdict })
    };
    Field::of(section, dialect).filter_map(row).collect()
}

/// Empty texts and lists may be stored as nothing at all.
fn is_nothing(value: &Value) -> bool {
    matches!(value, Value::String(text) if text.is_empty())
        || matches!(value, Value::Array(items) if items.is_empty())
}

fn compare(field: Field, asked: &Value, stored: &Value, dialect: Dialect) -> Verdict {
    let is_same = match (field.spec().kind, asked, stored) {
        (Kind::Events, Value::Array(asked), Value::Array(stored)) => {
            let set = |names: &[Value]| -> EventSet {
                names.iter().filter_map(Value::as_str).filter_map(Event::named).collect()
            };
            if asked.is_empty() && !stored.is_empty() {
                return Verdict::SameInEffect(Reason::NoneMeansAll);
            }
            asked.len() == stored.len() && set(asked) == set(stored)
        }
        (Kind::Headers, Value::Object(asked), Value::Object(stored)) => {
            asked.len() == stored.len()
                && asked.iter().all(|(name, value)| stored.get(name) == Some(value))
        }
        // A flag stored as the text "false" is on: these must be alike to the type.
        (Kind::Flag | Kind::List, asked, stored) => asked == stored,
        (_, asked, stored) => plain(asked) == plain(stored),
    };
    if is_same {
        Verdict::Same
    } else if field == Field::GroupsIgnore && dialect == Dialect::EvolutionV1 {
        Verdict::Different(Reason::GroupsIgnoreForced)
    } else {
        Verdict::Different(Reason::Changed)
    }
}
