//! What a screen shows of a creation.

use std::sync::Arc;

use serde_json::Value;

use crate::domain::creation::attempt::{Attempt, FindReason};
use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::creation::progress::{Confirmation, Progress};
use crate::domain::creation::token_use::TokenUse;
use crate::domain::http::secret::masked;
use crate::domain::proof::{Outcome, SectionProof};
use crate::domain::reply::decode::Created;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::section::Section;

#[derive(Clone, Debug, PartialEq)]
pub struct CreationState {
    pub attempt: Option<Arc<Attempt>>,
    /// How far each step of the plan is, in the plan's order
    pub progress: Vec<Progress>,
    pub created: Option<Arc<Created>>,
    pub proofs: Vec<SectionProof>,
    /// How far setting a section again is, a place a section; `Waiting` where nobody asked for it
    pub reapply: Vec<Progress>,
    pub lookup: InstanceLookup,
    /// For how long the lookup has been waited for, in seconds
    pub waited_s: u32,
    /// For how long it is waited for at most
    pub wait_limit_s: u32,
    pub confirmation: Confirmation,
    /// Who else has the token
    pub token_use: TokenUse,
    /// Whether the server's list tells the token to whoever has the server's key, as far as it is known
    pub is_token_listed: Option<bool>,
    /// The creation itself is on its way, or about to be
    pub is_sending: bool,
}

impl Default for CreationState {
    fn default() -> Self {
        Self {
            attempt: None,
            progress: Vec::new(),
            created: None,
            proofs: Vec::new(),
            reapply: vec![Progress::Waiting; Section::ALL.len()],
            lookup: InstanceLookup::NotLooked,
            waited_s: 0,
            wait_limit_s: 0,
            confirmation: Confirmation::NotDue,
            token_use: TokenUse::NotAsked,
            is_token_listed: None,
            is_sending: false,
        }
    }
}

impl CreationState {
    /// Of an attempt of which nothing is known but how far its creation is.
    #[must_use]
    pub fn of(attempt: Attempt, creation: Progress) -> Self {
        let mut progress = vec![Progress::Waiting; attempt.steps.len()];
        progress[0] = creation;
        Self { attempt: Some(Arc::new(attempt)), progress, ..Self::default() }
    }

    pub fn change_attempt(&mut self, change: impl FnOnce(&mut Attempt)) {
        if let Some(attempt) = &mut self.attempt {
            change(Arc::make_mut(attempt));
        }
    }

    /// The instance was made by this attempt and everything was read back: a telephone can be connected
    /// to it. Not so past a proxy that was asked for and is not stored: WhatsApp would see the server's
    /// own address.
    #[must_use]
    pub fn may_connect(&self) -> bool {
        let is_made = |attempt: &Arc<Attempt>| {
            attempt.is_sent && !attempt.is_forgotten && attempt.found == FindReason::LostAnswer
        };
        let is_over =
            |progress: &Progress| !matches!(progress, Progress::Waiting | Progress::Running);
        self.created.is_some()
            && self.attempt.as_ref().is_some_and(is_made)
            && self.progress.iter().all(is_over)
            && self.proof(Section::Proxy).is_none_or(SectionProof::is_as_asked)
            && self.confirmation != Confirmation::Gone
    }

    /// How the creation failed.
    #[must_use]
    pub fn failure(&self) -> Option<&Arc<ApiError>> {
        match self.progress.first() {
            Some(Progress::Failed(error)) => Some(error),
            _ => None,
        }
    }

    pub fn set_progress(&mut self, index: usize, progress: Progress) {
        if let Some(place) = self.progress.get_mut(index) {
            *place = progress;
        }
    }

    pub fn set_reapply(&mut self, section: Section, progress: Progress) {
        if let Some(place) = self.reapply.get_mut(section.place()) {
            *place = progress;
        }
    }

    #[must_use]
    pub fn proof(&self, section: Section) -> Option<&SectionProof> {
        self.proofs.iter().find(|proof| proof.section == section)
    }

    /// A section's newer proof takes the place of the older, unless the newer could not be had.
    pub fn keep_proof(&mut self, proof: SectionProof) {
        match self.proofs.iter_mut().find(|old| old.section == proof.section) {
            Some(_) if matches!(proof.outcome, Outcome::Unreadable(_)) => {}
            Some(old) => *old = proof,
            None => self.proofs.push(proof),
        }
    }

    /// Whether the section is being set or read just now.
    #[must_use]
    pub fn is_busy(&self, section: Section) -> bool {
        let is_running = |all: &[Progress], at: usize| all.get(at) == Some(&Progress::Running);
        let index = self.attempt.as_ref().and_then(|attempt| attempt.read_back_of(section));
        is_running(&self.reapply, section.place())
            || index.is_some_and(|index| is_running(&self.progress, index))
    }

    /// What was sent and what was made stay, without a secret. What runs is called off, but for the
    /// creation itself.
    pub fn forget_secrets(&mut self) {
        self.change_attempt(|attempt| {
            attempt.server.key = crate::domain::http::secret::Secret::default();
            attempt.drafts.forget_secrets();
            attempt.is_forgotten = true;
        });
        if let Some(created) = &mut self.created {
            scrub(Arc::make_mut(created));
        }
        for row in self.proofs.iter_mut().flat_map(|proof| &mut proof.rows) {
            if row.field.spec().is_secret() {
                row.asked.as_mut().map(mask);
                row.stored.as_mut().map(mask);
            }
        }
        let steps = self.progress.iter_mut().skip(1);
        for progress in steps.chain(&mut self.reapply) {
            if *progress == Progress::Running {
                *progress = Progress::Waiting;
            }
        }
        self.confirmation = match self.confirmation {
            Confirmation::Waiting => Confirmation::NotDue,
            ref known => known.clone(),
        };
        match &mut self.lookup {
            InstanceLookup::Exists { row, .. } => *row = None,
            seen if seen.is_waiting() => *seen = InstanceLookup::NotLooked,
            _ => {}
        }
    }
}

/// Takes every secret out of what a creation answered.
pub fn scrub(created: &mut Created) {
    created.hash = None;
    created.verify_token = None;
    created.qrcode = None;
    created.settings = None;
    created.raw = Value::Null;
}

/// Masks the texts of a value, and of the headers it may hold.
fn mask(value: &mut Value) {
    match value {
        Value::String(text) => *text = masked(text),
        Value::Object(headers) => headers.values_mut().for_each(mask),
        Value::Array(items) => items.iter_mut().for_each(mask),
        _ => {}
    }
}
