//! What the server's list told, for comparing rows with it.

use std::collections::{HashMap, HashSet};

use crate::domain::http::secret::Secret;
use crate::domain::instances::row::{Engine, InstanceRow};

/// The names and tokens that the server has.
#[derive(Clone, Debug, Default)]
pub struct ServerList {
    names: HashMap<String, ListedInstance>,
    tokens: HashSet<String>,
}

/// What a list tells of an instance that only its creation could set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListedInstance {
    pub number: Option<String>,
    pub engine: Engine,
    pub token: Option<Secret>,
}

impl ServerList {
    /// Names are compared without the spaces around them, and letter by letter: these servers tell small
    /// letters from capitals.
    #[must_use]
    pub fn new(rows: impl IntoIterator<Item = InstanceRow>) -> Self {
        let mut list = Self::default();
        for InstanceRow { name, number, engine, token, .. } in rows {
            list.tokens.extend(token.as_ref().map(|token| token.reveal().to_owned()));
            let name = name.trim().to_owned();
            list.names.insert(name, ListedInstance { number, engine, token });
        }
        list
    }

    /// The instance of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&ListedInstance> {
        self.names.get(name)
    }

    #[must_use]
    pub fn has_token(&self, token: &str) -> bool {
        self.tokens.contains(token)
    }
}
