//! Whose a found instance is, by what this page sent of it.

use leptos::prelude::*;

use crate::domain::creation::ownership::{Ownership, Sent, created_at};
use crate::domain::http::secret::Secret;
use crate::domain::reply::decode::Created;
use crate::domain::reply::error::Case;
use crate::domain::schema::encode;
use crate::domain::schema::fields::Field;
use crate::state::creation::attempt::Attempt;
use crate::state::creation::{Creation, Progress};

impl Creation {
    /// Whether this attempt's creation left this page: before its turn it has not, and some failures
    /// say that it never did.
    pub(crate) fn was_sent(&self, attempt: &Attempt) -> bool {
        let is_unsent = |progress: &Progress| match progress {
            Progress::Waiting => true,
            Progress::Failed(error) => matches!(error.case, Case::OtherTab | Case::Unsettled),
            _ => false,
        };
        !attempt.is_restored
            && self.progress.with_untracked(|progress| !progress.first().is_none_or(is_unsent))
    }

    /// The token that went with the creation, as far as one did and is known.
    pub(crate) fn sent_token(&self, attempt: &Attempt) -> Option<Secret> {
        if !self.was_sent(attempt) {
            return None;
        }
        let dialect = attempt.server.dialect;
        let wire = Field::Token.spec().wire(dialect)?;
        let token = encode::value(&attempt.drafts, Field::Token, wire, dialect)?;
        token.as_str().filter(|token| !token.is_empty()).map(Secret::new)
    }

    /// Whose an instance of this name is, by the token that was sent and the time of it: this
    /// attempt's, or that of the earlier one that it waits for.
    pub(crate) fn ownership(&self, attempt: &Attempt, row: Option<&Created>) -> Ownership {
        let token = self.sent_token(attempt);
        let at = match &attempt.earlier {
            _ if self.was_sent(attempt) => Some(attempt.started_at),
            earlier => earlier.as_ref().map(|earlier| earlier.started_at),
        };
        let listed = row.and_then(|row| row.hash.as_ref());
        let created_at = row.and_then(created_at).map(js_sys::Date::parse);
        Ownership::of(Sent { token: token.as_ref(), at }, listed, created_at)
    }
}
