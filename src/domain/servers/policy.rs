//! Which servers the operator may add.

use crate::domain::http::url::Origin;

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
            Self::Only(origins) => Origin::of(base_url)
                .is_some_and(|own| origins.iter().any(|allowed| allowed == own.as_str())),
            Self::Nothing => false,
        }
    }
}
