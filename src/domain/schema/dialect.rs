//! How a server spells the creation body and its replies.

use serde::{Deserialize, Serialize};

use crate::domain::http::url::{UrlParts, is_in_domain};

/// A way of spelling the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dialect {
    /// Evolution API 1.x: flat, `snake_case`
    EvolutionV1,
    /// Evolution API 2.x: nested, `camelCase`
    EvolutionV2,
    /// l2msg: `camelCase` request, `snake_case` reply, under `/whatsapp`
    L2msg,
}

impl Dialect {
    pub const COUNT: usize = 3;
    pub const ALL: [Self; Self::COUNT] = [Self::EvolutionV1, Self::EvolutionV2, Self::L2msg];

    /// The dialect's own name, the same in every language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::EvolutionV1 => "Evolution 1.x",
            Self::EvolutionV2 => "Evolution 2.x",
            Self::L2msg => "l2msg",
        }
    }

    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::EvolutionV1 => "evolution-v1",
            Self::EvolutionV2 => "evolution-v2",
            Self::L2msg => "l2msg",
        }
    }

    #[must_use]
    pub fn with_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dialect| dialect.id() == id)
    }

    /// Reads the dialect off the version in a server's greeting (`GET /`).
    #[must_use]
    pub fn of_version(version: &str) -> Option<Self> {
        match version.trim_start_matches(['v', 'V']).split('.').next()? {
            "1" => Some(Self::EvolutionV1),
            "2" => Some(Self::EvolutionV2),
            _ => None,
        }
    }

    /// What a base URL alone gives away: l2msg serves its API under its own host.
    #[must_use]
    pub fn of_base_url(base_url: &str) -> Option<Self> {
        UrlParts::read(base_url)
            .is_some_and(|parts| is_in_domain(parts.host, "l2msg.com"))
            .then_some(Self::L2msg)
    }

    /// Whether only `[A-Za-z0-9._-]` is safe in a name. 1.x deletes an instance by passing its name to
    /// a shell, so a name with a space can empty the server's working folder.
    #[must_use]
    pub const fn has_strict_names(self) -> bool {
        matches!(self, Self::EvolutionV1)
    }

    /// Whether deleting an instance of this name harms nothing else. Where the name goes through a
    /// shell, `..` is as dangerous as a space.
    #[must_use]
    pub fn may_delete(self, name: &str) -> bool {
        let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        let is_plain = !name.bytes().all(|byte| byte == b'.') && name.bytes().all(is_safe);
        !name.is_empty() && (is_plain || !self.has_strict_names())
    }

    /// Dotted path of the text in the body of `POST /message/sendText`.
    #[must_use]
    pub const fn message_text(self) -> &'static str {
        match self {
            Self::EvolutionV1 | Self::L2msg => "textMessage.text",
            Self::EvolutionV2 => "text",
        }
    }

    /// Whether a failed creation may leave the instance behind.
    #[must_use]
    pub const fn leaves_half_made(self) -> bool {
        matches!(self, Self::EvolutionV1)
    }

    /// Whether `GET /` is known to answer with the version.
    #[must_use]
    pub const fn greets(self) -> bool {
        !matches!(self, Self::L2msg)
    }

    /// Whether `POST /verify-creds` tells the global key from any other.
    #[must_use]
    pub const fn verifies_keys(self) -> bool {
        matches!(self, Self::EvolutionV2)
    }

    /// Whether the server gives two instances the same token without a word. There the token alone
    /// lists every instance that has it.
    #[must_use]
    pub const fn shares_tokens(self) -> bool {
        matches!(self, Self::EvolutionV2)
    }

    /// Whether reading a group of an instance shows that the server has the group switched off.
    #[must_use]
    pub const fn tells_switches(self) -> bool {
        matches!(self, Self::EvolutionV2)
    }

    /// Whether `PUT` restarts an instance; `POST` does elsewhere.
    #[must_use]
    pub const fn restarts_by_put(self) -> bool {
        !matches!(self, Self::EvolutionV2)
    }

    /// Whether the list of instances tells a state that is older than the connection's own.
    #[must_use]
    pub const fn lists_late_states(self) -> bool {
        matches!(self, Self::EvolutionV2)
    }

    /// Whether a server of this version may want a licence: 2.x does from 2.4 on.
    #[must_use]
    pub fn may_need_licence(self, version: &str) -> bool {
        let minor = version.split('.').nth(1).and_then(|minor| minor.parse::<u32>().ok());
        matches!(self, Self::EvolutionV2) && minor.is_none_or(|minor| minor >= 4)
    }

    /// Whether a group's `set` replaces all of it: what the call leaves out is gone. Others keep it.
    #[must_use]
    pub const fn replaces_groups(self) -> bool {
        matches!(self, Self::EvolutionV1 | Self::L2msg)
    }

    /// Whether the server deletes by itself what a failed creation had made. It does so after its
    /// answer, and as with any deletion the instance is not found by its name a moment before that
    /// name is free.
    #[must_use]
    pub const fn takes_back(self) -> bool {
        matches!(self, Self::EvolutionV2)
    }
}
