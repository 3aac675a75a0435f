//! Where a pairing stands, and what the server calls its connection.

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PairingPhase {
    /// Not asked for
    #[default]
    Idle,
    /// No code yet
    Waiting,
    /// A code that can be used
    Shown,
    /// A code whose time is up
    Expired,
    /// Asked often enough: the operator decides
    Paused,
    /// The server refuses, or cannot be reached
    Failed,
    /// The telephone is paired
    Open,
}

impl PairingPhase {
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Waiting => "waiting",
            Self::Shown => "shown",
            Self::Expired => "expired",
            Self::Paused => "paused",
            Self::Failed => "failed",
            Self::Open => "open",
        }
    }

    /// Whether calls go on by themselves.
    #[must_use]
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Waiting | Self::Shown | Self::Expired)
    }
}

/// What the server calls the connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConnectionState {
    #[default]
    Unknown,
    Close,
    Connecting,
    Open,
}

impl ConnectionState {
    /// What a server's word for it means.
    #[must_use]
    pub fn of(state: &str) -> Self {
        match state {
            "open" | "connected" => Self::Open,
            "connecting" => Self::Connecting,
            _ => Self::Close,
        }
    }

    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Close => "close",
            Self::Connecting => "connecting",
            Self::Open => "open",
        }
    }
}
