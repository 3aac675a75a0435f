//! The routes of the panel. A route is the hash of the address, so the host needs no rewriting rules.
//! Everything that lists the pages derives from [`Route`].

use std::borrow::Cow;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// A screen of the panel, with its parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    #[default]
    Create,
    Result,
    Servers,
    /// The instances of a server
    Instances {
        server: u32,
    },
    /// One instance. Its name may be any text that is not empty; one that looks like a secret is still
    /// a name.
    Instance {
        server: u32,
        name: String,
    },
}

impl Route {
    /// The route of a hash, which begins with `#` unless it is empty. `None` when no route has it.
    #[must_use]
    pub fn parse(hash: &str) -> Option<Self> {
        let Some(path) = hash.strip_prefix("#/") else {
            return hash.is_empty().then_some(Self::Create);
        };
        match path {
            "" => return Some(Self::Create),
            "result" => return Some(Self::Result),
            "servers" => return Some(Self::Servers),
            _ => {}
        }
        let (server, rest) = path.strip_prefix("servers/")?.split_once('/')?;
        let server = parse_id(server)?;
        match rest.strip_prefix("instances")? {
            "" => Some(Self::Instances { server }),
            rest => {
                let name = decode(rest.strip_prefix('/')?)?;
                Some(Self::Instance { server, name })
            }
        }
    }

    /// The hash that leads to the route.
    #[must_use]
    pub fn to_hash(&self) -> Cow<'static, str> {
        match self {
            Self::Create => "#/".into(),
            Self::Result => "#/result".into(),
            Self::Servers => "#/servers".into(),
            Self::Instances { server } => format!("#/servers/{server}/instances").into(),
            Self::Instance { server, name } => {
                let name = utf8_percent_encode(name, NON_ALPHANUMERIC);
                format!("#/servers/{server}/instances/{name}").into()
            }
        }
    }

    /// The name that the page around the panel is told.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Result => "result",
            Self::Servers => "servers",
            Self::Instances { .. } => "instances",
            Self::Instance { .. } => "instance",
        }
    }
}

/// A server's id as [`Route::to_hash`] writes it: without a sign or leading zeros.
fn parse_id(text: &str) -> Option<u32> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    if is_plain { text.parse().ok() } else { None }
}

/// A path segment without its percent signs. `None` when it is empty, or holds what a segment cannot
/// hold: a separator, or bytes that are not UTF-8.
fn decode(segment: &str) -> Option<String> {
    if segment.is_empty() || segment.contains(['/', '?', '&', '#', '=', ';']) {
        return None;
    }
    percent_decode_str(segment).decode_utf8().ok().map(Cow::into_owned)
}
