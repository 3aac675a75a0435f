//! One group as `find` answers it.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::domain::bots;
use crate::domain::reply::decode::{FindReply, row_id};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::event::Event;
use crate::domain::schema::field::{Draft, Kind};
use crate::domain::schema::fields::Field;
use crate::domain::schema::read_back::{self, lookup, plain};
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Wire;

/// What is known of a group once it was read.
#[derive(Clone, Debug, PartialEq)]
pub enum GroupReading {
    /// The server has the group switched on; nothing may be stored in it
    Stored(Arc<StoredGroup>),
    /// The server has the group switched off
    SwitchedOff {
        /// What switches it on
        variable: Option<&'static str>,
        /// The server keeps what is stored, and does not show it
        is_hidden: bool,
    },
    Unreadable(Arc<ApiError>),
}

/// The stored values of one group.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredGroup {
    /// The fields of the group alone, and its switch
    pub drafts: Drafts,
    /// The server holds something of it
    pub is_stored: bool,
    /// Paths and values that no field of the table stands for
    pub unseen: Vec<(String, Value)>,
    /// Names of events that the table does not know
    pub unknown_events: Vec<String>,
    /// Where the integration calls the server back
    pub callback: Option<String>,
    pub row_id: Option<String>,
    /// The answer as it came; the proof is made of it
    pub raw: Value,
}

impl GroupReading {
    /// Reads the answer of `GET /{section}/find/{name}`. Where the server keeps rows, the one with
    /// this id is meant.
    #[must_use]
    pub fn of(
        section: Section,
        api: Api,
        found: Result<FindReply, ApiError>,
        row: Option<&str>,
    ) -> Self {
        let spec = section.spec();
        let is_hidden = spec.is_stored_when_off(api.dialect);
        let switched_off = Self::SwitchedOff { variable: spec.server_switch, is_hidden };
        match found {
            Ok(FindReply::EmptyBody) if is_hidden || spec.is_silent_when_off(api.dialect) => {
                switched_off
            }
            Err(error) if error.case == Case::GroupDisabled => switched_off,
            Err(error) => Self::Unreadable(Arc::new(error)),
            Ok(found) => {
                let group = found.into_stored(row).map_or_else(StoredGroup::empty, |stored| {
                    StoredGroup::read(section, api, stored)
                });
                Self::Stored(Arc::new(group))
            }
        }
    }

    #[must_use]
    pub const fn stored(&self) -> Option<&Arc<StoredGroup>> {
        match self {
            Self::Stored(stored) => Some(stored),
            Self::SwitchedOff { .. } | Self::Unreadable(_) => None,
        }
    }
}

impl StoredGroup {
    /// Nothing is stored.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            drafts: Drafts::default(),
            is_stored: false,
            unseen: Vec::new(),
            unknown_events: Vec::new(),
            callback: None,
            row_id: None,
            raw: Value::Null,
        }
    }

    /// Every row of a section of which the server keeps rows.
    #[must_use]
    pub fn read_rows(section: Section, api: Api, found: FindReply) -> Vec<Self> {
        let rows = match found {
            FindReply::EmptyBody | FindReply::Nothing => Vec::new(),
            FindReply::One(row) => vec![row],
            FindReply::Rows(rows) => rows,
        };
        rows.into_iter().map(|row| Self::read(section, api, row)).collect()
    }

    /// Reads the stored object.
    #[must_use]
    pub fn read(section: Section, api: Api, raw: Value) -> Self {
        let mut group = Self::empty();
        let is_on = raw.get(SWITCH).is_some_and(is_truthy);
        group.drafts.switch(section, section.is_group() && is_on);
        let mut known = vec![SWITCH];
        for field in Field::of(section, api) {
            let Some(path) = field.spec().wire(api).and_then(Wire::find) else { continue };
            known.push(path);
            let Some(value) = lookup(&raw, path).filter(|value| !value.is_null()) else { continue };
            group.is_stored |= is_something(value);
            group.unknown_events.extend(unknown_events(field, value));
            group.drafts.set(field, stored_draft(value, field.spec().kind));
        }
        group.row_id = row_id(&raw);
        group.is_stored |= is_on || group.row_id.is_some() || !section.is_group();
        let callback = section.spec().callback;
        group.callback = callback.and_then(|path| Some(raw.get(path)?.as_str()?.to_owned()));
        known.extend(callback);
        known.extend(OWN);
        if let Value::Object(members) = &raw {
            collect_unseen(members, "", &known, &mut group.unseen);
        }
        group.raw = raw;
        group
    }

    /// What a row is called.
    #[must_use]
    pub fn title(&self, section: Section, api: Api) -> String {
        bots::title(section, &self.raw, api)
    }

    /// Whether the instance has the group switched on.
    #[must_use]
    pub fn is_on(&self, section: Section) -> bool {
        self.drafts.is_on(section)
    }
}

/// The member that carries the switch in every answer of `find`.
const SWITCH: &str = "enabled";

/// What the server keeps next to the values of a row, and sets itself.
const OWN: [&str; 4] = ["id", "createdAt", "updatedAt", "instanceId"];

/// The draft for a stored value. A flag of a wrong type takes effect as the servers' language reads
/// it: 1.x stores `"false"` as it is sent, and it is on.
fn stored_draft(value: &Value, kind: Kind) -> Draft {
    match (kind, value) {
        (Kind::Flag, value) => Draft::Flag(is_truthy(value)),
        (_, value) => read_back::draft(value, kind),
    }
}

fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(flag) => *flag,
        // Zero in any spelling. The number parser of the standard library has a table of ten kilobytes.
        Value::Number(number) => {
            let digits = number.as_str().split('e').next().unwrap_or_default();
            digits.bytes().any(|byte| matches!(byte, b'1'..=b'9'))
        }
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}

/// Neither empty, nor zero, nor off.
fn is_something(value: &Value) -> bool {
    let plain = plain(value);
    !matches!(plain.as_str(), "" | "0" | "false" | "[]" | "{}" | "null")
}

fn unknown_events(field: Field, value: &Value) -> Vec<String> {
    let names = value.as_array().filter(|_| field.spec().kind == Kind::Events);
    let names = names.into_iter().flatten().filter_map(Value::as_str);
    names.filter(|name| Event::named(name).is_none()).map(str::to_owned).collect()
}

/// The members that no known path reads, with their own paths.
fn collect_unseen(
    members: &Map<String, Value>,
    before: &str,
    known: &[&str],
    into: &mut Vec<(String, Value)>,
) {
    for (name, value) in members {
        let path = format!("{before}{name}");
        if known.contains(&path.as_str()) {
            continue;
        }
        let inside = format!("{path}.");
        let is_way = known.iter().any(|known| known.starts_with(&inside));
        match value {
            Value::Object(members) if is_way => collect_unseen(members, &inside, known, into),
            Value::Null => {}
            _ if is_way => {}
            value => into.push((path, value.clone())),
        }
    }
}
