//! What is typed into the form of a server. It outlives the form's views, so that neither a change of
//! language nor a look at another page loses it.

use leptos::prelude::*;

use crate::domain::deployment::Deployment;
use crate::domain::diagnostics::detection::DialectDetection;
use crate::domain::http::secret::Secret;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::Draft;
use crate::domain::servers::form::{ServerField, ServerFormFault, ServerValues};
use crate::domain::servers::server::Server;
use crate::platform::clock::Stopwatch;
use crate::platform::origin;
use crate::state::form::field_signals::{FieldSignals, FormField};
use crate::state::secrets::{ForgetScope, SecretHolder};
use crate::state::servers::reach::FRESH_MS;
use crate::state::servers::save_state::SaveState;
use crate::state::servers::store::is_parent_key;

/// What the form is open for when it is open for no server that is there: 0 asks for a new id.
pub const NEW: u32 = 0;

impl FormField for ServerField {
    fn index(self) -> usize {
        self as usize
    }
}

/// How far asking the server for its dialect is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Detection {
    #[default]
    Idle,
    Asking {
        /// The answer takes long
        is_slow: bool,
    },
    Done(DialectDetection),
}

/// The form's signals.
#[derive(Clone, Copy, Debug)]
pub struct ServerDraft {
    deployment: &'static Deployment,
    /// The id of the server that the form is open for
    pub editing: RwSignal<Option<u32>>,
    fields: FieldSignals<ServerField>,
    /// Empty while it is unknown
    pub version: RwSignal<String>,
    /// How far asking the server for its dialect is
    pub detection: RwSignal<Detection>,
    /// Runs since that was found out
    detected_at: StoredValue<Option<Stopwatch>>,
    pub save: RwSignal<SaveState>,
    /// Whether the form takes nothing but the key, and what goes with it
    pub(super) key_alone: StoredValue<bool>,
    pub values: Memo<ServerValues>,
    faults: Memo<Vec<(ServerField, ServerFormFault)>>,
}

impl ServerDraft {
    /// Makes the form under the current owner. It is closed at first.
    pub fn new(deployment: &'static Deployment) -> Self {
        let fields = FieldSignals::new(&ServerField::ALL, |_| Draft::NotSent);
        let editing = RwSignal::new(None);
        let version = RwSignal::new(String::new());
        let values = Memo::new(move |_| {
            let text = |field| fields.draft(field).with(|draft| draft.as_text().to_owned());
            let id = editing.get().unwrap_or(NEW);
            ServerValues {
                id,
                is_preconfigured: deployment.servers.iter().any(|given| given.id == id),
                url: text(ServerField::Url),
                label: text(ServerField::Label),
                dialect: Dialect::with_id(&text(ServerField::Dialect)),
                version: version.get(),
                key: text(ServerField::Key),
                is_remembered: fields.draft(ServerField::Remember).get() == Draft::Flag(true),
            }
        });
        let faults = Memo::new(move |_| {
            values.with(|values| values.faults(&deployment.server_policy, origin::is_mixed_content))
        });
        let detection = RwSignal::new(Detection::Idle);
        Self {
            deployment,
            editing,
            fields,
            version,
            detection,
            detected_at: StoredValue::new(None),
            save: RwSignal::new(SaveState::Idle),
            key_alone: StoredValue::new(false),
            values,
            faults,
        }
    }

    #[must_use]
    pub fn draft(self, field: ServerField) -> RwSignal<Draft> {
        self.fields.draft(field)
    }

    /// What is to be shown next to a field now.
    #[must_use]
    pub fn shown_fault(self, field: ServerField) -> Option<ServerFormFault> {
        let is_attempted = self.fields.is_attempted.get();
        self.faults.with(|faults| {
            let mut own = faults.iter().filter(|(at, _)| *at == field).map(|(_, fault)| fault);
            own.find(|fault| is_attempted || fault.is_shown_at_once()).cloned()
        })
    }

    /// The address, where the server may be asked for its dialect.
    #[must_use]
    pub fn allowed_url(self) -> Option<String> {
        self.values.with(|values| values.allowed_url(&self.deployment.server_policy))
    }

    /// Whether what is typed may be tested.
    #[must_use]
    pub fn is_testable(self) -> bool {
        self.values.with_untracked(|values| values.is_testable(&self.deployment.server_policy))
    }

    /// The server as it will be saved. From now on everything that is wrong is shown.
    ///
    /// # Errors
    /// The first field that keeps it from being saved.
    pub fn submit(self) -> Result<Server, ServerField> {
        self.fields.is_attempted.set(true);
        self.values.with_untracked(|values| values.server(&self.deployment.server_policy))
    }

    /// What asking the server for its dialect has shown.
    pub(crate) fn detected(self, detection: DialectDetection) {
        self.detected_at.set_value(Some(Stopwatch::start()));
        self.detection.set(Detection::Done(detection));
    }

    /// The version that the server at this address told within the last minute.
    pub(crate) fn greeted(self) -> Option<String> {
        let age = self.detected_at.get_value().map(Stopwatch::elapsed_with_sleep_ms);
        self.detection.with_untracked(|detection| match detection {
            Detection::Done(DialectDetection::Found { version, .. })
                if age.is_some_and(|age| age < FRESH_MS) =>
            {
                Some(version.clone())
            }
            _ => None,
        })
    }

    /// The address changed: what is known of the server at another address does not count here, nor
    /// does the dialect that a new server told there.
    pub fn forget_detection(self) {
        let told = self.detection.with_untracked(|detection| match detection {
            Detection::Done(DialectDetection::Found { dialect, .. }) => Some(*dialect),
            _ => None,
        });
        let values = self.values.get_untracked();
        if told.is_some() && values.dialect == told && values.id == NEW {
            self.draft(ServerField::Dialect).set(Draft::NotSent);
        }
        self.detection.set(Detection::Idle);
        self.version.set(String::new());
    }

    /// Once an address is typed, it suggests a label. Returns whether the server is to be asked for its
    /// dialect, as a new one is.
    pub fn leave_url(self) -> bool {
        let values = self.values.get_untracked();
        if values.label.is_empty() {
            self.draft(ServerField::Label).set(Draft::text(values.suggested_label()));
        }
        let is_new = values.id == NEW && values.dialect.is_none();
        is_new && values.allowed_url(&self.deployment.server_policy).is_some()
    }

    /// Opens the form for a server, or for a new one. A key that the page around this one passed in is
    /// not the operator's to see or to save.
    pub fn open(self, server: Option<&Server>) {
        let text = |field, read: fn(&Server) -> &str| {
            self.draft(field).set(Draft::text(server.map(read).unwrap_or_default()));
        };
        text(ServerField::Url, |server| &server.base_url);
        text(ServerField::Label, |server| &server.label);
        text(ServerField::Dialect, |server| server.dialect.id());
        text(
            ServerField::Key,
            |server| if is_parent_key(server) { "" } else { server.key.reveal() },
        );
        let is_remembered = server.is_some_and(|server| server.is_remembered);
        self.draft(ServerField::Remember).set(Draft::Flag(is_remembered));
        let version = server.and_then(|server| server.version.clone());
        self.detection.set(Detection::Idle);
        self.save.set(SaveState::Idle);
        self.version.set(version.unwrap_or_default());
        self.fields.forget_visits();
        self.editing.set(Some(server.map_or(NEW, |server| server.id)));
    }

    /// Takes a better address than the one that was typed.
    pub fn take_address(self, url: String) {
        self.forget_detection();
        self.draft(ServerField::Url).set(Draft::text(url));
    }

    /// Closes the form; a key that was typed and not saved goes with it.
    pub fn close(self) {
        self.editing.set(None);
        self.forget_key();
    }

    /// Whether this key is typed into it.
    pub(crate) fn holds(self, key: &Secret) -> bool {
        self.values.with_untracked(|values| values.key() == *key)
    }

    fn forget_key(self) {
        self.draft(ServerField::Key).set(Draft::NotSent);
    }

    pub fn choose_dialect(self, dialect: Dialect) {
        self.draft(ServerField::Dialect).set(Draft::text(dialect.id()));
    }
}

impl SecretHolder for ServerDraft {
    fn has_secrets(&self) -> bool {
        self.draft(ServerField::Key).with_untracked(Draft::is_sent)
    }

    fn forget(&self, scope: ForgetScope) {
        // A check that is on its way would save the server without the key.
        self.save.set(SaveState::Idle);
        match scope {
            ForgetScope::Keys | ForgetScope::KeysOfThisTab | ForgetScope::Secrets => {
                self.forget_key();
            }
            ForgetScope::Everything => {
                self.open(None);
                self.close();
            }
        }
    }
}
