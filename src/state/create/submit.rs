//! One press of *Create*: every problem at once, or the request.

use leptos::prelude::*;

use crate::domain::servers::server::Server;
use crate::state::form::model::FormModel;
use crate::state::secrets::{ForgetScope, SecretHolder};
use crate::state::servers::Servers;

/// Sends the creation form. What sends it comes with a later part of the program.
#[derive(Clone, Copy, Debug)]
pub struct Submission {
    form: FormModel,
    servers: Servers,
    sender: StoredValue<Option<Callback<Server>>>,
    /// *Create* was pressed before the part that sends was there
    pub is_waiting: RwSignal<bool>,
    /// Counts the presses that a problem blocked: each leads to the list of the problems
    pub blocked_presses: RwSignal<u32>,
    /// Counts the presses without a server: each leads to the form that connects one
    pub serverless_presses: RwSignal<u32>,
    /// How many of them were led to what blocks them
    answered_presses: StoredValue<u32>,
    answered_serverless: StoredValue<u32>,
}

impl Submission {
    pub fn new(form: FormModel, servers: Servers) -> Self {
        Self {
            form,
            servers,
            sender: StoredValue::new(None),
            is_waiting: RwSignal::new(false),
            blocked_presses: RwSignal::new(0),
            serverless_presses: RwSignal::new(0),
            answered_presses: StoredValue::new(0),
            answered_serverless: StoredValue::new(0),
        }
    }

    /// Without a server the press leads to the form that connects one. Before the sender is there,
    /// the press waits for it.
    pub fn press(self) {
        self.form.is_attempted().set(true);
        let Some(server) = self.servers.current.get_untracked() else {
            self.serverless_presses.update(|count| *count += 1);
            return;
        };
        if self.form.is_blocked() {
            self.blocked_presses.update(|count| *count += 1);
            return;
        }
        match self.sender.get_value() {
            Some(sender) => sender.run(server),
            None => self.is_waiting.set(true),
        }
    }

    /// Whether this blocked press has not been led anywhere yet; from now on it counts as led. The form
    /// may be rendered again at any time, and a press may come before what answers it has loaded.
    #[must_use]
    pub fn answers_press(self, count: u32) -> bool {
        let is_new = self.answered_presses.get_value() != count;
        self.answered_presses.set_value(count);
        is_new
    }

    /// The same for a press without a server.
    #[must_use]
    pub fn answers_serverless_press(self, count: u32) -> bool {
        let is_new = self.answered_serverless.get_value() != count;
        self.answered_serverless.set_value(count);
        is_new
    }

    /// The part that sends is there. A press that waited for it is made again, with what the form
    /// holds now.
    pub fn provide_sender(self, send: impl Fn(Server) + Send + Sync + 'static) {
        self.sender.set_value(Some(Callback::new(send)));
        if self.is_waiting.get_untracked() {
            self.stop_waiting();
            self.press();
        }
    }

    /// The part that sends could not be had, or the form was cleared: the press is over.
    pub fn stop_waiting(self) {
        self.is_waiting.set(false);
    }
}

impl SecretHolder for Submission {
    fn has_secrets(&self) -> bool {
        false
    }

    /// A press that waits would send an empty form after everything was forgotten.
    fn forget(&self, scope: ForgetScope) {
        if scope == ForgetScope::Everything {
            self.stop_waiting();
        }
    }
}
