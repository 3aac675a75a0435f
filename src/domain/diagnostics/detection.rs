//! What a connection check without a key tells of a server's dialect.

use crate::domain::diagnostics::ConnectionCheck;
use crate::domain::diagnostics::findings::{Finding, StepResult};
use crate::domain::schema::dialect::Dialect;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DialectDetection {
    Found {
        dialect: Dialect,
        version: String,
    },
    /// The server could not be asked
    Failed(StepResult),
    /// It answers, and does not tell its version
    Unknown,
}

impl DialectDetection {
    /// Reads a check that has ended. Without a key it ends at the step of the key, or before it where
    /// something is wrong.
    #[must_use]
    pub fn of(check: &ConnectionCheck) -> Self {
        if let Some(dialect) = Dialect::of_version(check.version()) {
            return Self::Found { dialect, version: check.version().to_owned() };
        }
        match check.results.last() {
            Some(last) if last.finding != Finding::DialectMissing => Self::Failed(last.clone()),
            _ => Self::Unknown,
        }
    }
}
