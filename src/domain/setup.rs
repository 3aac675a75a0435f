//! What a deployment makes of the panel. Without a configuration nothing is changed.

/// What the page finds around it before it draws anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The text of `config.json`; empty where there is none
    pub config: String,
    /// The address's query, with its question mark, and its hash
    pub search: String,
    pub hash: String,
    /// The page is shown inside another one
    pub is_framed: bool,
}

impl Given {
    /// Whether there is anything to read: an ordinary page is drawn without it.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.config.is_empty() && self.search.is_empty() && !self.is_framed
    }
}

/// What the deployment changes. The form reads it, so it is plain and small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// Servers of the operator's own may be added
    pub may_add_servers: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self { may_add_servers: true }
    }
}
