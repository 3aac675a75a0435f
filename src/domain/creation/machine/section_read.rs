//! Reads a section back, after it was sent once more where the operator asked for that. Sections are
//! apart: whatever one route answers, the others go on.

use std::sync::Arc;

use crate::domain::creation::attempt::Attempt;
use crate::domain::creation::patience::{READ_PAUSE_MS, READ_RETRIES};
use crate::domain::creation::progress::Progress;
use crate::domain::http::answer::CallAnswer;
use crate::domain::proof;
use crate::domain::proof::{Asked, Outcome, SectionProof};
use crate::domain::reply::decode;
use crate::domain::reply::decode::{Created, FindReply};
use crate::domain::reply::error::ApiError;
use crate::domain::schema::section::Section;

/// How setting the section just before this ended.
#[derive(Clone, Debug, PartialEq)]
pub enum SetOutcome {
    NotSet,
    Done,
    Failed(Arc<ApiError>),
}

/// One section that is being read.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionRead {
    pub section: Section,
    /// The place of its step in the plan
    pub index: usize,
    /// The plan goes on after it; otherwise the operator asked for this one
    pub is_of_plan: bool,
    pub set: SetOutcome,
    retries: u32,
    /// When it is read once more, while no call is on its way
    pub due: Option<u64>,
}

/// What the comparison needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub attempt: &'a Attempt,
    /// What the creation answered
    pub created: Option<&'a Created>,
    /// The id of the row that an earlier read found
    pub row_id: Option<&'a str>,
}

/// What an answer amounts to.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadStep {
    /// The server may not have written it yet
    Wait,
    Done(Box<SectionProof>, Progress),
}

impl SectionRead {
    #[must_use]
    pub fn new(section: Section, index: usize, is_of_plan: bool) -> Self {
        let retries = if section.spec().is_tried_out { READ_RETRIES } else { 0 };
        Self { section, index, is_of_plan, set: SetOutcome::NotSet, retries, due: None }
    }

    /// An answer to the `find` route.
    pub fn on_answer(
        &mut self,
        now: u64,
        known: &Known<'_>,
        answer: Result<CallAnswer, ApiError>,
    ) -> ReadStep {
        let attempt = known.attempt;
        let dialect = attempt.server.dialect;
        let done = answer.as_ref().ok().map(CallAnswer::progress);
        let found = answer.and_then(|it| decode::find_reply(it.status, &it.text, dialect));
        let found = found.map_err(|error| (*attempt.failure(error)).clone());
        if self.retries > 0 && matches!(found, Ok(FindReply::Nothing)) {
            self.retries -= 1;
            self.due = Some(now + READ_PAUSE_MS);
            return ReadStep::Wait;
        }
        let created = known.created.filter(|_| self.set == SetOutcome::NotSet);
        let reply = created.map(|created| &created.raw);
        let asked = Asked::new(&attempt.drafts, attempt.server.api())
            .with_reply(reply)
            .with_row(known.row_id);
        let mut proof = proof::section(&asked, self.section, found);
        match &self.set {
            SetOutcome::NotSet => {}
            SetOutcome::Done => proof.note_set(None),
            SetOutcome::Failed(error) => proof.note_set(Some(error)),
        }
        let progress = match (&proof.outcome, done) {
            (Outcome::Unreadable(error), _) => Progress::Failed(Arc::new((**error).clone())),
            (_, Some(done)) => done,
            (_, None) => Progress::Waiting,
        };
        ReadStep::Done(Box::new(proof), progress)
    }
}
