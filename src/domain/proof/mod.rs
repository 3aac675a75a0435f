//! What was asked for beside what is stored, read off the server after the creation. A 201 proves
//! little here: `enabled: true` is an echo, and a group can be dropped without a word.
//!
//! Names and habits of the dialects stand in the table: nothing here asks for a dialect, a section
//! or a field by name.

pub mod headline;
mod instance;
pub mod report;
pub mod verdict;

use serde_json::Value;

pub use crate::domain::proof::verdict::{FieldVerdict, ProofRow};
use crate::domain::proof::verdict::{rows, rows_of_reply};
use crate::domain::reply::decode::{FindReply, row_id};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::{Kind, Rule};
use crate::domain::schema::fields::Field;
use crate::domain::schema::read_back;
use crate::domain::schema::read_back::{lookup, plain};
use crate::domain::schema::section::Section;
use crate::domain::schema::validate::url::{has_underscore_host, is_localhost};
use crate::domain::schema::validate::{Fault, url_fault};
use crate::domain::schema::wire::{HostCheck, Wire};

/// The proof of one section.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionProof {
    pub section: Section,
    pub outcome: Outcome,
    pub rows: Vec<ProofRow>,
    /// What is to be said of it although it is stored
    pub remark: Option<DifferenceReason>,
    /// Where the integration calls the server back
    pub callback: Option<String>,
    /// The row's id, where the server keeps rows
    pub row_id: Option<String>,
}

/// What became of a section as a whole.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The server holds it; the rows tell how well it matches
    Stored,
    /// The server holds nothing of it, or holds it switched off
    Dropped(DifferenceReason),
    /// The server stores it but does not show it; the remark says why
    Hidden,
    /// It could not be read back
    Unreadable(Box<ApiError>),
}

/// Why something is not as asked. The names are the keys of the sentences in the locale files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifferenceReason {
    /// The server has the group switched off; the variable turns it on
    SwitchedOff(&'static str),
    /// It is stored, but nothing comes of it while the server has the group switched off
    StoredButOff(&'static str),
    /// It is stored, and neither shown nor used until the server has the group switched on
    HiddenWhileOff(&'static str),
    /// The values are there, the group's own switch is off
    NotEnabled,
    /// 1.x always stores `groups_ignore` as true
    GroupsIgnoreForced,
    /// None selected means all
    NoneMeansAll,
    /// None selected means all, but the server stored only some of the events
    EventsIncomplete {
        stored: u8,
        all: u8,
    },
    /// A proxy without a login is dropped, or its test has not ended
    ProxyNotKept,
    /// The server drops an address whose host has an underscore
    HostUnderscore,
    /// The server answered with success, and does not list the instance
    InstanceGone,
    /// The server believes that it is `localhost`, and has told others to call it there
    CallbackLocalhost,
    /// The server does not know its own address, and has told others a part of one
    CallbackUnset,
    Changed,
    Missing,
}

impl DifferenceReason {
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::SwitchedOff(_) => "switched_off",
            Self::StoredButOff(_) => "stored_but_off",
            Self::HiddenWhileOff(_) => "hidden_while_off",
            Self::NotEnabled => "not_enabled",
            Self::GroupsIgnoreForced => "groups_ignore_forced",
            Self::NoneMeansAll => "none_means_all",
            Self::EventsIncomplete { .. } => "events_incomplete",
            Self::ProxyNotKept => "proxy_not_kept",
            Self::HostUnderscore => "host_underscore",
            Self::InstanceGone => "instance_gone",
            Self::CallbackLocalhost => "callback_localhost",
            Self::CallbackUnset => "callback_unset",
            Self::Changed => "changed",
            Self::Missing => "missing",
        }
    }

    /// The server's environment variable that the sentence names.
    #[must_use]
    pub const fn variable(self) -> Option<&'static str> {
        match self {
            Self::SwitchedOff(variable)
            | Self::StoredButOff(variable)
            | Self::HiddenWhileOff(variable) => Some(variable),
            _ => None,
        }
    }

    /// The values for the placeholders of the sentence.
    #[must_use]
    pub fn values(self) -> Vec<(&'static str, String)> {
        match self {
            Self::SwitchedOff(variable)
            | Self::StoredButOff(variable)
            | Self::HiddenWhileOff(variable) => {
                vec![("variable", variable.to_owned())]
            }
            Self::EventsIncomplete { stored, all } => {
                vec![("stored", stored.to_string()), ("all", all.to_string())]
            }
            _ => Vec::new(),
        }
    }
}

/// What an operator can do about a section from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    Reapply,
    /// Nothing that is sent would help; something on the server may have changed since
    ReadAgain,
}

impl SectionProof {
    /// Whether nothing differs from what was asked.
    #[must_use]
    pub fn is_as_asked(&self) -> bool {
        self.differences() == 0
    }

    /// Whether there is nothing to be said of it at all.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.is_as_asked() && self.remark.is_none()
    }

    /// How many fields are not as asked. A section without any field to compare counts as one.
    #[must_use]
    pub fn differences(&self) -> usize {
        let fields = self.rows.iter().filter(|row| row.is_different()).count();
        match self.outcome {
            Outcome::Stored => fields,
            Outcome::Hidden => 0,
            Outcome::Dropped(_) => fields.max(1),
            Outcome::Unreadable(_) => 1,
        }
    }

    /// What helps, if anything does.
    #[must_use]
    pub fn remedy(&self) -> Option<Remedy> {
        if self.outcome == Outcome::Hidden {
            return Some(Remedy::ReadAgain);
        }
        if self.is_as_asked() {
            return None;
        }
        let is_settable = self.section.is_read_by_find();
        Some(match self.outcome {
            Outcome::Stored | Outcome::Dropped(_) if !is_settable => Remedy::ReadAgain,
            Outcome::Unreadable(_) | Outcome::Dropped(DifferenceReason::SwitchedOff(_)) => {
                Remedy::ReadAgain
            }
            Outcome::Stored | Outcome::Dropped(_) | Outcome::Hidden => Remedy::Reapply,
        })
    }

    /// What a `set` must send so that nothing which was left to the server is lost: 1.x replaces the
    /// whole group, and 2.x forgets some of what is left out.
    #[must_use]
    pub fn completed(&self, drafts: &Drafts) -> Drafts {
        let mut completed = drafts.clone();
        for row in self.rows.iter().filter(|row| row.asked.is_none()) {
            if let Some(stored) = &row.stored {
                completed.set(row.field, read_back::draft(stored, row.field.spec().kind));
            }
        }
        completed
    }

    /// Takes in what the `set` call answered before this was read. 1.x stores what it has switched
    /// off and says so by failing after it.
    pub fn note_set(&mut self, failure: Option<&ApiError>) {
        let is_off = failure.is_some_and(|error| error.case == Case::QueueDisabled);
        if is_off && self.outcome == Outcome::Stored {
            self.remark = self.section.spec().server_switch.map(DifferenceReason::StoredButOff);
        }
    }
}

/// What was requested, and what the server answered before a section is read back.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub drafts: &'a Drafts,
    pub api: Api,
    /// The creation's own answer, if the section was made by the creation
    pub reply: Option<&'a Value>,
    /// The id of the row that belongs to this creation, if it is known
    pub row_id: Option<&'a str>,
}

impl<'a> Asked<'a> {
    #[must_use]
    pub fn new(drafts: &'a Drafts, api: impl Into<Api>) -> Self {
        Self { drafts, api: api.into(), reply: None, row_id: None }
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
    // Where nothing is stored, servers answer empty members: those are no values.
    let told = stored.as_ref().filter(|_| match outcome {
        Outcome::Stored => true,
        Outcome::Dropped(reason) => reason == DifferenceReason::NotEnabled,
        Outcome::Unreadable(_) | Outcome::Hidden => false,
    });
    let rows = match outcome {
        Outcome::Unreadable(_) => Vec::new(),
        Outcome::Hidden => untold(rows(asked.drafts, api, section, None)),
        _ => rows(asked.drafts, api, section, told),
    };
    let text = |path: &str| Some(told?.get(path)?.as_str()?.to_owned());
    let callback = section.spec().callback.and_then(text);
    let remark = match outcome {
        Outcome::Stored if is_stored_but_off(section, dialect, asked.reply) => {
            section.spec().server_switch.map(DifferenceReason::StoredButOff)
        }
        Outcome::Stored => {
            let url = callback.as_deref().filter(|_| !is_beside_the_server(asked, section));
            url.and_then(callback_fault)
        }
        Outcome::Hidden => section.spec().server_switch.map(DifferenceReason::HiddenWhileOff),
        _ => None,
    };
    let row_id = told.and_then(row_id).filter(|_| section.spec().keeps_rows(dialect));
    SectionProof { section, outcome, rows, remark, callback, row_id }
}

/// Compares what the creation's own answer tells: the instance's fields, and the settings as long
/// as they were not read back.
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
        // What the answer tells of a section without a switch is what was stored, not an echo.
        let stored = reply.get(section.id()).filter(|stored| stored.is_object());
        if !section.is_read_by_find() {
            proofs.push(proof(section, rows_of_reply(drafts, api, section, reply)));
        } else if stored.is_some() {
            proofs.push(proof(section, rows(drafts, api, section, stored)));
        }
    }
    proofs
}

/// Whether a reply of `find` holds the section: some servers answer `enabled: false` with empty
/// members when nothing is stored, and some leave even that out.
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
    if is_off && (has_value || stored.get("id").is_some()) {
        Outcome::Dropped(DifferenceReason::NotEnabled)
    } else if is_off || !(is_named || has_any) {
        Outcome::Dropped(why_not_kept(asked, section))
    } else {
        Outcome::Stored
    }
}

/// The rows of a section that the server does not show.
fn untold(mut rows: Vec<ProofRow>) -> Vec<ProofRow> {
    for row in &mut rows {
        row.verdict = FieldVerdict::NotTold;
    }
    rows
}

/// The addresses that were asked for in a section.
fn urls<'a>(asked: &'a Asked<'_>, section: Section) -> impl Iterator<Item = (Field, &'a str)> {
    Field::of(section, asked.api)
        .filter(|field| field.spec().kind == Kind::Text(Rule::Url))
        .map(|field| (field, asked.drafts.get(field).as_text()))
}

/// Whether the other program was named by a `localhost` address: it runs on the server's own machine,
/// and can call the server there.
fn is_beside_the_server(asked: &Asked<'_>, section: Section) -> bool {
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

/// The creation's answer holds the switch, and not what follows it where the server can use it.
fn is_stored_but_off(section: Section, dialect: Dialect, reply: Option<&Value>) -> bool {
    let (Some(path), Some(reply)) = (section.spec().echoed_when_on(dialect), reply) else {
        return false;
    };
    reply.get(section.id()).is_some_and(|echo| echo.get("enabled") == Some(&Value::Bool(true)))
        && lookup(reply, path).is_none()
}

/// Why an address that the server has told others leads nowhere.
pub(crate) fn callback_fault(url: &str) -> Option<DifferenceReason> {
    match url_fault(url)? {
        Fault::UrlLocalhost => Some(DifferenceReason::CallbackLocalhost),
        Fault::UrlScheme => Some(DifferenceReason::CallbackUnset),
        _ => None,
    }
}
