//! The form of a server: its fields, what is wrong with them, and the server that they make.

use crate::domain::http::secret::{Secret, SecretFault};
use crate::domain::schema::dialect::Dialect;
use crate::domain::servers::address::{AddressFault, BaseUrl, base_url, read};
use crate::domain::servers::policy::ServerPolicy;
use crate::domain::servers::server::Server;

/// A field of the form, in the order of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerField {
    Url,
    Label,
    Dialect,
    Key,
    Remember,
}

impl ServerField {
    pub const ALL: [Self; 5] = [Self::Url, Self::Label, Self::Dialect, Self::Key, Self::Remember];
}

/// A label stands in lists and in the header: what is longer was pasted by mistake.
const LONGEST_LABEL: usize = 120;

/// What the form holds at one moment.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ServerValues {
    /// The server that is edited, or 0 for a new one
    pub id: u32,
    /// The deployment names this server, so its address is allowed
    pub is_preconfigured: bool,
    /// As it was typed
    pub url: String,
    pub label: String,
    pub dialect: Option<Dialect>,
    /// What the server told last; empty while it is unknown
    pub version: String,
    /// As it was typed
    pub key: String,
    pub is_remembered: bool,
}

impl std::fmt::Debug for ServerValues {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The key never gets into a log.
        f.debug_struct("ServerValues")
            .field("id", &self.id)
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

/// What is wrong with a value of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerFormFault {
    Address(AddressFault),
    /// The deployment allows servers of these origins only
    OriginNotAllowed(Vec<String>),
    /// The browser blocks calls from this page to this address. The server can be saved all the same:
    /// the panel may be opened over http the next time
    MixedContent,
    /// A character of the key that no request can carry
    KeyCharacter(char),
}

impl ServerFormFault {
    /// A warning lets the server be saved.
    #[must_use]
    pub const fn is_warning(&self) -> bool {
        matches!(self, Self::MixedContent)
    }

    /// Whether the fault is shown while the operator still types: no other address is worth being
    /// typed to its end. Everything else waits until saving was tried.
    #[must_use]
    pub const fn is_shown_at_once(&self) -> bool {
        matches!(self, Self::OriginNotAllowed(_) | Self::MixedContent)
    }
}

impl ServerValues {
    /// The address as it will be called, where it is one.
    #[must_use]
    pub fn base_url(&self) -> Option<String> {
        base_url(&self.url)
    }

    /// The address as it will be called, where that is not what was typed.
    #[must_use]
    pub fn changed_url(&self) -> Option<String> {
        self.base_url().filter(|clean| self.url.trim() != clean)
    }

    /// Whether the key that will be saved is not all of what was typed.
    #[must_use]
    pub fn is_key_cleaned(&self) -> bool {
        Secret::clean(&self.key).is_ok_and(|(_, was_cleaned)| was_cleaned.is_other())
    }

    /// The address, where the policy lets the panel call it.
    #[must_use]
    pub fn allowed_url(&self, policy: &ServerPolicy) -> Option<String> {
        self.base_url().filter(|url| self.is_allowed(url, policy))
    }

    fn is_allowed(&self, base_url: &str, policy: &ServerPolicy) -> bool {
        self.is_preconfigured || policy.allows(base_url)
    }

    /// The key as it is sent; what no request can carry is left as it is.
    #[must_use]
    pub fn key(&self) -> Secret {
        Secret::clean(&self.key).map_or_else(|_| Secret::new(self.key.as_str()), |(key, _)| key)
    }

    /// Whether a test may run: it reports a malformed address, but calls no server that may not be in
    /// the list.
    #[must_use]
    pub fn is_testable(&self, policy: &ServerPolicy) -> bool {
        self.base_url().is_none_or(|url| self.is_allowed(&url, policy))
    }

    /// A label to start with: the address without its scheme.
    #[must_use]
    pub fn suggested_label(&self) -> String {
        let url = self.base_url().unwrap_or_default();
        url.split_once("://").map_or(url.as_str(), |(_, rest)| rest).to_owned()
    }

    /// What is wrong with the values themselves, in the order of the screen. `is_mixed_content` tells
    /// whether the browser blocks calls to an address. A missing label is none: the address stands in
    /// for it. A missing dialect is none before the server was asked for it.
    #[must_use]
    pub fn faults(
        &self,
        policy: &ServerPolicy,
        is_mixed_content: fn(&str) -> bool,
    ) -> Vec<(ServerField, ServerFormFault)> {
        let url = match read(&self.url).map(BaseUrl::into_string) {
            Err(fault) => Some(ServerFormFault::Address(fault)),
            Ok(url) if !self.is_allowed(&url, policy) => {
                let origins = match policy {
                    ServerPolicy::Only(origins) => origins.clone(),
                    ServerPolicy::Any | ServerPolicy::Nothing => Vec::new(),
                };
                Some(ServerFormFault::OriginNotAllowed(origins))
            }
            Ok(url) => is_mixed_content(&url).then_some(ServerFormFault::MixedContent),
        };
        let key = match Secret::clean(&self.key) {
            Err(SecretFault::Character(odd)) => Some(ServerFormFault::KeyCharacter(odd)),
            Ok(_) => None,
        };
        let faults = [(ServerField::Url, url), (ServerField::Key, key)];
        faults.into_iter().filter_map(|(field, fault)| Some((field, fault?))).collect()
    }

    /// The label as it will be saved.
    fn used_label(&self) -> String {
        let label = self.label.trim();
        let label = if label.is_empty() { self.suggested_label() } else { label.to_owned() };
        label.chars().take(LONGEST_LABEL).collect()
    }

    /// The server as it will be saved.
    ///
    /// # Errors
    /// The field that keeps it from being saved. The dialect comes last: the server can be asked for it.
    pub fn server(&self, policy: &ServerPolicy) -> Result<Server, ServerField> {
        let base_url = self.allowed_url(policy).ok_or(ServerField::Url)?;
        let (key, _) = Secret::clean(&self.key).map_err(|_| ServerField::Key)?;
        let dialect = self.dialect.ok_or(ServerField::Dialect)?;
        // A version that another dialect's server told is not this one's.
        let is_of_dialect = Dialect::of_version(&self.version) == Some(dialect);
        Ok(Server {
            id: self.id,
            label: self.used_label(),
            base_url,
            dialect,
            version: is_of_dialect.then(|| self.version.clone()),
            key,
            is_remembered: self.is_remembered,
        })
    }
}
