//! What decides how a server is spoken to: its dialect and, where it is known, its version.

use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::version::Version;

/// A dialect at a version. A [`Dialect`] alone converts into one without a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Api {
    pub dialect: Dialect,
    version: Option<Version>,
}

impl Api {
    #[must_use]
    pub const fn new(dialect: Dialect, version: Option<Version>) -> Self {
        Self { dialect, version }
    }

    /// Reads the version off the text in a server's greeting.
    #[must_use]
    pub fn with_version_text(dialect: Dialect, version: Option<&str>) -> Self {
        Self::new(dialect, version.and_then(Version::parse))
    }

    /// The version that the server told.
    #[must_use]
    pub const fn told_version(self) -> Option<Version> {
        self.version
    }

    /// The version that the table is read for. An unknown one counts as the newest that was recorded
    /// on a running server: what came later might be refused, and what was removed before is ignored.
    #[must_use]
    pub fn version(self) -> Version {
        self.version.unwrap_or(match self.dialect {
            Dialect::EvolutionV1 | Dialect::L2msg => Version::new(1, 8, 2),
            Dialect::EvolutionV2 => Version::new(2, 3, 6),
        })
    }
}

impl Api {
    /// Whether the server is newer than every one that the table was read off: it may know what the
    /// table does not.
    #[must_use]
    pub fn is_newer_than_table(self) -> bool {
        let newest = match self.dialect {
            Dialect::EvolutionV1 | Dialect::L2msg => Version::new(1, 8, u16::MAX),
            Dialect::EvolutionV2 => Version::new(2, 4, u16::MAX),
        };
        self.version.is_some_and(|version| version > newest)
    }

    /// The same with the version that the table is read for: two servers that nothing in the table tells
    /// apart are then equal.
    #[must_use]
    pub fn with_known_version(self) -> Self {
        Self::new(self.dialect, Some(self.version()))
    }
}

impl From<Dialect> for Api {
    fn from(dialect: Dialect) -> Self {
        Self::new(dialect, None)
    }
}
