//! One group of an instance as a state machine: (state, input) -> (state, the next call). It is read,
//! edited, read once more before it is saved, saved, and read back: what the screen says of a save was
//! proven. It has no clock; every input carries the time, in milliseconds of a clock that only goes
//! forward.
//!
//! One call is on its way at a time. An answer counts only while its call is the latest one.

mod calls;
mod edit;
pub mod input;
mod on_answer;
pub mod state;

use std::sync::Arc;

use serde_json::Value;

use crate::domain::instance::change::GroupChange;
use crate::domain::instance::machine::input::{GroupCall, GroupCallId, GroupInput};
use crate::domain::instance::machine::state::{GroupPhase, GroupState};
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::reply::error::ApiError;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;

/// The save that is on its way.
#[derive(Clone, Debug, PartialEq)]
struct PendingSave {
    /// What is stored, as it was read just before
    base: Arc<StoredGroup>,
    edited: Drafts,
    /// What the form changes, by what it began with
    change: GroupChange,
    body: Value,
    /// How often it is read again, where a server answers before it has written
    retries: u32,
    /// The ids of the rows that were there before
    known_rows: Vec<String>,
    failure: Option<ApiError>,
}

/// What the call that is on its way is for.
#[derive(Clone, Debug, PartialEq)]
enum GroupPurpose {
    Read,
    /// The edit that waits for the reading
    Check(Box<Drafts>),
    Set(Box<PendingSave>),
    Prove(Box<PendingSave>),
    Delete,
    /// Whether the row is gone
    SeeGone(Option<ApiError>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct GroupMachine {
    pub section: Section,
    pub state: GroupState,
    server: Server,
    name: String,
    /// The row that is meant, where the server keeps rows
    row: Option<String>,
    /// What the form of a new row begins with
    suggested: Option<Box<Drafts>>,
    /// What an edit began with that opens again once the group is read
    left: Option<Arc<StoredGroup>>,
    now: u64,
    serial: u32,
    /// What the operator knows to be stored, where that is not what the form began with
    seen: Option<Arc<StoredGroup>>,
    pending: Option<(GroupCallId, GroupPurpose)>,
    /// All rows of the section as they were read before the save
    rows: Vec<Value>,
    /// When it is read once more
    due: Option<(u64, Box<PendingSave>)>,
    call: Option<GroupCall>,
}

impl GroupMachine {
    #[must_use]
    pub fn new(server: Server, name: &str, section: Section, row: Option<String>) -> Self {
        Self {
            section,
            state: GroupState::default(),
            server,
            name: name.to_owned(),
            row,
            suggested: None,
            left: None,
            now: 0,
            serial: 0,
            seen: None,
            pending: None,
            rows: Vec::new(),
            due: None,
            call: None,
        }
    }

    /// A row that is not there yet, its edit open with what is suggested.
    #[must_use]
    pub fn new_row(
        server: Server,
        name: &str,
        section: Section,
        suggested: Option<Box<Drafts>>,
    ) -> Self {
        let mut machine = Self::new(server, name, section, None);
        machine.suggested = suggested;
        let nothing = Arc::new(StoredGroup::empty());
        machine.state.reading = Some(GroupReading::Stored(nothing.clone()));
        machine.state.opened = Some(nothing);
        machine.state.phase = GroupPhase::Editing;
        machine
    }

    /// A row as a list of all rows told it.
    #[must_use]
    pub fn of_row(server: Server, name: &str, section: Section, row: StoredGroup) -> Self {
        let mut machine = Self::new(server, name, section, row.row_id.clone());
        machine.state.reading = Some(GroupReading::Stored(Arc::new(row)));
        machine
    }

    /// The same with what the group held when this tab switched it off.
    #[must_use]
    pub fn with_kept(mut self, kept: Option<Box<Drafts>>) -> Self {
        self.state.kept = kept;
        self
    }

    /// The same with an edit that was left before it was saved, by what it began with: it opens again once
    /// the group is read.
    #[must_use]
    pub fn with_edit(mut self, opened: Option<Arc<StoredGroup>>) -> Self {
        self.left = opened;
        self.reopen();
        self
    }

    #[must_use]
    pub const fn server(&self) -> &Server {
        &self.server
    }

    /// The name of the instance.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id of the row, once it is known.
    #[must_use]
    pub fn row(&self) -> Option<&str> {
        self.row.as_deref()
    }

    /// Takes an input in at this time, and answers the call to be made for it, if any.
    pub fn advance(&mut self, now: u64, input: GroupInput) -> Option<GroupCall> {
        self.now = self.now.max(now);
        match input {
            GroupInput::Read => self.read(),
            GroupInput::Edit => self.edit(),
            GroupInput::Cancel => self.cancel(),
            GroupInput::Save(edited) => self.save(*edited),
            GroupInput::Resolve(resolution) => self.resolve(resolution),
            GroupInput::Dismiss => self.state.proof = None,
            GroupInput::Listed(row) => self.on_listed(row),
            GroupInput::Delete => self.delete(),
            GroupInput::Answered(id, answer) => {
                if let Some((_, purpose)) = self.pending.take_if(|(pending, _)| *pending == id) {
                    self.on_answer(purpose, answer);
                }
            }
            GroupInput::Tick => {
                if let Some((_, save)) = self.due.take_if(|(due, _)| *due <= self.now) {
                    self.prove(save);
                }
            }
        }
        self.call.take()
    }

    /// When the next [`GroupInput::Tick`] is due.
    #[must_use]
    pub fn next_due(&self) -> Option<u64> {
        self.due.as_ref().map(|(due, _)| *due)
    }

    fn read(&mut self) {
        if self.state.phase == GroupPhase::Resting {
            self.state.phase = GroupPhase::Reading;
            self.ask_find(GroupPurpose::Read);
        }
    }

    /// Whether it is a row that the server does not have yet.
    #[must_use]
    pub fn is_new_row(&self) -> bool {
        self.keeps_rows() && self.row.is_none()
    }

    fn keeps_rows(&self) -> bool {
        self.section.spec().keeps_rows(self.server.dialect)
    }

    fn named(&self, mut drafts: Drafts) -> Drafts {
        drafts.set_instance(&self.name);
        drafts
    }
}
