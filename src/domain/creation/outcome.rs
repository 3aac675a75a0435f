//! What a creation that failed may have left on the server: whether to look for it, and what finding
//! its name there would mean.

use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;

/// What may stand on the server after a failed creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreationOutcome {
    /// It was refused before anything was made
    Nothing,
    /// Not known: no answer came, or one that does not tell
    Unknown,
    /// The instance stays, half-made, and keeps its name
    PartiallyCreated,
    /// The server answered that it failed, and not where: the instance may be whole, half-made or none
    Uncertain,
    /// The server takes the instance back, and its name is free a moment later
    RolledBack,
}

impl CreationOutcome {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Nothing, "nothing"),
        (Self::Unknown, "unknown"),
        (Self::PartiallyCreated, "half_made"),
        (Self::Uncertain, "doubtful"),
        (Self::RolledBack, "taken_back"),
    ];

    /// The word that a note keeps it under.
    #[must_use]
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(known, _)| *known == self).map_or("unknown", |(_, id)| id)
    }

    /// The outcome with this id. An unknown id means that nothing is known.
    #[must_use]
    pub fn with_id(id: &str) -> Self {
        Self::ALL.iter().find(|(_, known)| *known == id).map_or(Self::Unknown, |(known, _)| *known)
    }

    #[must_use]
    pub fn of(error: &ApiError, dialect: Dialect) -> Self {
        if dialect.leaves_half_made() && is_answered_failure(error.case) {
            Self::Uncertain
        } else if leaves_outcome_unknown(error.case) {
            Self::Unknown
        } else if !comes_late(error.case) {
            Self::Nothing
        } else if dialect.leaves_half_made() {
            Self::PartiallyCreated
        } else if dialect.takes_back() {
            Self::RolledBack
        } else {
            Self::Unknown
        }
    }
}

/// The API itself says that it failed, and nothing of what it had done by then.
const fn is_answered_failure(case: Case) -> bool {
    matches!(case, Case::ServerFailure | Case::SoftFailure | Case::Other)
}

/// Whether the work may have been done, or half of it, whatever the answer says.
const fn leaves_outcome_unknown(case: Case) -> bool {
    matches!(
        case,
        Case::Unreachable
            | Case::Timeout
            | Case::Cancelled
            | Case::Interrupted
            | Case::Unsettled
            | Case::Html
            | Case::EmptyReply
            | Case::NotJson
            | Case::Unrecognised
            | Case::Unavailable
            | Case::ServerFailure
            | Case::SoftFailure
            | Case::Other
    )
}

/// Refusals that come after the name was taken. Before that point the server says that a name is in
/// use, so what stands there after one of these is what this creation made, and no one else's.
const fn comes_late(case: Case) -> bool {
    matches!(
        case,
        Case::InvalidUrl
            | Case::InvalidProxy
            | Case::Required
            | Case::FirstLetter
            | Case::Crashed
            | Case::AuthenticationError
            | Case::EventsMissing
            | Case::WavoipBeforeConnect
            | Case::GroupDisabled
            | Case::QueueDisabled
            | Case::CannotConnectOut
            | Case::Database
            | Case::BadRequest
    )
}

/// Whether the request may still be on its way to the server, or being processed there, although nobody waits
/// for the answer any more: then a name that is not there yet may still come.
#[must_use]
pub const fn may_still_arrive(case: Case) -> bool {
    matches!(
        case,
        Case::Unreachable | Case::Timeout | Case::Cancelled | Case::Interrupted | Case::Unavailable
    )
}
