//! What an instance of 2.x stores of one kind of bot.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A database row.
pub type Row = Map<String, Value>;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct BotStore {
    pub bots: Vec<Row>,
    /// The default settings, which exist from the first bot on.
    pub settings: Option<Row>,
}

/// All kinds of bots of one instance, with what they share.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Bots {
    kinds: BTreeMap<String, BotStore>,
    /// The conversations that bots lead.
    pub sessions: Vec<Row>,
    pub openai_creds: Vec<Row>,
}

impl Bots {
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<&BotStore> {
        self.kinds.get(name)
    }

    pub fn kind_mut(&mut self, name: &str) -> &mut BotStore {
        self.kinds.entry(name.to_owned()).or_default()
    }
}
