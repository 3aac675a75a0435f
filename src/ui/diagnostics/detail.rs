//! What of a check shows after a failure, and which server is meant.

use crate::domain::diagnostics::findings::{CheckStep, StepResult, StepStatus};
use crate::domain::reply::error::Case;
use crate::domain::servers::server::Server;

/// Which steps are worth their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckDetail {
    All,
    /// Those that ran and mean something
    Reached,
    /// Those of the key, and what broke
    Key,
}

impl CheckDetail {
    pub(super) fn has(self, step: CheckStep, told: Option<&StepResult>, is_now: bool) -> bool {
        let mark = told.map(|told| told.finding.status());
        let is_of_key = matches!(step, CheckStep::KeyAccepted | CheckStep::KeyKind);
        match self {
            Self::All => true,
            Self::Reached => is_now || mark.is_some_and(|mark| mark != StepStatus::Skipped),
            Self::Key => mark == Some(StepStatus::Bad) || is_of_key && (is_now || mark.is_some()),
        }
    }
}

/// What a failure at network level, or of the key, is checked for by itself. Other failures speak for
/// themselves.
#[must_use]
pub const fn detail_of(case: Case) -> Option<CheckDetail> {
    match case {
        case if is_of_network(case) => Some(CheckDetail::Reached),
        Case::Unauthorized | Case::MissingGlobalKey => Some(CheckDetail::Key),
        _ => None,
    }
}

/// Whether the call failed before there was an answer that could be read.
#[must_use]
pub const fn is_of_network(case: Case) -> bool {
    matches!(case, Case::Unreachable | Case::MixedContent | Case::CorsRefused)
}

/// The server, in the context of the notice that tells its failure.
#[derive(Clone, Debug)]
pub struct FailedServer {
    pub server: Server,
    pub detail: CheckDetail,
}
