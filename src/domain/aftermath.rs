//! What a creation that failed may have left on the server: whether to look for it, and what finding
//! its name there would mean.

use super::dialect::Dialect;
use super::error::{ApiError, Case};

/// What may stand on the server after a failed creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aftermath {
    /// It was refused before anything was made
    Nothing,
    /// Not known: no answer came, or one that does not tell
    Unknown,
    /// The instance stays, half-made, and keeps its name
    HalfMade,
    /// The server takes the instance back, and its name is free a moment later
    TakenBack,
}

impl Aftermath {
    #[must_use]
    pub fn of(error: &ApiError, dialect: Dialect) -> Self {
        if leaves_outcome_unknown(error.case) {
            Self::Unknown
        } else if !comes_late(error.case) {
            Self::Nothing
        } else if dialect.leaves_half_made() {
            Self::HalfMade
        } else if dialect.takes_back() {
            Self::TakenBack
        } else {
            Self::Unknown
        }
    }
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

/// Whether the request may still be on its way to the server, or in its hands, although nobody waits
/// for the answer any more: then a name that is not there yet may still come.
#[must_use]
pub const fn may_still_arrive(case: Case) -> bool {
    matches!(
        case,
        Case::Unreachable | Case::Timeout | Case::Cancelled | Case::Interrupted | Case::Unavailable
    )
}
