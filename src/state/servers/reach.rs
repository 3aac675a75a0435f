//! Whether a server answers, and how old that knowledge is.

/// After this time a status is asked for again.
pub const FRESH_MS: u32 = 60_000;
/// How long a status counts as new for somebody who comes back to the page.
pub const JUST_ASKED_MS: u32 = 10_000;

/// What is known of a server's reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Unknown,
    Testing,
    Reachable,
    /// It answers, and not to the key that it was given
    Refused,
    Failed,
}

impl Reach {
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Testing => "testing",
            Self::Reachable => "reachable",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}
