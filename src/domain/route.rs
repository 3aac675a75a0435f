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
    /// The calls of this tab
    Requests,
    /// The instances of a server; of all servers where none is named
    Instances {
        server: Option<u32>,
        /// What of them is shown, as [`ListQuery`](crate::domain::instances::query::ListQuery) writes it
        query: String,
    },
    /// Many instances created at once on a server
    Many {
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
            "requests" => return Some(Self::Requests),
            _ => {}
        }
        if let Some(rest) = path.strip_prefix("instances") {
            return Some(Self::Instances { server: None, query: parse_query(rest)? });
        }
        let (server, rest) = path.strip_prefix("servers/")?.split_once('/')?;
        let server = parse_id(server)?;
        if rest == "many" {
            return Some(Self::Many { server });
        }
        let rest = rest.strip_prefix("instances")?;
        Some(match rest.strip_prefix('/') {
            Some(name) => Self::Instance { server, name: decode(name)? },
            None => Self::Instances { server: Some(server), query: parse_query(rest)? },
        })
    }

    /// All instances of a server.
    #[must_use]
    pub const fn instances(server: Option<u32>) -> Self {
        Self::Instances { server, query: String::new() }
    }

    /// The hash that leads to the route.
    #[must_use]
    pub fn to_hash(&self) -> Cow<'static, str> {
        match self {
            Self::Create => "#/".into(),
            Self::Result => "#/result".into(),
            Self::Servers => "#/servers".into(),
            Self::Requests => "#/requests".into(),
            Self::Instances { server, query } => {
                let server = server.map(|id| format!("servers/{id}/")).unwrap_or_default();
                let mark = if query.is_empty() { "" } else { "?" };
                format!("#/{server}instances{mark}{query}").into()
            }
            Self::Many { server } => format!("#/servers/{server}/many").into(),
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
            Self::Requests => "requests",
            Self::Instances { .. } => "instances",
            Self::Many { .. } => "many",
            Self::Instance { .. } => "instance",
        }
    }
}

/// A server's id as [`Route::to_hash`] writes it: without a sign or leading zeros.
fn parse_id(text: &str) -> Option<u32> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    if is_plain { text.parse().ok() } else { None }
}

/// What follows `?` behind the path of a list. `None` where something stands there that no list
/// writes: it may be a secret.
fn parse_query(rest: &str) -> Option<String> {
    if rest.is_empty() {
        return Some(String::new());
    }
    let query = rest.strip_prefix('?')?;
    let is_known = |pair: &str| {
        let name = pair.split_once('=').map(|(name, _)| name);
        name.is_some_and(|name| matches!(name, "q" | "state" | "engine" | "sort"))
    };
    query.split('&').all(is_known).then(|| query.to_owned())
}

/// A path segment without its percent signs. `None` when it is empty, or holds what a segment cannot
/// hold: a separator, or bytes that are not UTF-8.
fn decode(segment: &str) -> Option<String> {
    if segment.is_empty() || segment.contains(['/', '?', '&', '#', '=', ';']) {
        return None;
    }
    percent_decode_str(segment).decode_utf8().ok().map(Cow::into_owned)
}
