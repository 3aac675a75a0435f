//! Where a group stands.

use std::sync::Arc;

use crate::domain::bots::clash::BotClash;
use crate::domain::instance::conflict::GroupConflict;
use crate::domain::instance::save_proof::SaveProof;
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::reply::error::ApiError;
use crate::domain::schema::drafts::Drafts;

#[derive(Clone, Debug, Default, PartialEq)]
pub enum GroupPhase {
    /// Nothing is going on
    #[default]
    Resting,
    Reading,
    Editing,
    /// The group is read once more before the edit is sent
    Checking,
    /// It was changed elsewhere since the edit began: the operator chooses
    Conflict(Box<GroupConflict>),
    Saving,
    /// It is read back
    Proving,
    /// The row is being deleted, and looked for afterwards
    Deleting,
    /// The row is not there any more
    Gone,
}

impl GroupPhase {
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Resting => "resting",
            Self::Reading => "reading",
            Self::Editing => "editing",
            Self::Checking => "checking",
            Self::Conflict(_) => "conflict",
            Self::Saving => "saving",
            Self::Proving => "proving",
            Self::Deleting => "deleting",
            Self::Gone => "gone",
        }
    }

    /// Whether the form of the edit is open.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        !matches!(self, Self::Resting | Self::Reading | Self::Deleting | Self::Gone)
    }

    /// Whether a save is on its way.
    #[must_use]
    pub const fn is_saving(&self) -> bool {
        matches!(self, Self::Checking | Self::Saving | Self::Proving)
    }
}

/// What is known of a group, for the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupState {
    pub phase: GroupPhase,
    /// What was read last; `None` before the first answer
    pub reading: Option<GroupReading>,
    /// Why the last reading again failed, although an earlier one is shown
    pub read_error: Option<Arc<ApiError>>,
    /// What the edit began with
    pub opened: Option<Arc<StoredGroup>>,
    /// Why the last save failed
    pub save_error: Option<Arc<ApiError>>,
    /// Why the edit was not sent: another row is in its way
    pub clash: Option<BotClash>,
    pub proof: Option<SaveProof>,
    /// What the group held when it was switched off here
    pub kept: Option<Box<Drafts>>,
}

impl GroupState {
    #[must_use]
    pub fn stored(&self) -> Option<&Arc<StoredGroup>> {
        self.reading.as_ref()?.stored()
    }
}
