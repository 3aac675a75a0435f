//! What one press sends, and what has to be known about it afterwards.

use std::sync::Arc;

use crate::domain::creation::outcome::CreationOutcome;
use crate::domain::creation::plan::Step;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;
use crate::state::creation::in_flight::InFlight;

/// What is sent: a snapshot that later typing does not touch.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// Tells it from another one of the same name
    pub id: u32,
    pub server: Server,
    pub drafts: Drafts,
    pub steps: Vec<Step>,
    /// Milliseconds since 1970, for a person to read
    pub started_at: f64,
    /// An earlier creation of this name that had no certain end, or left something behind
    pub earlier: Option<InFlight>,
    /// Its page was loaded anew meanwhile: of what was asked for, the name alone is known
    pub is_restored: bool,
    /// Its keys were forgotten: nothing more is sent by itself
    pub is_forgotten: bool,
}

impl Attempt {
    #[must_use]
    pub fn name(&self) -> &str {
        self.drafts.get(Field::InstanceName).as_text()
    }

    /// What this failure of its creation may have left on the server.
    #[must_use]
    pub fn aftermath(&self, error: &ApiError) -> CreationOutcome {
        let earlier = self.earlier.as_ref().map(|note| note.aftermath);
        CreationOutcome::after(error, self.server.dialect, earlier)
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
    pub(crate) fn failure(&self, error: ApiError) -> Arc<ApiError> {
        Arc::new(error.without(&self.secrets()))
    }

    /// The place in the plan of the step that reads this section back.
    #[must_use]
    pub fn read_back_of(&self, section: Section) -> Option<usize> {
        self.steps.iter().position(|step| *step == Step::ReadBack(section))
    }
}
