//! Which servers the operator may add.

use crate::domain::servers::server::origin;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ServerPolicy {
    #[default]
    Any,
    /// Those of these origins
    Only(Vec<String>),
    Nothing,
}

impl ServerPolicy {
    /// Whether a server at this address may be added.
    #[must_use]
    pub fn allows(&self, base_url: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Only(origins) => origins.iter().any(|allowed| allowed == origin(base_url)),
            Self::Nothing => false,
        }
    }
}
