//! The options of one mount: what the operator of a real server sets in its environment, and what
//! WhatsApp, a proxy, Chatwoot and the clock do. Changing an option plays a server that was
//! restarted with another environment.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// When the QR code is available.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QrTiming {
    /// WhatsApp is unreachable: every answer is `{"count":0}`.
    None,
    #[default]
    AtOnce,
    /// After this many answers of `{"count":0}`.
    AfterPolls(u32),
}

impl Serialize for QrTiming {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => to.serialize_str("none"),
            Self::AtOnce => to.serialize_str("at once"),
            Self::AfterPolls(polls) => to.serialize_str(&format!("after {polls} polls")),
        }
    }
}

impl<'de> Deserialize<'de> for QrTiming {
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
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the real server")]
pub struct ServerOptions {
    /// The global key.
    pub key: String,
    /// 1.x: `apikey` or `jwt`.
    pub auth_type: String,
    /// `*`, or a comma list that is compared exactly; a blank after a comma makes an entry useless.
    pub cors_origin: String,
    /// The methods that a preflight allows; empty for the server's own list.
    pub cors_methods: String,
    pub qr: QrTiming,
    /// Whether the QR code has an image, or is text alone.
    pub qr_image: bool,
    /// How long a create with `qrcode: true` delays its answer; a connect takes a part of it.
    pub qr_wait_ms: u64,
    pub chatwoot: bool,
    pub typebot: bool,
    pub openai: bool,
    pub dify: bool,
    pub flowise: bool,
    pub n8n: bool,
    pub evoai: bool,
    pub websocket: bool,
    pub rabbitmq: bool,
    pub sqs: bool,
    pub nats: bool,
    pub kafka: bool,
    pub pusher: bool,
    /// 1.x: whether lists and the check for duplicates see the tokens.
    pub expose_in_fetch_instances: bool,
    /// The server's own address in its answers.
    pub server_url: String,
    pub client_name: String,
    pub docs: bool,
    pub manager: bool,
    /// False: no proxy passes the server's test.
    pub proxy_ok: bool,
    /// The status that Chatwoot answers to the server.
    pub chatwoot_status: u16,
    /// The version that `GET /` tells; empty for the mount's own. On `/v2` a 2.x version also
    /// selects the behaviour of that release.
    pub version: String,
    /// 2.4 without a license: 503 for everything but the greeting and the license routes.
    pub license_gate: bool,
    /// Groups that a create does not store although it answers 201: both servers ignore such
    /// errors. A later set is stored.
    pub loses: Vec<String>,
    /// By group, members that a create stores with another value, whatever the request says.
    pub alters: serde_json::Map<String, Value>,
    /// 2.x: how long the name of a deleted instance stays in use.
    pub delete_ms: u64,
    /// 2.x: the same, when an unreachable webhook is to be told of the deletion.
    pub linger_ms: u64,
    /// After this time one instance changes its state by itself; 0 switches it off.
    pub state_change_ms: u64,
    /// 2.x: two creations of one name within this time destroy each other; 0 switches it off. On
    /// the real server they must arrive within 5 ms, which no test can do.
    pub race_ms: u64,
}

impl ServerOptions {
    #[must_use]
    pub fn new(key: &str, server_url: &str, qr_wait_ms: u64) -> Self {
        Self {
            key: key.to_owned(),
            auth_type: "apikey".to_owned(),
            cors_origin: "*".to_owned(),
            cors_methods: String::new(),
            qr: QrTiming::default(),
            qr_image: true,
            qr_wait_ms,
            chatwoot: false,
            typebot: false,
            openai: false,
            dify: false,
            flowise: false,
            n8n: false,
            evoai: false,
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
            chatwoot_status: 200,
            version: String::new(),
            license_gate: false,
            loses: Vec::new(),
            alters: serde_json::Map::new(),
            delete_ms: 40,
            linger_ms: 60_000,
            state_change_ms: 0,
            race_ms: 0,
        }
    }

    /// Changes some options. An unknown name is an error, so that a misspelled option in a test
    /// is noticed.
    pub fn patch(&mut self, changes: &serde_json::Map<String, Value>) -> Result<(), String> {
        let mut whole = serde_json::to_value(&*self).map_err(|error| error.to_string())?;
        if let Some(members) = whole.as_object_mut() {
            members.extend(changes.clone());
        }
        *self = serde_json::from_value(whole).map_err(|error| error.to_string())?;
        Ok(())
    }

    /// The version that the greeting tells.
    #[must_use]
    pub fn version_or<'a>(&'a self, own: &'a str) -> &'a str {
        if self.version.is_empty() { own } else { &self.version }
    }

    /// Whether a group is switched on at the server.
    #[must_use]
    pub fn has(&self, group: &str) -> bool {
        match group {
            "chatwoot" => self.chatwoot,
            "typebot" => self.typebot,
            "openai" => self.openai,
            "dify" => self.dify,
            "flowise" => self.flowise,
            "n8n" => self.n8n,
            "evoai" => self.evoai,
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
