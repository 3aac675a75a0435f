//! What a connection check means for saving a server: it can be saved, or a field has to be looked at
//! first.

use crate::domain::diagnostics::ConnectionCheck;
use crate::domain::diagnostics::findings::{CheckStep, Finding, StepResult, StepStatus};
use crate::domain::schema::dialect::Dialect;
use crate::domain::servers::form::ServerField;

/// Why a server is not saved yet. It can be saved all the same, if its dialect is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveStop {
    /// Where it is said
    pub field: ServerField,
    pub result: StepResult,
}

impl SaveStop {
    /// A stop for a finding that needs no call.
    #[must_use]
    pub fn at(finding: Finding) -> Self {
        Self::of(StepResult::new(finding, ""))
    }

    fn of(result: StepResult) -> Self {
        let field = match result.finding.step() {
            CheckStep::UrlShape
            | CheckStep::MixedContent
            | CheckStep::LocalNetwork
            | CheckStep::Reachable
            | CheckStep::Cors
            | CheckStep::Version
            | CheckStep::Licence
            | CheckStep::Switches => ServerField::Url,
            CheckStep::Dialect => ServerField::Dialect,
            CheckStep::KeyAccepted | CheckStep::KeyKind => ServerField::Key,
        };
        Self { field, result }
    }

    /// Whether the server refuses the key, as every call of a creation would find out.
    #[must_use]
    pub const fn is_refused_key(&self) -> bool {
        matches!(
            self.result.finding,
            Finding::KeyWrong
                | Finding::KeyWrongOrToken
                | Finding::KeyOfExample
                | Finding::KindToken
        )
    }
}

/// What the check of a server found before it is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveVerdict {
    Ready { dialect: Dialect, version: String },
    Stopped(SaveStop),
}

impl SaveVerdict {
    /// Reads a check that has ended.
    #[must_use]
    pub fn of(check: &ConnectionCheck) -> Self {
        let bad = check.results.iter().find(|told| told.finding.status() == StepStatus::Bad);
        match (bad, check.dialect()) {
            (Some(bad), _) => Self::Stopped(SaveStop::of(bad.clone())),
            (None, Some(dialect)) => Self::Ready { dialect, version: check.version().to_owned() },
            (None, None) => Self::Stopped(SaveStop::at(Finding::DialectMissing)),
        }
    }
}
