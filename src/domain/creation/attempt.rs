//! What one press sends, and what has to be known about it afterwards.

use std::sync::Arc;

use crate::domain::creation::in_flight::InFlight;
use crate::domain::creation::outcome::CreationOutcome;
use crate::domain::creation::ownership::Sent;
use crate::domain::creation::plan;
use crate::domain::creation::plan::Step;
use crate::domain::http::secret::Secret;
use crate::domain::proof::{Outcome, Remedy, SectionProof};
use crate::domain::reply::decode::Created;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::encode;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;

/// Why a result is shown although no answer to its creation was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FindReason {
    /// The answer was lost
    #[default]
    LostAnswer,
    /// The name was taken, and the operator wants to see by what
    NameTaken,
    /// The page was reloaded after the result was on it
    ShownAgain,
}

/// What is sent: a snapshot that later typing does not change.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// Tells it from another attempt with the same name
    pub id: u32,
    pub server: Server,
    pub drafts: Drafts,
    pub steps: Vec<Step>,
    /// Milliseconds since 1970, by the clock of this device
    pub started_at: f64,
    /// An earlier creation of this name without a certain end, or one that left something behind
    pub earlier: Option<InFlight>,
    /// The creation was given to the browser: it may have reached the server
    pub is_sent: bool,
    /// The page was reloaded meanwhile: the secrets that were sent are not known any more
    pub is_restored: bool,
    /// Its keys were forgotten: nothing more is sent
    pub is_forgotten: bool,
    /// For a result that was found
    pub found: FindReason,
}

impl Attempt {
    #[must_use]
    pub fn new(
        id: u32,
        server: Server,
        drafts: Drafts,
        started_at: f64,
        earlier: Option<InFlight>,
    ) -> Self {
        let steps = plan::steps(&drafts, server.api());
        Self {
            id,
            server,
            drafts,
            steps,
            started_at,
            earlier,
            is_sent: false,
            is_restored: false,
            is_forgotten: false,
            found: FindReason::LostAnswer,
        }
    }

    /// An attempt of a page that was reloaded, as far as the note tells.
    #[must_use]
    pub fn restored(id: u32, server: Server, note: InFlight) -> Self {
        let attempt = Self::new(id, server, note.drafts(), note.started_at, Some(note));
        Self { is_restored: true, ..attempt }
    }

    /// The name as it is sent.
    #[must_use]
    pub fn name(&self) -> &str {
        self.drafts.name()
    }

    /// The name that the server gave the instance, or the one that was asked for.
    #[must_use]
    pub fn created_name<'a>(&'a self, created: &'a Created) -> &'a str {
        created.instance_name.as_deref().unwrap_or_else(|| self.name())
    }

    /// What this failure of its creation may have left on the server.
    #[must_use]
    pub fn outcome(&self, error: &ApiError) -> CreationOutcome {
        match &self.earlier {
            // Nothing left this browser this time: what the earlier creation left is what counts.
            Some(earlier) if !self.is_sent => earlier.outcome,
            None if !self.is_sent => CreationOutcome::Nothing,
            _ => CreationOutcome::of(error, self.server.dialect),
        }
    }

    /// Every secret that goes with its calls.
    #[must_use]
    pub fn secrets(&self) -> Vec<String> {
        let mut secrets = self.drafts.secrets();
        secrets.push(self.server.key.reveal().to_owned());
        secrets
    }

    /// A failure of one of its calls, to be shown. An answer may repeat what was sent, and the
    /// secrets in it may be forgotten before the answer is.
    #[must_use]
    pub fn failure(&self, error: ApiError) -> Arc<ApiError> {
        if self.is_forgotten {
            // Nobody knows any more which of these texts are secret.
            let (messages, body, subject) = (Vec::new(), String::new(), None);
            return Arc::new(ApiError { messages, body, subject, ..error });
        }
        Arc::new(error.without(&self.secrets()))
    }

    /// The place in the plan of the step that reads this section back.
    #[must_use]
    pub fn read_back_of(&self, section: Section) -> Option<usize> {
        self.steps.iter().position(|step| *step == Step::ReadBack(section))
    }

    /// What helps against a difference in this section. A section that was not stored can only be
    /// sent again by who still knows its secrets.
    #[must_use]
    pub fn remedy(&self, proof: &SectionProof) -> Option<Remedy> {
        let dialect = self.server.dialect;
        let has_secret = || Field::of(proof.section, dialect).any(|field| field.spec().is_secret());
        match proof.remedy() {
            Some(_) if self.is_forgotten => None,
            // It was there before: what is stored is as its owner wants it.
            Some(Remedy::Reapply) if self.found == FindReason::NameTaken => Some(Remedy::ReadAgain),
            Some(Remedy::Reapply)
                if self.is_restored && proof.outcome != Outcome::Stored && has_secret() =>
            {
                Some(Remedy::ReadAgain)
            }
            remedy => remedy,
        }
    }

    /// The token that went with the creation, as far as one did and is known.
    #[must_use]
    pub fn sent_token(&self) -> Option<Secret> {
        if !self.is_sent || self.is_forgotten {
            return None;
        }
        let dialect = self.server.dialect;
        let wire = Field::Token.spec().wire(dialect)?;
        let token = encode::value(&self.drafts, Field::Token, wire, dialect)?;
        token.as_str().filter(|token| !token.is_empty()).map(Secret::new)
    }

    /// What tells an instance that this attempt made, or the earlier one that it waits for, from
    /// somebody else's.
    #[must_use]
    pub fn sent(&self) -> Sent {
        let at = match &self.earlier {
            _ if self.is_sent => Some(self.started_at),
            earlier => earlier.as_ref().map(|earlier| earlier.started_at),
        };
        Sent { token: self.sent_token(), at }
    }
}
