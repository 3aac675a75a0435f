//! Connection checks at work: they run for one subject at a time and show how far they are. A newer
//! check ends the one before it, and what that one still learns is ignored.

mod detect;
mod greet;
mod run;
mod save;
pub mod watch;

use leptos::prelude::*;

use crate::domain::diagnostics::findings::{CheckStep, StepResult};
use crate::platform::fetch::Cancel;
use crate::state::creation::Creation;
use crate::state::form::model::FormModel;
use crate::state::secrets::{ForgetScope, SecretHolder};
use crate::state::servers::Servers;
use crate::state::servers::draft::ServerDraft;
pub use save::SaveEnd;

/// Whom the run is for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Subject {
    #[default]
    Nobody,
    /// A server of the list, by its id
    Server(u32),
    /// What is typed into the server's form
    Form,
    /// The same, because it is to be saved
    Saving,
    /// The server of a creation that failed, by when it began
    Attempt(f64),
}

/// How far a check is.
#[derive(Clone, Debug, Default)]
pub struct CheckRun {
    pub subject: Subject,
    pub results: Vec<StepResult>,
    /// The step that runs now; `None` once it has ended
    pub step: Option<CheckStep>,
    /// The answer to the current step takes long
    pub is_slow: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct Diagnostics {
    pub run: RwSignal<CheckRun>,
    cancel: StoredValue<Option<Cancel>, LocalStorage>,
    servers: Servers,
    draft: ServerDraft,
    creation: Creation,
    form: FormModel,
}

impl Diagnostics {
    #[must_use]
    pub fn new(servers: Servers, draft: ServerDraft, creation: Creation, form: FormModel) -> Self {
        Self {
            run: RwSignal::new(CheckRun::default()),
            cancel: StoredValue::new_local(None),
            servers,
            draft,
            creation,
            form,
        }
    }

    /// Ends what is under way for this subject and takes it off the screen: what was found with
    /// another address, dialect or key says nothing of this one, and an id may pass to another
    /// server.
    pub fn forget(&self, subject: Subject) {
        if self.run.with_untracked(|now| now.subject == subject) {
            let _ = self.begin();
            self.run.set(CheckRun::default());
        }
    }

    /// The same for what is typed into the server's form.
    pub fn forget_form(&self) {
        self.forget(Subject::Form);
        self.cancel_saving();
    }

    /// Ends whatever is under way and takes it off the screen.
    fn forget_all(&self) {
        let _ = self.begin();
        self.run.set(CheckRun::default());
    }

    /// Ends the check before this one.
    fn begin(&self) -> Cancel {
        let cancel = Cancel::new();
        self.cancel.update_value(|old| {
            if let Some(old) = old.replace(cancel.clone()) {
                old.cancel();
            }
        });
        // A save that loses its check is over.
        self.draft.end_check();
        cancel
    }
}

impl SecretHolder for Diagnostics {
    fn has_secrets(&self) -> bool {
        false
    }

    /// What was found with a key says nothing once it is forgotten.
    fn forget(&self, scope: ForgetScope) {
        if !scope.is_keys() {
            self.forget_all();
        }
    }
}
