//! One of the three servers: its kind, its switches, its instances, and what the control API
//! keeps about it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::faults::Fault;
use crate::instance::Instance;
use crate::options::Options;
use crate::{clock, control::Seen};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    V1,
    V2,
    Whatsapp,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::V1, Self::V2, Self::Whatsapp];

    /// The path prefix, without slashes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::V1 => "v1",
            Self::V2 => "v2",
            Self::Whatsapp => "whatsapp",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Mount {
    pub kind: Kind,
    pub options: Options,
    pub instances: Vec<Instance>,
    /// The first version forgets to delete the SQS settings: the next instance of that name
    /// starts with them.
    pub old_sqs: BTreeMap<String, Value>,
    pub faults: Vec<Fault>,
    pub seen: Vec<Seen>,
}

impl Mount {
    #[must_use]
    pub fn new(kind: Kind, options: Options) -> Self {
        Self {
            kind,
            options,
            instances: Vec::new(),
            old_sqs: BTreeMap::new(),
            faults: Vec::new(),
            seen: Vec::new(),
        }
    }

    /// Drops what was deleted long enough ago.
    pub fn sweep(&mut self) {
        let now = clock::now_ms();
        self.instances.retain(|one| one.leaving.is_none_or(|leaving| now < leaving.gone_at));
    }

    /// The instance that answers to a name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Instance> {
        let now = clock::now_ms();
        let answers = |one: &Instance| one.leaving.is_none_or(|leaving| now < leaving.hidden_at);
        self.instances.iter().find(|one| one.name == name && answers(one))
    }

    pub fn find_mut(&mut self, name: &str) -> Option<&mut Instance> {
        let now = clock::now_ms();
        let answers = |one: &Instance| one.leaving.is_none_or(|leaving| now < leaving.hidden_at);
        self.instances.iter_mut().find(|one| one.name == name && answers(one))
    }

    /// A name stays taken a little longer than it answers.
    #[must_use]
    pub fn is_taken(&self, name: &str) -> bool {
        self.instances.iter().any(|one| one.name == name)
    }

    pub fn remove(&mut self, name: &str) {
        self.instances.retain(|one| one.name != name);
    }
}
