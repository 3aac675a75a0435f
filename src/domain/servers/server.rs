//! A server as the operator configured it.

use serde_json::{Value, json};

use crate::domain::http::secret::Secret;
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::servers::target::Target;

/// Ids from here on are made of a name in `config.json`; the panel counts its own from 1.
const FIRST_PRECONFIGURED: u32 = 1 << 31;

/// The id of a server that the deployment named: the same on every visit, wherever it stands in the
/// file.
#[must_use]
pub fn preconfigured_id(name: &str) -> u32 {
    // FNV-1a.
    let hash = name
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash | FIRST_PRECONFIGURED
}

/// One API deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Made by the panel, never shown
    pub id: u32,
    pub label: String,
    /// Scheme, host and path, without a slash at its end
    pub base_url: String,
    pub dialect: Dialect,
    /// What the greeting said last
    pub version: Option<String>,
    /// The global key
    pub key: Secret,
    /// The key may be kept on this device beyond the session
    pub is_remembered: bool,
}

impl Server {
    #[must_use]
    pub fn target(&self) -> Target<'_> {
        Target { base_url: &self.base_url, key: &self.key, api: self.api() }
    }

    /// How the server is spoken to.
    #[must_use]
    pub fn api(&self) -> Api {
        Api::with_version_text(self.dialect, self.version.as_deref())
    }

    /// Whether the deployment named it: such a server is neither edited nor removed nor stored.
    #[must_use]
    pub const fn is_preconfigured(&self) -> bool {
        self.id >= FIRST_PRECONFIGURED
    }

    /// Host, port and path, as a person tells servers apart.
    #[must_use]
    pub fn address(&self) -> &str {
        self.base_url.split_once("://").map_or(self.base_url.as_str(), |(_, rest)| rest)
    }

    /// What is stored of a server: everything but its key, which is stored apart from it and only
    /// where the operator allowed it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({
            "id": self.id,
            "label": self.label,
            "baseUrl": self.base_url,
            "dialect": self.dialect.id(),
            "version": self.version,
            "isRemembered": self.is_remembered,
        })
    }

    /// Reads what [`to_json`](Self::to_json) wrote; `None` when it is something else.
    #[must_use]
    pub fn of_json(value: &Value) -> Option<Self> {
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            id: u32::try_from(value.get("id")?.as_u64()?).ok()?,
            label: text("label")?,
            base_url: text("baseUrl")?,
            dialect: Dialect::with_id(&text("dialect")?)?,
            version: text("version"),
            key: Secret::default(),
            is_remembered: value.get("isRemembered").and_then(Value::as_bool).unwrap_or(false),
        })
    }
}
