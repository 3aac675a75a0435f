//! The switches of one mount: what an operator of a real server sets in its environment, and
//! what WhatsApp, the proxy and the clock do, which no test could otherwise choose.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// When the QR code is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QrPlan {
    /// WhatsApp cannot be reached: every answer is `{"count":0}`.
    None,
    #[default]
    AtOnce,
    /// That many answers are `{"count":0}` first.
    AfterPolls(u32),
}

impl Serialize for QrPlan {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => to.serialize_str("none"),
            Self::AtOnce => to.serialize_str("at once"),
            Self::AfterPolls(polls) => to.serialize_str(&format!("after {polls} polls")),
        }
    }
}

impl<'de> Deserialize<'de> for QrPlan {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let mut words = text.split_whitespace();
        match (words.next(), words.next().map(str::parse)) {
            (Some("none"), None) => Ok(Self::None),
            (Some("at"), _) => Ok(Self::AtOnce),
            (Some("after"), Some(Ok(polls))) => Ok(Self::AfterPolls(polls)),
            _ => Err(serde::de::Error::custom(r#"qr is "none", "at once" or "after N polls""#)),
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "they are the server's own on/off switches")]
pub struct Options {
    /// The global key.
    pub key: String,
    /// First version: `apikey` or `jwt`.
    pub auth_type: String,
    /// `*`, or a comma list compared letter by letter; a blank after the comma spoils the entry.
    pub cors_origin: String,
    /// Empty for the version's own list.
    pub cors_methods: String,
    pub qr: QrPlan,
    /// Whether the code comes with its picture, or as text alone.
    pub qr_image: bool,
    /// How long a create with `qrcode: true` holds its answer; connects scale with it.
    pub qr_wait_ms: u64,
    pub chatwoot: bool,
    pub typebot: bool,
    pub websocket: bool,
    pub rabbitmq: bool,
    pub sqs: bool,
    pub nats: bool,
    pub kafka: bool,
    pub pusher: bool,
    /// First version: whether lists and the duplicate check see the tokens.
    pub expose_in_fetch_instances: bool,
    /// The address the server believes it has; it stands in answers.
    pub server_url: String,
    pub client_name: String,
    pub docs: bool,
    pub manager: bool,
    pub proxy_ok: bool,
    /// What the greeting tells; empty for the mount's own version.
    pub version: String,
    /// Answers with "licence required" whatever is not public: the greeting and the licence's state.
    pub license_gate: bool,
    /// Groups whose first write fails behind an answer of success: both servers swallow such
    /// errors in a create. What is set afterwards is kept.
    pub loses: Vec<String>,
    /// By group, members that are stored otherwise than a create asks for them, whatever it asks.
    pub alters: serde_json::Map<String, Value>,
    /// Second version: how long a deleted name stays taken.
    pub delete_ms: u64,
    /// Second version: the same, when a webhook nobody answers wants to hear of the deletion.
    pub linger_ms: u64,
    /// Second version: two creations of one name no further apart than this destroy each other. On
    /// the real server that takes less than 5 ms, which no test can hit; 0 switches it off.
    pub race_ms: u64,
}

impl Options {
    #[must_use]
    pub fn new(key: &str, server_url: &str, qr_wait_ms: u64) -> Self {
        Self {
            key: key.to_owned(),
            auth_type: "apikey".to_owned(),
            cors_origin: "*".to_owned(),
            cors_methods: String::new(),
            qr: QrPlan::default(),
            qr_image: true,
            qr_wait_ms,
            chatwoot: false,
            typebot: false,
            websocket: false,
            rabbitmq: false,
            sqs: false,
            nats: false,
            kafka: false,
            pusher: false,
            expose_in_fetch_instances: true,
            server_url: server_url.to_owned(),
            client_name: "evolution_exchange".to_owned(),
            docs: true,
            manager: true,
            proxy_ok: true,
            version: String::new(),
            license_gate: false,
            loses: Vec::new(),
            alters: serde_json::Map::new(),
            delete_ms: 40,
            linger_ms: 60_000,
            race_ms: 0,
        }
    }

    /// Lays some members over the present ones. An unknown name is refused, so that a typing
    /// mistake in a test does not pass as "no effect".
    pub fn patch(&mut self, changes: &serde_json::Map<String, Value>) -> Result<(), String> {
        let mut whole = serde_json::to_value(&*self).map_err(|error| error.to_string())?;
        if let Some(members) = whole.as_object_mut() {
            members.extend(changes.clone());
        }
        *self = serde_json::from_value(whole).map_err(|error| error.to_string())?;
        Ok(())
    }

    /// What the greeting tells.
    #[must_use]
    pub fn version_or<'a>(&'a self, own: &'a str) -> &'a str {
        if self.version.is_empty() { own } else { &self.version }
    }

    /// Whether the server has an event group switched on. Second version only.
    #[must_use]
    pub fn has(&self, group: &str) -> bool {
        match group {
            "chatwoot" => self.chatwoot,
            "typebot" => self.typebot,
            "websocket" => self.websocket,
            "rabbitmq" => self.rabbitmq,
            "sqs" => self.sqs,
            "nats" => self.nats,
            "kafka" => self.kafka,
            "pusher" => self.pusher,
            _ => false,
        }
    }
}

impl Options {
    /// The servers fetch a page through the proxy, twice. Here its address decides, and a switch.
    #[must_use]
    pub fn reaches(&self, proxy: &serde_json::Map<String, Value>) -> bool {
        let text = |name: &str| match proxy.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        let protocol = text("protocol");
        let known = matches!(protocol.as_str(), "http" | "https") || protocol.starts_with("socks");
        self.proxy_ok && known && !crate::links::never_answers(&text("host"), &text("port"))
    }
}
