//! Compares what was requested with what the server stores, which is read back after the creation. A
//! 201 proves little: `enabled: true` is an echo, and a server can drop a group without an error.
//!
//! What differs from dialect to dialect is in the table: nothing here names a dialect, a section or a
//! field.

mod instance;
mod reason;
pub mod report;
mod section_proof;
pub mod verdict;

use serde_json::Value;

pub use crate::domain::proof::reason::DifferenceReason;
pub use crate::domain::proof::section_proof::{Outcome, Remedy, SectionProof};
pub use crate::domain::proof::verdict::{FieldVerdict, ProofRow};
use crate::domain::proof::verdict::{rows, rows_of_reply};
use crate::domain::reply::decode::{FindReply, row_id};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::encode;
use crate::domain::schema::field::{Kind, Rule};
use crate::domain::schema::fields::Field;
use crate::domain::schema::read_back::{lookup, plain};
use crate::domain::schema::section::Section;
use crate::domain::schema::validate::url::{has_underscore_host, is_localhost};
use crate::domain::schema::validate::{Fault, url_fault};
use crate::domain::schema::wire::{HostCheck, Wire};

/// What was requested, and what the server answered before a section is read back.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub drafts: &'a Drafts,
    pub api: Api,
    /// The creation's own answer, if the section was made by the creation
    pub reply: Option<&'a Value>,
    /// The id of the row that belongs to this creation, if it is known
    pub row_id: Option<&'a str>,
    /// The body of the section's `set` call, if that says more than the drafts: what was cleared
    pub body: Option<&'a Value>,
}

impl<'a> Asked<'a> {
    #[must_use]
    pub fn new(drafts: &'a Drafts, api: impl Into<Api>) -> Self {
        Self { drafts, api: api.into(), reply: None, row_id: None, body: None }
    }

    #[must_use]
    pub const fn with_reply(mut self, reply: Option<&'a Value>) -> Self {
        self.reply = reply;
        self
    }

    #[must_use]
    pub const fn with_row(mut self, row_id: Option<&'a str>) -> Self {
        self.row_id = row_id;
        self
    }

    #[must_use]
    pub const fn with_body(mut self, body: &'a Value) -> Self {
        self.body = Some(body);
        self
    }

    /// The value that was sent for a field.
    fn value(&self, field: Field, wire: &Wire) -> Option<Value> {
        match self.body {
            Some(body) => lookup(body, wire.set()).cloned(),
            None => encode::value(self.drafts, field, wire, self.api),
        }
    }
}

/// Compares a section with what `find` answers.
#[must_use]
pub fn section(
    asked: &Asked<'_>,
    section: Section,
    found: Result<FindReply, ApiError>,
) -> SectionProof {
    if !section.is_read_by_find() {
        return instance::proof(asked, section, found);
    }
    let api = asked.api;
    let dialect = api.dialect;
    let is_hidden = section.spec().is_stored_when_off(dialect);
    let (outcome, stored) = match found {
        Ok(FindReply::EmptyBody) if is_hidden => (Outcome::Hidden, None),
        Ok(FindReply::EmptyBody) if section.spec().is_silent_when_off(dialect) => {
            (Outcome::Dropped(switched_off(section)), None)
        }
        Ok(found) => match found.into_stored(asked.row_id) {
            Some(stored) => (outcome(asked, section, &stored), Some(stored)),
            None => (Outcome::Dropped(why_not_kept(asked, section)), None),
        },
        Err(error) if error.case == Case::GroupDisabled => {
            (Outcome::Dropped(switched_off(section)), None)
        }
        Err(error) => (Outcome::Unreadable(Box::new(error)), None),
    };
    // Servers answer with empty members where nothing is stored: those are no values.
    let told = stored.as_ref().filter(|_| match outcome {
        Outcome::Stored => true,
        Outcome::Dropped(reason) => reason == DifferenceReason::NotEnabled,
        Outcome::Unreadable(_) | Outcome::Hidden => false,
    });
    let rows = match outcome {
        Outcome::Unreadable(_) => Vec::new(),
        Outcome::Hidden => not_told(rows(asked, section, None)),
        _ => rows(asked, section, told),
    };
    let text = |path: &str| Some(told?.get(path)?.as_str()?.to_owned());
    let callback = section.spec().callback.and_then(text);
    let remark = match outcome {
        Outcome::Stored if is_stored_but_off(section, dialect, asked.reply) => {
            section.spec().server_switch.map(DifferenceReason::StoredButOff)
        }
        Outcome::Stored => {
            let url = callback.as_deref().filter(|_| !is_local_as_well(asked, section));
            url.and_then(callback_fault)
        }
        Outcome::Hidden => section.spec().server_switch.map(DifferenceReason::HiddenWhileOff),
        _ => None,
    };
    let row_id = told.and_then(row_id).filter(|_| section.spec().keeps_rows(dialect));
    SectionProof { section, outcome, rows, remark, callback, row_id }
}

/// Compares the request with the creation's own answer: the instance's fields, and the settings until
/// they are read back.
#[must_use]
pub fn of_reply(drafts: &Drafts, api: impl Into<Api>, reply: &Value) -> Vec<SectionProof> {
    let api = api.into();
    let proof = |section: Section, rows: Vec<ProofRow>| SectionProof {
        section,
        outcome: Outcome::Stored,
        rows,
        remark: instance::remark(section, Some(reply)),
        callback: None,
        row_id: None,
    };
    let mut proofs = Vec::new();
    for section in Section::of(api).filter(|section| !section.is_group()) {
        // For a section without a switch the answer has the stored values, not an echo.
        let stored = reply.get(section.id()).filter(|stored| stored.is_object());
        if !section.is_read_by_find() {
            proofs.push(proof(section, rows_of_reply(drafts, api, section, reply)));
        } else if stored.is_some() {
            proofs.push(proof(section, rows(&Asked::new(drafts, api), section, stored)));
        }
    }
    proofs
}

/// What a reply of `find` says about the section. If nothing is stored, some servers answer
/// `enabled: false` with empty members, and some leave even that out.
fn outcome(asked: &Asked<'_>, section: Section, stored: &Value) -> Outcome {
    let api = asked.api;
    let is_off = stored.get("enabled") == Some(&Value::Bool(false));
    let is_named = stored.get("enabled").is_some() || stored.get("id").is_some();
    let (mut has_any, mut has_value) = (false, false);
    for field in Field::of(section, api) {
        let path = field.spec().wire(api).and_then(Wire::find);
        let told = path.and_then(|path| lookup(stored, path)).filter(|value| !value.is_null());
        has_any |= told.is_some();
        has_value |= told.is_some_and(is_something);
    }
    // A row can be stored to be off.
    let is_meant_off = section.spec().keeps_rows(api.dialect) && !asked.drafts.is_on(section);
    if is_off && is_meant_off {
        Outcome::Stored
    } else if is_off && (has_value || stored.get("id").is_some()) {
        Outcome::Dropped(DifferenceReason::NotEnabled)
    } else if is_off || !(is_named || has_any) {
        Outcome::Dropped(why_not_kept(asked, section))
    } else {
        Outcome::Stored
    }
}

/// The rows of a section that the server does not show.
fn not_told(mut rows: Vec<ProofRow>) -> Vec<ProofRow> {
    for row in &mut rows {
        row.verdict = FieldVerdict::NotTold;
    }
    rows
}

/// The URLs that were requested in a section.
fn urls<'a>(asked: &'a Asked<'_>, section: Section) -> impl Iterator<Item = (Field, &'a str)> {
    Field::of(section, asked.api)
        .filter(|field| field.spec().kind == Kind::Text(Rule::Url))
        .map(|field| (field, asked.drafts.get(field).as_text()))
}

/// Whether the other program was named by a `localhost` address: it runs on the server's own machine,
/// and can call the server there.
fn is_local_as_well(asked: &Asked<'_>, section: Section) -> bool {
    urls(asked, section).any(|(_, url)| is_localhost(url))
}

/// Why a server that has the section switched on holds nothing of it.
fn why_not_kept(asked: &Asked<'_>, section: Section) -> DifferenceReason {
    let is_refused = |(field, url): (Field, &str)| {
        let wire = field.spec().wire(asked.api);
        wire.is_some_and(|wire| wire.host_check == HostCheck::RefusesUnderscore)
            && has_underscore_host(url)
    };
    if urls(asked, section).any(is_refused) {
        DifferenceReason::HostUnderscore
    } else {
        not_kept(section)
    }
}

/// Neither empty, nor zero, nor off.
fn is_something(value: &Value) -> bool {
    let plain = plain(value);
    !matches!(plain.as_str(), "" | "0" | "false" | "[]" | "{}" | "null")
}

/// A server that answers, but holds nothing, does have the group switched on.
fn not_kept(section: Section) -> DifferenceReason {
    if section.spec().is_tried_out {
        DifferenceReason::ProxyNotKept
    } else {
        DifferenceReason::Missing
    }
}

fn switched_off(section: Section) -> DifferenceReason {
    section.spec().server_switch.map_or(DifferenceReason::Missing, DifferenceReason::SwitchedOff)
}

/// The creation's answer has the switch but lacks the member that it has when the server uses the
/// group.
fn is_stored_but_off(section: Section, dialect: Dialect, reply: Option<&Value>) -> bool {
    let (Some(path), Some(reply)) = (section.spec().echoed_when_on(dialect), reply) else {
        return false;
    };
    reply.get(section.id()).is_some_and(|echo| echo.get("enabled") == Some(&Value::Bool(true)))
        && lookup(reply, path).is_none()
}

/// Why the address that the server gave to another program cannot be reached.
pub(crate) fn callback_fault(url: &str) -> Option<DifferenceReason> {
    match url_fault(url)? {
        Fault::UrlLocalhost => Some(DifferenceReason::CallbackLocalhost),
        Fault::UrlScheme => Some(DifferenceReason::CallbackUnset),
        _ => None,
    }
}
