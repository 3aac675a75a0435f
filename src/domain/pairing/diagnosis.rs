//! Why a server may make no code, as short as it can be said: what to look at, in this order. Most
//! of it is set on the server, where the panel cannot look.

use crate::domain::schema::dialect::Dialect;

/// Something to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// The number may be one that WhatsApp gives no code for
    Number,
    /// A release whose codes stopped coming; newer ones are published under another image name
    OldVersion,
    Version,
    PhoneVersion,
    Image,
    OwnProxy,
    Proxy,
    Network,
    /// The server is someone else's
    Host,
}

impl Hint {
    pub const ALL: [Self; 9] = [
        Self::Number,
        Self::OldVersion,
        Self::Version,
        Self::PhoneVersion,
        Self::Image,
        Self::OwnProxy,
        Self::Proxy,
        Self::Network,
        Self::Host,
    ];

    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::OldVersion => "old_version",
            Self::Version => "version",
            Self::PhoneVersion => "phone_version",
            Self::Image => "image",
            Self::OwnProxy => "own_proxy",
            Self::Proxy => "proxy",
            Self::Network => "network",
            Self::Host => "host",
        }
    }
}

/// The hints for a server that greeted with this version.
#[must_use]
pub fn hints(
    dialect: Dialect,
    version: Option<&str>,
    has_proxy: bool,
    by_number: bool,
) -> Vec<Hint> {
    let mut hints = Vec::new();
    if by_number {
        hints.push(Hint::Number);
    }
    if dialect == Dialect::L2msg {
        hints.push(Hint::Host);
        return hints;
    }
    match version {
        Some(version) if is_old(version) => hints.push(Hint::OldVersion),
        Some(_) => hints.push(Hint::Version),
        None => {}
    }
    hints.push(Hint::PhoneVersion);
    if dialect == Dialect::EvolutionV2 {
        hints.push(Hint::Image);
    }
    hints.push(if has_proxy { Hint::OwnProxy } else { Hint::Proxy });
    hints.push(Hint::Network);
    hints
}

/// 2.2.3 is where the image that many still pull came to its end; of 1.x the last line is 1.8.
fn is_old(version: &str) -> bool {
    let mut parts =
        version.trim_start_matches(['v', 'V']).split('.').map(|part| part.parse::<u32>());
    match (parts.next(), parts.next()) {
        (Some(Ok(1)), Some(Ok(minor))) => minor < 8,
        (Some(Ok(2)), Some(Ok(minor))) => minor < 3,
        _ => false,
    }
}
