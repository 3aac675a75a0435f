//! Why a connection was closed, by the codes that WhatsApp's own servers and the engine use.

/// The last time that a connection was closed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disconnect {
    pub code: u16,
    /// Milliseconds since 1970
    pub at: Option<f64>,
}

/// What a code means to the operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisconnectReason {
    /// 401: the phone removed this device, or somebody disconnected the instance
    LoggedOut,
    /// 403: WhatsApp has banned the number
    Banned,
    /// 408: no answer in time
    TimedOut,
    /// 411: the phone's app does not support this kind of device
    MultiDevice,
    /// 428: WhatsApp closed the connection
    Closed,
    /// 440: another session took the connection over
    Replaced,
    /// 500: the stored session cannot be used any more
    BadSession,
    /// 503: WhatsApp cannot be reached
    Unavailable,
    /// 515: the connection has to be started again
    RestartRequired,
    Other,
}

impl DisconnectReason {
    #[must_use]
    pub const fn of(code: u16) -> Self {
        match code {
            401 => Self::LoggedOut,
            403 => Self::Banned,
            408 => Self::TimedOut,
            411 => Self::MultiDevice,
            428 => Self::Closed,
            440 => Self::Replaced,
            500 => Self::BadSession,
            503 => Self::Unavailable,
            515 => Self::RestartRequired,
            _ => Self::Other,
        }
    }

    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::LoggedOut => "logged_out",
            Self::Banned => "banned",
            Self::TimedOut => "timed_out",
            Self::MultiDevice => "multi_device",
            Self::Closed => "closed",
            Self::Replaced => "replaced",
            Self::BadSession => "bad_session",
            Self::Unavailable => "unavailable",
            Self::RestartRequired => "restart_required",
            Self::Other => "other",
        }
    }
}
