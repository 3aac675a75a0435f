//! One instance as the list of a server tells of it.

use crate::domain::http::secret::Secret;
use crate::domain::instances::disconnect::Disconnect;
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::schema::section_set::SectionSet;

/// A row of the list. What the server does not tell is `None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InstanceRow {
    /// The server's id; the name where it tells none
    pub id: String,
    pub name: String,
    /// What the list says; [`crate::domain::instances::live`] has what the connection itself says
    pub state: ConnectionState,
    /// Whose phone is connected, in digits
    pub owner: Option<String>,
    /// The same, or else the number that was given for the instance
    pub number: Option<String>,
    pub profile_name: Option<String>,
    pub engine: Engine,
    pub token: Option<Secret>,
    /// The groups that are stored as switched on, as far as the list tells
    pub groups_on: SectionSet,
    pub counts: Option<Counts>,
    /// Milliseconds since 1970
    pub created_at: Option<f64>,
    pub updated_at: Option<f64>,
    pub disconnect: Option<Disconnect>,
}

/// How many of each the server has stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub messages: u64,
    pub contacts: u64,
    pub chats: u64,
}

/// What an instance runs on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Engine {
    /// Also what the servers take any other name for
    #[default]
    Baileys,
    Business,
    Evolution,
}

impl Engine {
    pub const ALL: [Self; 3] = [Self::Baileys, Self::Business, Self::Evolution];

    /// Reads the name that servers use; without one it is Baileys.
    #[must_use]
    pub fn of(name: &str) -> Self {
        match name {
            "WHATSAPP-BUSINESS" => Self::Business,
            "EVOLUTION" => Self::Evolution,
            _ => Self::Baileys,
        }
    }

    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Baileys => "baileys",
            Self::Business => "business",
            Self::Evolution => "evolution",
        }
    }

    /// Whether a phone is connected with it.
    #[must_use]
    pub const fn is_paired(self) -> bool {
        matches!(self, Self::Baileys)
    }
}

impl InstanceRow {
    /// Up to two letters to tell the row by.
    #[must_use]
    pub fn initials(&self) -> String {
        let name = self.profile_name.as_deref().unwrap_or(&self.name);
        let first = |word: &str| word.chars().find(|c| c.is_alphanumeric());
        let letters = name.split([' ', '-', '_', '.']).filter_map(first).take(2);
        letters.flat_map(char::to_uppercase).collect()
    }

    /// A connection that is open with nobody's number: 2.x lists such rows, and they send nothing.
    #[must_use]
    pub const fn is_open_without_number(&self) -> bool {
        matches!(self.state, ConnectionState::Open)
            && self.engine.is_paired()
            && self.owner.is_none()
    }
}
