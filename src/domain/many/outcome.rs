//! What became of a row, as far as the server tells.

use std::sync::Arc;

use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::creation::machine::state::CreationState;
use crate::domain::creation::outcome::CreationOutcome;
use crate::domain::creation::plan::Step;
use crate::domain::creation::progress::{Confirmation, Progress};
use crate::domain::many::change::RowChange;
use crate::domain::proof::{Outcome, SectionProof};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;

/// What became of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum RowOutcome {
    /// It is there, and everything that was read back is as it was asked for
    AsAsked,
    /// It is there; what is stored was not read back, since it is not of the sample
    NotCompared,
    NotAsAsked(RowDifference),
    NotCreated(NotCreated),
    /// Nobody could find out, or an instance of the name is there and nothing tells whose it is; with the
    /// time of day at which it was sent
    Unknown(Arc<ApiError>, Option<f64>),
    /// What was done to an instance that was there before
    Changed(RowChange),
}

/// In what an instance that is there differs from what was asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowDifference {
    /// The sections that are stored in another way, or not at all
    pub different: Vec<Section>,
    /// The sections that could not be read back or compared
    pub unread: Vec<Section>,
    /// The creation failed after the instance was made
    pub failure: Option<Arc<ApiError>>,
}

/// Why there is no instance of the row.
#[derive(Clone, Debug, PartialEq)]
pub enum NotCreated {
    Failed(Arc<ApiError>),
    /// The server said that it made it, and does not have it any more
    Gone,
    /// Somebody else's instance has the name
    Foreign,
}

/// What rows that did not end well have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowCause {
    Failed(Case),
    Gone,
    Foreign,
    Different(Section),
    Unread(Section),
    Unknown(Case),
    /// Of an instance that was there before
    Impossible(Section),
    /// A value of one that was there before, which only a creation sets
    Fixed(Field),
}

impl RowOutcome {
    /// Whether the server has an instance that this row made.
    #[must_use]
    pub const fn is_created(&self) -> bool {
        matches!(self, Self::AsAsked | Self::NotCompared | Self::NotAsAsked(_))
    }

    /// Whether everything of the row was seen on the server.
    #[must_use]
    pub fn is_well(&self) -> bool {
        match self {
            Self::AsAsked => true,
            Self::Changed(change) => change.is_as_asked(),
            _ => false,
        }
    }

    /// Whether it is certain that there is no instance of the row.
    #[must_use]
    pub const fn is_not_created(&self) -> bool {
        matches!(self, Self::NotCreated(_))
    }

    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::AsAsked => "created_as_requested",
            Self::NotCompared => "created_not_checked",
            Self::NotAsAsked(_) => "created_with_problems",
            Self::NotCreated(_) => "not_created",
            Self::Unknown(..) => "unknown",
            Self::Changed(change) if change.is_as_asked() => "changed_as_requested",
            Self::Changed(_) => "changed_with_problems",
        }
    }

    /// What it has in common with others; nothing where all is well.
    #[must_use]
    pub fn cause(&self) -> Option<RowCause> {
        Some(match self {
            Self::AsAsked | Self::NotCompared => return None,
            Self::NotAsAsked(RowDifference { different, unread, failure }) => {
                match (failure, different.first(), unread.first()) {
                    (Some(error), ..) => RowCause::Failed(error.case),
                    (None, Some(section), _) => RowCause::Different(*section),
                    (None, None, section) => RowCause::Unread(*section?),
                }
            }
            Self::NotCreated(NotCreated::Failed(error)) => RowCause::Failed(error.case),
            Self::NotCreated(NotCreated::Gone) => RowCause::Gone,
            Self::NotCreated(NotCreated::Foreign) => RowCause::Foreign,
            Self::Unknown(error, _) => RowCause::Unknown(error.case),
            Self::Changed(RowChange { different, impossible, failure, fixed, .. }) => {
                match (failure, different.first(), impossible.first()) {
                    (Some(error), ..) => RowCause::Failed(error.case),
                    (None, Some(section), _) => RowCause::Different(*section),
                    (None, None, Some(section)) => RowCause::Impossible(*section),
                    (None, None, None) => RowCause::Fixed(*fixed.first()?),
                }
            }
        })
    }
}

/// What is known of a creation in addition to its machine's state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KnownOfRow {
    /// How its creation failed, where the instance was found all the same
    pub failure: Option<Arc<ApiError>>,
    /// The sections of which a secret was forgotten, so that nobody can compare it
    pub uncompared: Vec<Section>,
}

/// Reads the end off the state of a creation; `None` while something may still come.
#[must_use]
pub fn read(state: &CreationState, known: &KnownOfRow) -> Option<RowOutcome> {
    let attempt = state.attempt.as_ref()?;
    if state.is_sending || state.lookup.is_waiting() {
        return None;
    }
    if state.created.is_some() {
        let is_open = |progress: &Progress| match progress {
            Progress::Running => true,
            // Without its key nothing more is asked.
            Progress::Waiting => !attempt.is_forgotten,
            _ => false,
        };
        if state.progress.iter().any(is_open) || state.confirmation == Confirmation::Waiting {
            return None;
        }
        if state.confirmation == Confirmation::Gone {
            return Some(RowOutcome::NotCreated(NotCreated::Gone));
        }
        return Some(compared(state, known));
    }
    let error = state.failure()?.clone();
    Some(match &state.lookup {
        InstanceLookup::Absent | InstanceLookup::Deleted => {
            RowOutcome::NotCreated(NotCreated::Failed(error))
        }
        InstanceLookup::Foreign | InstanceLookup::Earlier => {
            RowOutcome::NotCreated(NotCreated::Foreign)
        }
        InstanceLookup::NotLooked if attempt.outcome(&error) == CreationOutcome::Nothing => {
            RowOutcome::NotCreated(NotCreated::Failed(error))
        }
        _ => RowOutcome::Unknown(error, Some(attempt.started_at)),
    })
}

fn compared(state: &CreationState, known: &KnownOfRow) -> RowOutcome {
    let is_unread = |proof: &&SectionProof| matches!(proof.outcome, Outcome::Unreadable(_));
    let mut difference = RowDifference { failure: known.failure.clone(), ..Default::default() };
    for proof in state.proofs.iter().filter(|proof| !proof.is_as_asked()) {
        let list =
            if is_unread(&proof) { &mut difference.unread } else { &mut difference.different };
        list.push(proof.section);
    }
    let steps: &[Step] = state.attempt.as_ref().map_or(&[], |attempt| &attempt.steps);
    let is_read_back = |section: &Section| steps.contains(&Step::ReadBack(*section));
    for (step, progress) in steps.iter().zip(&state.progress) {
        let RowDifference { different, unread, .. } = &mut difference;
        let is_known = |section| different.contains(section) || unread.contains(section);
        match (step, progress) {
            (Step::ReadBack(section), Progress::Failed(_) | Progress::Waiting)
                if !is_known(section) =>
            {
                unread.push(*section);
            }
            // Where nothing is read back, the answer to the call tells.
            (Step::Set(section) | Step::CreateRow(section), Progress::Failed(_))
                if !is_read_back(section) && !is_known(section) =>
            {
                different.push(*section);
            }
            _ => {}
        }
    }
    for section in &known.uncompared {
        if !difference.different.contains(section) && !difference.unread.contains(section) {
            difference.unread.push(*section);
        }
    }
    let is_compared = steps.iter().any(|step| matches!(step, Step::ReadBack(_)));
    if difference != RowDifference::default() {
        RowOutcome::NotAsAsked(difference)
    } else if is_compared {
        RowOutcome::AsAsked
    } else {
        RowOutcome::NotCompared
    }
}
