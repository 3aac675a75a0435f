//! Whether a server answers.

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
