//! The edit of a group: what it begins with, what it changes, how it ends.

use std::sync::Arc;

use crate::domain::instance::change::{GroupChange, on_top, opening};
use crate::domain::instance::conflict::Resolution;
use crate::domain::instance::machine::state::GroupPhase;
use crate::domain::instance::machine::{GroupMachine, GroupPurpose};
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;

impl GroupMachine {
    /// The drafts that the form of an edit begins with.
    #[must_use]
    pub fn opening(&self) -> Option<Drafts> {
        let stored = self.state.opened.as_ref()?;
        let kept = self.state.kept.as_deref();
        let (section, api) = (self.section, self.server.api());
        let mut drafts = opening(stored, kept, section, api);
        if let Some(suggested) = self.suggested.as_deref().filter(|_| self.is_new_row()) {
            for field in Field::of(section, api) {
                drafts.set(field, suggested.get(field).clone());
            }
        }
        Some(self.named(drafts))
    }

    /// Whether anything was edited: a new row is one only once something was typed into it.
    #[must_use]
    pub fn is_edited(&self, edited: &Drafts) -> bool {
        if !self.is_new_row() {
            return !self.change(edited).is_empty();
        }
        self.opening().is_some_and(|mut opening| {
            opening.switch(self.section, true);
            let api = self.server.api();
            !GroupChange::between(&opening, edited, self.section, api).is_empty()
        })
    }

    /// What an edit changes.
    #[must_use]
    pub fn change(&self, edited: &Drafts) -> GroupChange {
        self.state.opened.as_ref().map_or_else(GroupChange::default, |opened| {
            GroupChange::between(&opened.drafts, edited, self.section, self.server.api())
        })
    }

    pub(super) fn edit(&mut self) {
        if self.state.phase == GroupPhase::Resting
            && let Some(stored) = self.state.stored().cloned()
        {
            self.open(stored);
        }
    }

    fn open(&mut self, stored: Arc<StoredGroup>) {
        self.state.phase = GroupPhase::Editing;
        self.state.opened = Some(stored);
        self.seen = None;
        (self.state.proof, self.state.save_error, self.state.clash) = (None, None, None);
    }

    pub(super) fn reopen(&mut self) {
        if self.state.phase == GroupPhase::Resting
            && self.state.stored().is_some()
            && let Some(opened) = self.left.take()
        {
            self.open(opened);
        }
    }

    pub(super) fn cancel(&mut self) {
        if matches!(self.state.phase, GroupPhase::Editing | GroupPhase::Conflict(_)) {
            self.rest();
        }
    }

    /// The form closes.
    pub(super) fn rest(&mut self) {
        self.state.phase = GroupPhase::Resting;
        (self.state.opened, self.state.save_error, self.state.clash) = (None, None, None);
        self.seen = None;
    }

    pub(super) fn save(&mut self, edited: Drafts) {
        if self.state.phase != GroupPhase::Editing {
            return;
        }
        let change = self.change(&edited);
        if change.is_empty() {
            return self.rest();
        }
        (self.state.save_error, self.state.clash) = (None, None);
        self.state.phase = GroupPhase::Checking;
        self.ask_find(GroupPurpose::Check(Box::new(edited)));
    }

    pub(super) fn resolve(&mut self, resolution: Resolution) {
        let GroupPhase::Conflict(conflict) = &self.state.phase else { return };
        let (now, edited) = (conflict.now.clone(), conflict.edited.clone());
        self.state.reading = Some(GroupReading::Stored(now.clone()));
        match resolution {
            Resolution::Theirs => self.rest(),
            Resolution::Mine => {
                let change = self.change(&edited);
                let edited = on_top(&now.drafts, &edited, &change, self.section);
                let others = self.rows.clone();
                self.send(now, edited, change, &others);
            }
        }
    }
}
