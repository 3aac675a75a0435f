//! One instance: what was created, how far its connection is, and what each group stored.
//!
//! A group (settings, webhook, websocket, chatwoot, proxy ..) is kept as the JSON its `find`
//! shows, because that is what the real servers keep and what the panel compares.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::options::Options;
use crate::{clock, ids};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Close,
    Connecting,
    Open,
}

impl State {
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Close => "close",
            Self::Connecting => "connecting",
            Self::Open => "open",
        }
    }
}

/// The connection to WhatsApp. `listed` is what the second version's list says: it reads the
/// database, which never learns of "connecting" and forgets a Business logout.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Link {
    pub state: State,
    pub listed: State,
    pub qr_count: u32,
    pub polls: u32,
    pub number: Option<String>,
    pub ever_connected: bool,
    /// How many connections were begun: each has codes of its own.
    #[serde(default)]
    pub starts: u32,
}

/// A deleted instance of the second version stays for a moment: first it still answers by name,
/// then only its name is taken, then it is gone.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Leaving {
    pub hidden_at: u64,
    pub gone_at: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Instance {
    pub name: String,
    pub id: String,
    /// `None` only for the half-made instances of the first version.
    pub token: Option<String>,
    pub integration: Option<Value>,
    pub number: Option<String>,
    /// What the first version's list shows under `integration`.
    pub channel: Map<String, Value>,
    /// Extra columns of the second version's row.
    pub columns: Map<String, Value>,
    pub link: Link,
    pub groups: BTreeMap<String, Value>,
    pub bots: Vec<Map<String, Value>>,
    pub bot_settings: Option<Map<String, Value>>,
    /// Milliseconds since 1970
    #[serde(default)]
    pub made_at: u64,
    pub created_at: String,
    pub updated_at: String,
    pub leaving: Option<Leaving>,
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
            link: Link {
                state: State::Close,
                listed: State::Close,
                qr_count: 0,
                polls: 0,
                number: None,
                ever_connected: false,
                starts: 0,
            },
            groups: BTreeMap::new(),
            bots: Vec::new(),
            bot_settings: None,
            made_at: clock::now_ms(),
            created_at: now.clone(),
            updated_at: now,
            leaving: None,
        }
    }

    #[must_use]
    pub fn is_business(&self) -> bool {
        self.integration.as_ref().and_then(Value::as_str) == Some("WHATSAPP-BUSINESS")
    }

    /// Both Cloud API and the bare channel count as connected from the start.
    #[must_use]
    pub fn is_always_open(&self) -> bool {
        let kind = self.integration.as_ref().and_then(Value::as_str);
        matches!(kind, Some("WHATSAPP-BUSINESS" | "EVOLUTION"))
    }

    #[must_use]
    pub fn group(&self, name: &str) -> Option<&Value> {
        self.groups.get(name)
    }

    /// What a create silently does to the groups it was asked for, as the options order it.
    pub fn suffer(&mut self, options: &Options) {
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

    pub fn put_group(&mut self, name: &str, value: Value) {
        self.groups.insert(name.to_owned(), value);
    }
}
