//! What a save came to: the same proof as after a creation, or whether a group is off.

use crate::domain::instance::stored_group::StoredGroup;
use crate::domain::proof::{Outcome, SectionProof};
use crate::domain::reply::error::ApiError;
use crate::domain::schema::fields::Field;

/// What a save came to.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveProof {
    /// What was sent next to what is stored
    Values {
        proof: SectionProof,
        /// The fields that the edit changed
        changed: Vec<Field>,
    },
    /// The group was to be switched off
    SwitchedOff {
        is_off: bool,
        /// The fields whose values the server forgot, and this tab keeps
        lost: Vec<Field>,
    },
    /// It was to be switched off, and could not be read afterwards
    Unread(ApiError),
}

impl SaveProof {
    /// What became of switching a group off.
    #[must_use]
    pub fn of_switch(
        is_on: bool,
        before: &StoredGroup,
        now: &StoredGroup,
        may_lose: &[Field],
    ) -> Self {
        let is_lost = |field: &Field| before.drafts.get(*field) != now.drafts.get(*field);
        let lost = may_lose.iter().copied().filter(is_lost).collect();
        Self::SwitchedOff { is_off: !is_on, lost }
    }

    /// Whether the server stores what was wanted.
    #[must_use]
    pub fn is_as_wanted(&self) -> bool {
        match self {
            Self::Values { proof, .. } => proof.is_as_asked(),
            Self::SwitchedOff { is_off, .. } => *is_off,
            Self::Unread(_) => false,
        }
    }

    /// Whether the group could be read after the save.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.read_error().is_none()
    }

    /// Why the group could not be read after the save.
    #[must_use]
    pub fn read_error(&self) -> Option<&ApiError> {
        match self {
            Self::Values { proof, .. } => match &proof.outcome {
                Outcome::Unreadable(error) => Some(&**error),
                _ => None,
            },
            Self::SwitchedOff { .. } => None,
            Self::Unread(error) => Some(error),
        }
    }
}
