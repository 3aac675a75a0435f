//! What is typed into the form of a server. It outlives the form's views, so that neither a change of
//! language nor a look at another page loses it.

use leptos::prelude::*;

use crate::domain::servers::server::Server;
use crate::state::secrets::{ForgetScope, SecretHolder};
use crate::state::servers::store::is_handed;

/// What the form is open for when it is open for no server that is there: 0 asks for a new id.
pub const NEW: u32 = 0;

/// The form's signals.
#[derive(Clone, Copy, Debug)]
pub struct ServerDraft {
    /// The id of the server that the form is open for
    pub editing: RwSignal<Option<u32>>,
    pub url: RwSignal<String>,
    pub label: RwSignal<String>,
    pub key: RwSignal<String>,
    /// The id of the dialect, empty while none is chosen
    pub dialect: RwSignal<String>,
    /// Empty while it is unknown
    pub version: RwSignal<String>,
    pub is_remembered: RwSignal<bool>,
    /// Whether saving was tried: what is missing is said from then on
    pub is_attempted: RwSignal<bool>,
}

impl ServerDraft {
    pub fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            editing: RwSignal::new(None),
            url: text(),
            label: text(),
            key: text(),
            dialect: text(),
            version: text(),
            is_remembered: RwSignal::new(false),
            is_attempted: RwSignal::new(false),
        }
    }

    /// Opens the form for a server, or for a new one. A key that the page around this one handed in is
    /// not the operator's to see or to save.
    pub fn open(&self, server: Option<&Server>) {
        let text = |read: fn(&Server) -> &str| server.map(read).unwrap_or_default().to_owned();
        self.url.set(text(|server| &server.base_url));
        self.label.set(text(|server| &server.label));
        let own = server.filter(|server| !is_handed(server));
        self.key.set(own.map(|server| server.key.reveal().to_owned()).unwrap_or_default());
        self.dialect.set(text(|server| server.dialect.id()));
        self.version.set(text(|server| server.version.as_deref().unwrap_or_default()));
        self.is_remembered.set(server.is_some_and(|server| server.is_remembered));
        self.is_attempted.set(false);
        self.editing.set(Some(server.map_or(NEW, |server| server.id)));
    }

    /// Takes a better address than the one that was typed.
    pub fn take_address(&self, url: String) {
        self.version.set(String::new());
        self.url.set(url);
    }

    /// Closes the form; a key that was typed and not saved goes with it.
    pub fn close(&self) {
        self.editing.set(None);
        self.key.set(String::new());
    }
}

impl Default for ServerDraft {
    fn default() -> Self {
        Self::new()
    }
}

impl SecretHolder for ServerDraft {
    fn has_secrets(&self) -> bool {
        self.key.with_untracked(|key| !key.is_empty())
    }

    fn forget(&self, scope: ForgetScope) {
        match scope {
            ForgetScope::Keys | ForgetScope::KeysOfThisTab | ForgetScope::Secrets => {
                self.key.set(String::new());
            }
            ForgetScope::Everything => {
                self.open(None);
                self.close();
            }
        }
    }
}
