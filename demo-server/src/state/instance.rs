//! One instance: what was created, the state of its connection, and what each group stores.
//!
//! A group (settings, webhook, websocket, chatwoot, proxy ..) is stored as the JSON that its `find`
//! answers, because the real servers store the same and the panel compares it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::state::bots::Bots;
use crate::state::options::ServerOptions;
use crate::values::{clock, ids};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ConnectionState {
    Close,
    Connecting,
    Open,
}

impl ConnectionState {
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Close => "close",
            Self::Connecting => "connecting",
            Self::Open => "open",
        }
    }
}

/// The connection to WhatsApp. The list of 2.x reads `listed_state` from its database, which says
/// "connecting" only after a QR code was made, and keeps "open" after a Business logout.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pairing {
    pub state: ConnectionState,
    #[serde(alias = "listed")]
    pub listed_state: ConnectionState,
    pub qr_count: u32,
    pub polls: u32,
    pub number: Option<String>,
    pub ever_connected: bool,
    /// How many connections were started. Each has different QR codes.
    #[serde(default)]
    pub starts: u32,
}

/// The deletion of an instance of 2.x takes a moment: first it still answers by name, then only its
/// name is in use and its row is listed, then it is gone.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Deletion {
    pub hidden_at: u64,
    pub gone_at: u64,
}

/// How much an instance of 2.x has stored.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Counts {
    pub messages: u64,
    pub contacts: u64,
    pub chats: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Instance {
    pub name: String,
    pub id: String,
    /// `None` only for the incomplete instances of 1.x.
    pub token: Option<String>,
    pub integration: Option<Value>,
    pub number: Option<String>,
    /// What the list of 1.x shows under `integration`.
    pub channel: Map<String, Value>,
    /// More columns of the row in 2.x.
    pub columns: Map<String, Value>,
    #[serde(alias = "link")]
    pub pairing: Pairing,
    pub groups: BTreeMap<String, Value>,
    #[serde(default, rename = "chatbots")]
    pub bots: Bots,
    /// Milliseconds since 1970
    #[serde(default, alias = "made_at")]
    pub created_at_ms: u64,
    /// How many calls the server had received when it was stored.
    #[serde(skip)]
    pub stored_at_arrival: u64,
    #[serde(default)]
    pub counts: Counts,
    /// A row that makes the whole list fail.
    #[serde(default)]
    pub is_broken: bool,
    pub created_at: String,
    pub updated_at: String,
    #[serde(alias = "leaving")]
    pub deletion: Option<Deletion>,
}

impl Instance {
    #[must_use]
    pub fn new(name: &str) -> Self {
        let now = clock::now_iso();
        Self {
            name: name.to_owned(),
            id: ids::uuid(),
            token: None,
            integration: None,
            number: None,
            channel: Map::new(),
            columns: Map::new(),
            pairing: Pairing {
                state: ConnectionState::Close,
                listed_state: ConnectionState::Close,
                qr_count: 0,
                polls: 0,
                number: None,
                ever_connected: false,
                starts: 0,
            },
            groups: BTreeMap::new(),
            bots: Bots::default(),
            created_at_ms: clock::now_ms(),
            stored_at_arrival: 0,
            counts: Counts::default(),
            is_broken: false,
            created_at: now.clone(),
            updated_at: now,
            deletion: None,
        }
    }

    #[must_use]
    pub fn is_business(&self) -> bool {
        self.integration.as_ref().and_then(Value::as_str) == Some("WHATSAPP-BUSINESS")
    }

    /// The Cloud API and the Evolution channel are connected from the start.
    #[must_use]
    pub fn is_always_open(&self) -> bool {
        let kind = self.integration.as_ref().and_then(Value::as_str);
        matches!(kind, Some("WHATSAPP-BUSINESS" | "EVOLUTION"))
    }

    #[must_use]
    pub fn group(&self, name: &str) -> Option<&Value> {
        self.groups.get(name)
    }

    /// Whether it answers to its name: not any more when its deletion has come far enough.
    #[must_use]
    pub fn answers(&self, now_ms: u64) -> bool {
        self.deletion.is_none_or(|deletion| now_ms < deletion.hidden_at)
    }

    /// Loses or alters groups behind an answer of success, as the options order it.
    pub fn apply_create_faults(&mut self, options: &ServerOptions) {
        for group in &options.loses {
            self.groups.remove(group);
        }
        for (group, members) in &options.alters {
            let stored = self.groups.get_mut(group).and_then(Value::as_object_mut);
            if let (Some(stored), Some(members)) = (stored, members.as_object()) {
                stored.extend(members.clone());
            }
        }
    }

    /// Stores whose phone is connected. Why an earlier connection ended stays in the row.
    pub fn connect_phone(&mut self, number: &str, profile_name: &str) {
        let jid = format!("{number}@s.whatsapp.net");
        self.columns.insert("ownerJid".to_owned(), jid.into());
        self.columns.insert("profileName".to_owned(), profile_name.into());
    }

    pub fn put_group(&mut self, name: &str, value: Value) {
        self.groups.insert(name.to_owned(), value);
    }
}
