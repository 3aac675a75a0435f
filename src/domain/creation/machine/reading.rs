//! What the read-backs change, and the sections that are set again before they are read.

use crate::domain::creation::machine::CreationMachine;
use crate::domain::creation::machine::calls::CallPurpose;
use crate::domain::creation::machine::section_read::{Known, ReadStep, SetOutcome};
use crate::domain::creation::patience::LOOK_LIMIT_MS;
use crate::domain::creation::progress::Progress;
use crate::domain::creation::token_use::{doubtful_token, holders_call};
use crate::domain::http::answer::CallAnswer;
use crate::domain::reply::decode;
use crate::domain::reply::decode::answered_row_id;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::section::Section;

impl CreationMachine {
    pub(super) fn on_read_back(&mut self, section: Section, answer: Result<CallAnswer, ApiError>) {
        let Some(attempt) = self.state.attempt.clone() else { return };
        let Some(at) = self.reads.iter().position(|read| read.section == section) else { return };
        if !section.is_read_by_find() {
            self.note_listed(answer.as_ref().ok());
        }
        let row_id = self.row_id(section);
        let created = self.state.created.as_deref();
        let known = Known { attempt: &attempt, created, row_id: row_id.as_deref() };
        match self.reads[at].on_answer(self.now, &known, answer) {
            ReadStep::Wait => {}
            ReadStep::Done(proof, progress) => {
                let read = self.reads.remove(at);
                self.state.keep_proof(*proof);
                self.state.set_progress(read.index, progress.clone());
                if !section.is_read_by_find() {
                    self.ask_token_holders();
                }
                if read.is_of_plan {
                    self.run_from(read.index + 1);
                } else if read.set == SetOutcome::NotSet {
                    self.state.set_reapply(section, progress);
                }
            }
        }
    }

    /// The row of a section that this attempt made, or that an earlier read found.
    fn row_id(&self, section: Section) -> Option<String> {
        let made = self.made_rows.iter().find(|(made, _)| *made == section);
        let read = || self.state.proof(section).and_then(|proof| proof.row_id.clone());
        made.map(|(_, id)| id.clone()).or_else(read)
    }

    /// Keeps the id of the row that this answer tells of.
    pub(super) fn note_row(&mut self, section: Section, answer: &Result<CallAnswer, ApiError>) {
        let Some(attempt) = &self.state.attempt else { return };
        if !section.spec().keeps_rows(attempt.server.dialect) {
            return;
        }
        let is_done = |answer: &&CallAnswer| (200..300).contains(&answer.status);
        let id = answer.as_ref().ok().filter(is_done).and_then(|it| answered_row_id(&it.text));
        if let Some(id) = id {
            self.made_rows.retain(|(made, _)| *made != section);
            self.made_rows.push((section, id));
        }
    }

    /// Whether the server's list tells the instance's token.
    fn note_listed(&mut self, answer: Option<&CallAnswer>) {
        let Some((attempt, answer)) = self.state.attempt.as_ref().zip(answer) else { return };
        let row =
            decode::listed(answer.status, &answer.text, attempt.server.dialect, attempt.name());
        if let Ok(Some(row)) = row {
            self.state.is_token_listed = Some(row.hash.is_some());
        }
    }

    /// Asks who has the token, where somebody else may have it.
    fn ask_token_holders(&mut self) {
        let (Some(attempt), Some(created)) = (&self.state.attempt, &self.state.created) else {
            return;
        };
        if let Some(token) = doubtful_token(attempt, created) {
            let call = holders_call(&attempt.server, &token);
            self.calls.drop_where(|purpose| purpose == CallPurpose::TokenHolders);
            self.call(CallPurpose::TokenHolders, call, LOOK_LIMIT_MS);
        }
    }

    /// The section is read back whatever was answered: a failure may come after the write.
    pub(super) fn on_reapplied(&mut self, section: Section, answer: Result<CallAnswer, ApiError>) {
        let Some(attempt) = self.state.attempt.clone() else { return };
        self.note_row(section, &answer);
        let Some(read) = self.reads.iter_mut().find(|read| read.section == section) else { return };
        let ended = answer.and_then(|answer| {
            decode::accepted(answer.status, &answer.text, attempt.server.dialect)
                .map(|()| answer.progress())
        });
        let (set, progress) = match ended {
            Ok(done) => (SetOutcome::Done, done),
            Err(error) => {
                let error = attempt.failure(error);
                (SetOutcome::Failed(error.clone()), Progress::Failed(error))
            }
        };
        read.set = set;
        let index = read.index;
        self.state.set_reapply(section, progress);
        self.run_step(index, CallPurpose::ReadBack(section));
    }
}
