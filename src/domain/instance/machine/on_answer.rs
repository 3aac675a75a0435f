//! What an answer changes.

use std::sync::Arc;

use serde_json::Value;

use crate::domain::creation::patience::READ_PAUSE_MS;
use crate::domain::http::answer::CallAnswer;
use crate::domain::instance::change::{GroupChange, lost_when_off, on_top};
use crate::domain::instance::conflict::GroupConflict;
use crate::domain::instance::machine::state::GroupPhase;
use crate::domain::instance::machine::{GroupMachine, GroupPurpose, PendingSave};
use crate::domain::instance::save_proof::SaveProof;
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::proof;
use crate::domain::proof::Asked;
use crate::domain::reply::decode;
use crate::domain::reply::decode::FindReply;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;

impl GroupMachine {
    pub(super) fn on_answer(
        &mut self,
        purpose: GroupPurpose,
        answer: Result<CallAnswer, ApiError>,
    ) {
        match purpose {
            GroupPurpose::Read => {
                let found = self.found(answer);
                let reading = self.reading(found);
                self.on_read(reading);
                self.reopen();
            }
            GroupPurpose::Check(edited) => {
                let found = self.found(answer);
                self.rows = self.rows_of(&found);
                let reading = self.reading(found);
                self.on_checked(*edited, reading);
            }
            GroupPurpose::Set(save) => self.on_set(save, answer),
            GroupPurpose::Prove(save) => {
                let found = self.found(answer);
                self.find_new_row(&save, &found);
                self.on_read_back(save, found);
            }
            GroupPurpose::Delete => {
                let dialect = self.server.dialect;
                let ended = answer
                    .and_then(|answer| decode::accepted(answer.status, &answer.text, dialect));
                let failure = ended.err().map(|error| self.failure(error));
                // Whatever was answered, the list of rows tells.
                self.ask_find(GroupPurpose::SeeGone(failure));
            }
            GroupPurpose::SeeGone(failure) => {
                let found = self.found(answer);
                self.on_seen(failure, found);
            }
        }
    }

    fn on_seen(&mut self, failure: Option<ApiError>, found: Result<FindReply, ApiError>) {
        match self.reading(found) {
            GroupReading::Stored(row) if !row.is_stored => self.state.phase = GroupPhase::Gone,
            GroupReading::Unreadable(error) => {
                self.state.phase = GroupPhase::Resting;
                self.state.save_error = Some(failure.map_or(error, Arc::new));
            }
            still => {
                self.state.phase = GroupPhase::Resting;
                let unknown = || ApiError::without_reply(Case::Other);
                self.state.save_error = Some(Arc::new(failure.unwrap_or_else(unknown)));
                self.state.reading = Some(still);
            }
        }
    }

    fn found(&self, answer: Result<CallAnswer, ApiError>) -> Result<FindReply, ApiError> {
        let dialect = self.server.dialect;
        answer
            .and_then(|answer| decode::find_reply(answer.status, &answer.text, dialect))
            .map_err(|error| self.failure(error))
    }

    /// The rows of the section; none where the server keeps none.
    fn rows_of(&self, found: &Result<FindReply, ApiError>) -> Vec<Value> {
        match found {
            Ok(FindReply::Rows(rows)) if self.keeps_rows() => rows.clone(),
            Ok(FindReply::One(row)) if self.keeps_rows() => vec![row.clone()],
            _ => Vec::new(),
        }
    }

    /// A creation whose answer did not come may have made a row: it is the one that was not there.
    fn find_new_row(&mut self, save: &PendingSave, found: &Result<FindReply, ApiError>) {
        if self.is_new_row() {
            let rows = self.rows_of(found);
            let ids = rows.iter().filter_map(decode::row_id);
            let new: Vec<String> = ids.filter(|id| !save.known_rows.contains(id)).collect();
            if let [id] = new.as_slice() {
                self.row = Some(id.clone());
            }
        }
    }

    fn reading(&self, found: Result<FindReply, ApiError>) -> GroupReading {
        GroupReading::of(self.section, self.server.api(), found, self.row.as_deref())
    }

    fn on_read(&mut self, reading: GroupReading) {
        self.state.phase = GroupPhase::Resting;
        self.state.read_error = None;
        match (reading, &self.state.reading) {
            // What was read before is still worth showing.
            (GroupReading::Unreadable(error), Some(known))
                if !matches!(known, GroupReading::Unreadable(_)) =>
            {
                self.state.read_error = Some(error);
            }
            (reading, _) => self.state.reading = Some(reading),
        }
    }

    /// A call that is on its way tells something newer, and an open form stays with what it began with.
    pub(super) fn on_listed(&mut self, row: Arc<StoredGroup>) {
        let is_free = matches!(
            self.state.phase,
            GroupPhase::Resting | GroupPhase::Editing | GroupPhase::Conflict(_)
        );
        if is_free && row.row_id == self.row && self.row.is_some() {
            self.state.reading = Some(GroupReading::Stored(row));
        }
    }

    fn on_checked(&mut self, edited: Drafts, reading: GroupReading) {
        let (section, api) = (self.section, self.server.api());
        let Some(opened) = self.state.opened.clone() else { return self.rest() };
        match reading {
            // Nobody else can have changed what is not there.
            GroupReading::Stored(_) if self.is_new_row() => {
                let change = self.change(&edited);
                let rows = self.rows.clone();
                self.send(Arc::new(StoredGroup::empty()), edited, change, &rows);
            }
            GroupReading::Stored(now) => {
                let known = self.seen.as_ref().unwrap_or(&opened);
                if let Some(conflict) = GroupConflict::between(known, &now, &edited, section, api) {
                    self.state.phase = GroupPhase::Conflict(Box::new(conflict));
                    return;
                }
                let change = self.change(&edited);
                // The form does not show what was changed elsewhere before an earlier try.
                let edited = match self.seen {
                    Some(_) => on_top(&now.drafts, &edited, &change, section),
                    None => edited,
                };
                let rows = self.rows.clone();
                self.send(now, edited, change, &rows);
            }
            // Nothing was sent.
            GroupReading::Unreadable(error) => {
                self.state.phase = GroupPhase::Editing;
                self.state.save_error = Some(error);
            }
            off @ GroupReading::SwitchedOff { .. } => {
                self.state.reading = Some(off);
                self.rest();
            }
        }
    }

    /// The group is read back whatever was answered: a failure may come after the write.
    fn on_set(&mut self, mut save: Box<PendingSave>, answer: Result<CallAnswer, ApiError>) {
        let dialect = self.server.dialect;
        let ended = answer.and_then(|answer| {
            decode::accepted(answer.status, &answer.text, dialect).map(|()| answer.text)
        });
        match ended {
            Ok(text) if self.section.spec().keeps_rows(dialect) && self.row.is_none() => {
                self.row = decode::answered_row_id(&text);
            }
            Ok(_) => {}
            Err(error) => {
                let fields = || Field::of(self.section, self.server.api());
                let mut secrets = save.edited.secrets_of(fields());
                secrets.extend(save.base.drafts.secrets_of(fields()));
                save.failure = Some(self.failure(error.without(&secrets)));
            }
        }
        self.prove(save);
    }

    fn on_read_back(&mut self, mut save: Box<PendingSave>, found: Result<FindReply, ApiError>) {
        if self.is_new_row()
            && found.is_ok()
            && let Some(error) = save.failure.take()
        {
            // No row was made: the form stays open, and can be mended.
            self.state.phase = GroupPhase::Editing;
            self.state.save_error = Some(Arc::new(error));
            return;
        }
        let proof = self.proof(&save, found.clone());
        if save.retries > 0 && save.failure.is_none() && proof.is_read() && !proof.is_as_wanted() {
            save.retries -= 1;
            self.due = Some((self.now + READ_PAUSE_MS, save));
            return;
        }
        let reading = self.reading(found);
        if proof.is_read() {
            self.state.reading = Some(reading.clone());
        }
        // A switch-off that got no answer may still come to pass.
        let is_lost = match &proof {
            SaveProof::SwitchedOff { is_off, .. } => *is_off || save.failure.is_some(),
            SaveProof::Unread(_) => true,
            SaveProof::Values { .. } => !proof.is_as_wanted(),
        };
        if !is_lost {
            self.state.kept = None;
        }
        let is_refused = save.failure.is_some() && !proof.is_as_wanted() && proof.is_read();
        match (save.failure, reading) {
            // The edit stays open: it was refused, and can be mended.
            (Some(error), GroupReading::Stored(now)) if is_refused => {
                self.state.phase = GroupPhase::Editing;
                self.go_on_editing(&save.change, now);
                self.state.save_error = Some(Arc::new(error));
            }
            (failure, _) => {
                self.rest();
                self.state.save_error = failure.filter(|_| !proof.is_as_wanted()).map(Arc::new);
                self.state.proof = Some(proof);
            }
        }
    }

    /// A refused edit goes on. Its own changes are told by what is stored now, which may be a part of
    /// them; everything else by what the form began with, which is what the form shows.
    fn go_on_editing(&mut self, change: &GroupChange, now: Arc<StoredGroup>) {
        if let Some(opened) = &self.state.opened {
            let mut opened = (**opened).clone();
            opened.drafts = on_top(&opened.drafts, &now.drafts, change, self.section);
            self.state.opened = Some(Arc::new(opened));
        }
        self.seen = Some(now);
    }

    fn proof(&self, save: &PendingSave, found: Result<FindReply, ApiError>) -> SaveProof {
        let (section, api) = (self.section, self.server.api());
        let is_row_off = self.keeps_rows() && !save.edited.is_on(section);
        let is_still_on = is_row_off
            && self.reading(found.clone()).stored().is_some_and(|row| row.is_on(section));
        if save.edited.is_on(section) || is_row_off && !is_still_on {
            let asked =
                Asked::new(&save.edited, api).with_row(self.row.as_deref()).with_body(&save.body);
            let mut proof = proof::section(&asked, section, found);
            proof.note_set(save.failure.as_ref());
            let change = GroupChange::between(&save.base.drafts, &save.edited, section, api);
            return SaveProof::Values { proof, changed: change.fields };
        }
        match self.reading(found) {
            GroupReading::Stored(now) => {
                let may_lose = lost_when_off(&save.base, section, api);
                SaveProof::of_switch(now.is_on(section), &save.base, &now, &may_lose)
            }
            // What the server has switched off does nothing for the instance.
            GroupReading::SwitchedOff { .. } => {
                SaveProof::SwitchedOff { is_off: true, lost: Vec::new() }
            }
            GroupReading::Unreadable(error) => SaveProof::Unread((*error).clone()),
        }
    }

    /// An answer may repeat what was sent, the key among it.
    fn failure(&self, error: ApiError) -> ApiError {
        error.without(&[self.server.key.reveal().to_owned()])
    }
}
