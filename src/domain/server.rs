//! A server as the operator configured it.

use serde::{Deserialize, Serialize};

use super::dialect::Dialect;
use super::plan::Target;
use super::secret::Secret;

/// One API deployment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Server {
    /// Made by the panel, never shown
    pub id: u32,
    pub label: String,
    /// Scheme, host and path, without a slash at its end
    pub base_url: String,
    pub dialect: Dialect,
    /// What the greeting said last
    #[serde(default)]
    pub version: Option<String>,
    /// The global key. It is stored apart from the rest, where the operator allowed it.
    #[serde(skip)]
    pub key: Secret,
    /// The key may be kept on this device beyond the session
    #[serde(default)]
    pub is_remembered: bool,
}

impl Server {
    #[must_use]
    pub fn target(&self) -> Target<'_> {
        Target { base_url: &self.base_url, key: &self.key, dialect: self.dialect }
    }

    /// Host, port and path, as a person tells servers apart.
    #[must_use]
    pub fn address(&self) -> &str {
        self.base_url.split_once("://").map_or(self.base_url.as_str(), |(_, rest)| rest)
    }
}
