//! Why a server may make no code, as short as it can be said: what to look at, in this order. Most
//! of it is set on the server, where the panel cannot look.

use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::version::Version;

/// Something to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// The number may be one that WhatsApp gives no code for
    Number,
    /// A release whose codes stopped coming; newer ones are published under another image name
    OldVersion,
    Version,
    /// `CONFIG_SESSION_PHONE_VERSION` may hold an old version of WhatsApp Web
    PhoneVersion,
    /// The same in `CONFIG_BAILEYS_VERSION`, the name since 2.4
    BaileysVersion,
    Image,
    OwnProxy,
    Proxy,
    Network,
    /// The server is someone else's
    Host,
}

impl Hint {
    pub const ALL: [Self; 10] = [
        Self::Number,
        Self::OldVersion,
        Self::Version,
        Self::PhoneVersion,
        Self::BaileysVersion,
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
            Self::BaileysVersion => "baileys_version",
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
    hints.extend(version_setting(Api::with_version_text(dialect, version)));
    if dialect == Dialect::EvolutionV2 {
        hints.push(Hint::Image);
    }
    hints.push(if has_proxy { Hint::OwnProxy } else { Hint::Proxy });
    hints.push(Hint::Network);
    hints
}

/// The setting in which a server of this version keeps the version of WhatsApp Web, if it reads one.
fn version_setting(api: Api) -> Option<Hint> {
    let version = api.version();
    if version < Version::new(2, 3, 1) {
        Some(Hint::PhoneVersion)
    } else {
        (version >= Version::new(2, 4, 0)).then_some(Hint::BaileysVersion)
    }
}

/// 2.2.3 is where the image that many still pull came to its end; of 1.x the last line is 1.8.
fn is_old(version: &str) -> bool {
    let Some(version) = Version::parse(version) else { return false };
    let last = if version < Version::new(2, 0, 0) { (1, 8) } else { (2, 3) };
    version < Version::new(last.0, last.1, 0)
}
