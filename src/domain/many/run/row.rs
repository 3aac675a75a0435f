//! One row of a run.

use std::sync::Arc;

use crate::domain::creation::machine::CreationMachine;
use crate::domain::creation::machine::input::{CreationEffect, CreationInput};
use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::creation::machine::state::CreationState;
use crate::domain::creation::outcome::CreationOutcome;
use crate::domain::creation::progress::Progress;
use crate::domain::http::secret::Secret;
use crate::domain::many::change::fails_every_row;
use crate::domain::many::outcome::{self, KnownOfRow, NotCreated, RowOutcome};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;

/// How far a row is.
#[derive(Clone, Debug, PartialEq)]
pub enum RowState {
    Waiting,
    /// Its turn has come, and nothing of it has left this browser
    Starting,
    /// It left at this time of day, in milliseconds since 1970
    Sent {
        at: f64,
    },
    Ended(RowOutcome),
    /// The run was stopped before its turn
    Skipped,
}

impl RowState {
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Waiting | Self::Starting | Self::Sent { .. })
    }

    #[must_use]
    pub const fn is_under_way(&self) -> bool {
        matches!(self, Self::Starting | Self::Sent { .. })
    }

    /// Nothing of it is on its way, and another try would send it: it can be changed.
    #[must_use]
    pub fn can_change(&self) -> bool {
        match self {
            Self::Ended(RowOutcome::Changed(change)) => change.may_try_again(),
            Self::Ended(outcome) => outcome.is_not_created(),
            Self::Waiting | Self::Skipped => true,
            Self::Starting | Self::Sent { .. } => false,
        }
    }

    /// What another try makes of it, where there can be one: what is unknown is looked up first.
    #[must_use]
    pub(super) fn again(&self) -> Option<Self> {
        match self {
            Self::Ended(RowOutcome::NotCreated(_)) | Self::Skipped => Some(Self::Waiting),
            Self::Ended(RowOutcome::Changed(change)) if change.may_try_again() => {
                Some(Self::Waiting)
            }
            Self::Ended(RowOutcome::Unknown(_, Some(at))) => Some(Self::Sent { at: *at }),
            _ => None,
        }
    }
}

/// What the run does with a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowWork {
    #[default]
    Create,
    /// Its instance is there: its groups are set to what the row has. Since each is read first, it can be
    /// begun again at any time
    Change,
}

#[derive(Clone, Debug, PartialEq)]
pub struct RunRow {
    /// That of its row in the batch
    pub id: u32,
    pub work: RowWork,
    pub state: RowState,
    pub machine: Option<Box<CreationMachine>>,
    /// The token of the instance, as far as it is known
    pub token: Option<Secret>,
    /// Secrets of its request that a reload has forgotten
    pub forgotten: Vec<Field>,
    known: KnownOfRow,
    /// An earlier page sent it
    is_restored: bool,
    /// Its turn has come, and its machine may still be in the state of an earlier try
    pub(super) awaits_start: bool,
}

impl RunRow {
    #[must_use]
    pub fn new(id: u32, work: RowWork) -> Self {
        Self { work, ..Self::kept(id, RowState::Waiting, Vec::new()) }
    }

    /// A row as an earlier page left it.
    #[must_use]
    pub fn kept(id: u32, state: RowState, forgotten: Vec<Field>) -> Self {
        Self {
            id,
            work: RowWork::Create,
            state,
            machine: None,
            token: None,
            forgotten,
            known: KnownOfRow::default(),
            is_restored: false,
            awaits_start: false,
        }
    }

    pub(super) fn advance(&mut self, now: u64, input: CreationInput) -> Vec<CreationEffect> {
        match &input {
            CreationInput::Start { .. } => {
                self.known = KnownOfRow::default();
                (self.is_restored, self.awaits_start) = (false, false);
                self.token = None;
            }
            CreationInput::Restore { .. } => {
                self.is_restored = true;
                self.known.uncompared = sections_of(&self.forgotten);
            }
            _ => {}
        }
        self.machine.get_or_insert_default().advance(now, input)
    }

    /// An instance that this row made was found although its answer was lost: what is stored is read.
    pub(super) fn wants(&mut self) -> Option<CreationInput> {
        let state = &self.machine.as_ref()?.state;
        let is_own = matches!(state.lookup, InstanceLookup::Exists { is_own: true, .. });
        if !is_own || state.created.is_some() || !self.is_begun() {
            return None;
        }
        let error = state.failure()?;
        let is_half_made = state.attempt.as_ref().is_some_and(|attempt| {
            matches!(
                attempt.outcome(error),
                CreationOutcome::PartiallyCreated | CreationOutcome::Uncertain
            )
        });
        self.known.failure = is_half_made.then(|| error.clone());
        Some(CreationInput::ShowFound)
    }

    /// Takes the end of its creation, if there is one; whether that changed anything.
    pub(super) fn end(&mut self) -> bool {
        if !self.is_begun() {
            return false;
        }
        let Some(machine) = self.machine.as_ref().filter(|machine| !machine.is_looking()) else {
            return false;
        };
        let Some(outcome) = outcome::read(&machine.state, &self.known) else { return false };
        self.token = machine.state.created.as_ref().and_then(|created| created.hash.clone());
        let never_arrived = matches!(&outcome, RowOutcome::NotCreated(NotCreated::Failed(error))
            if error.case == Case::Interrupted);
        self.state = match outcome {
            // The server does not have what the earlier page sent: its turn comes again.
            _ if self.is_restored && never_arrived => RowState::Waiting,
            outcome => RowState::Ended(outcome),
        };
        true
    }

    const fn is_begun(&self) -> bool {
        matches!(self.state, RowState::Starting | RowState::Sent { .. }) && !self.awaits_start
    }

    /// Its machine has nothing to do any more.
    pub(super) fn is_idle(&self) -> bool {
        !self.state.is_under_way()
            && self.machine.as_ref().is_none_or(|machine| machine.next_due().is_none())
    }

    /// It takes one of the places that rows work at. Who only waits to see what became of a name, or
    /// looks at the instance once more, does not.
    pub(super) fn is_at_work(&self) -> bool {
        let is_open =
            |progress: &Progress| matches!(progress, Progress::Running | Progress::Waiting);
        match &self.machine {
            _ if self.awaits_start => true,
            _ if !self.is_begun() => false,
            None => false,
            Some(machine) => {
                let CreationState { is_sending, created, progress, .. } = &machine.state;
                *is_sending || created.is_some() && progress.iter().any(is_open)
            }
        }
    }

    pub(super) fn is_looked_up(&self) -> bool {
        self.is_begun() && self.machine.as_deref().is_some_and(CreationMachine::is_looking)
    }

    /// It waits and has everything that it needs.
    pub(super) fn can_begin(&self) -> bool {
        self.state == RowState::Waiting && !self.lacks_secrets()
    }

    /// A secret of its request has to be typed again before it can be sent.
    #[must_use]
    pub const fn lacks_secrets(&self) -> bool {
        !self.forgotten.is_empty()
    }
}

/// The sections of these fields. That a token cannot be compared says nothing of the instance: its
/// section has other values to tell it by.
fn sections_of(fields: &[Field]) -> Vec<Section> {
    let mut sections = Vec::new();
    for field in fields.iter().filter(|field| **field != Field::Token) {
        let section = field.spec().section;
        if !sections.contains(&section) {
            sections.push(section);
        }
    }
    sections
}

/// What every further row would fail of as well.
pub(super) fn ends_the_run(outcome: &RowOutcome) -> Option<Case> {
    let error: &Arc<ApiError> = match outcome {
        RowOutcome::NotCreated(NotCreated::Failed(error)) => error,
        RowOutcome::Changed(change) => change.failure.as_ref()?,
        _ => return None,
    };
    fails_every_row(error.case).then_some(error.case)
}
