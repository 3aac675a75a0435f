//! Which server a mount plays.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ServerKind {
    /// Evolution API 1.8.2
    V1,
    /// Evolution API 2.x, 2.3.6 unless an option says otherwise
    V2,
    /// l2msg
    Whatsapp,
}

impl ServerKind {
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

    /// The methods that a preflight allows, in the order of the real servers.
    #[must_use]
    pub fn cors_methods(self) -> &'static str {
        match self {
            Self::V2 => "GET,POST,PUT,DELETE",
            Self::V1 | Self::Whatsapp => "POST,GET,PUT,DELETE",
        }
    }
}
