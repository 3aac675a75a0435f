//! The address of a server, read from what people paste: with quotes around, with half a scheme, with
//! the route of a guide's example behind it, or with a placeholder that was to be replaced.

use crate::domain::http::place::Place;
use crate::domain::http::secret::trim_pasted;
use crate::domain::http::url::{UrlParts, is_in_domain};

/// An address that can be called: scheme, host and path, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

/// Why a text is no address of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressFault {
    Empty,
    /// The part of a guide's example that was to be replaced, as it was typed
    Placeholder(String),
    /// A login is a secret, and no browser fetches an address with one
    UserInfo,
    /// Something else than http
    Scheme,
    Shape,
}

impl AddressFault {
    /// The key of its sentence in the locale files, under `servers.problem.`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Empty => "url_empty",
            Self::Placeholder(_) => "url_placeholder",
            Self::UserInfo => "url_user_info",
            Self::Scheme => "url_scheme",
            Self::Shape => "url",
        }
    }
}

/// Reads an address.
///
/// # Errors
/// When no host is left, or the address could not be called.
pub fn read(pasted: &str) -> Result<BaseUrl, AddressFault> {
    let text = trim_pasted(pasted);
    let text = text.trim_end_matches([',', ';']);
    if text.is_empty() {
        return Err(AddressFault::Empty);
    }
    if let Some(placeholder) = placeholder(text) {
        return Err(AddressFault::Placeholder(placeholder));
    }
    let (scheme, rest) = split_scheme(text)?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    if authority.contains('@') {
        return Err(AddressFault::UserInfo);
    }
    let authority = without_last_dot(authority);
    let scheme = scheme.unwrap_or_else(|| usual_scheme(&authority));
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    let path = path.trim_end_matches(['.', '/']);
    let is_wrong = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    if path.contains(is_wrong) {
        return Err(AddressFault::Shape);
    }
    let url = format!("{scheme}://{authority}{}", without_page(path));
    let parts = UrlParts::read(&url).ok_or(AddressFault::Shape)?;
    let path = match parts.path.trim_end_matches(['.', '/']) {
        // The host's own pages are there; its API is below.
        "" if is_in_domain(parts.host, "l2msg.com") => "/whatsapp",
        path => path,
    };
    let host = parts.host.to_ascii_lowercase();
    let port = parts.port.map(|port| format!(":{port}")).unwrap_or_default();
    Ok(BaseUrl(format!("{}://{host}{port}{path}", parts.scheme())))
}

/// The address as it is called; `None` for what is none.
#[must_use]
pub fn base_url(pasted: &str) -> Option<String> {
    read(pasted).ok().map(BaseUrl::into_string)
}

/// The same without its last segment, which may be one too many, as in `/api`.
#[must_use]
pub fn without_last_segment(base_url: &str) -> Option<String> {
    let parts = UrlParts::read(base_url)?;
    let (rest, _) = parts.path.rsplit_once('/')?;
    let end = base_url.len() - parts.tail.len() - parts.path.len();
    (!is_in_domain(parts.host, "l2msg.com")).then(|| format!("{}{rest}", &base_url[..end]))
}

/// The scheme that was typed and what follows it. A scheme typed twice, or with the wrong number of
/// slashes or without its colon, is what people meant by it.
fn split_scheme(text: &str) -> Result<(Option<&'static str>, &str), AddressFault> {
    let (mut scheme, mut rest) = (None, text);
    loop {
        let found = ["https", "http"].into_iter().find_map(|name| {
            let start = rest.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name))?;
            let after = &rest[start.len()..];
            let after = match after.strip_prefix(':') {
                Some(after) if after.starts_with('/') => after,
                None if after.starts_with("//") => after,
                _ => return None,
            };
            Some((name, after.trim_start_matches('/')))
        });
        match found {
            Some((name, after)) => (scheme, rest) = (Some(name), after),
            None => break,
        }
    }
    let before_query = rest.split(['?', '#']).next().unwrap_or_default();
    if before_query.contains("://") {
        return Err(AddressFault::Scheme);
    }
    Ok((scheme, rest.strip_prefix("//").unwrap_or(rest)))
}

/// Servers on this machine and in the local network seldom have a certificate.
fn usual_scheme(authority: &str) -> &'static str {
    let url = format!("http://{authority}");
    match UrlParts::read(&url).map(|parts| Place::of_host(parts.host)) {
        Some(Place::Machine | Place::LocalNetwork) => "http",
        _ => "https",
    }
}

/// A host ends in a dot where it ended a sentence.
fn without_last_dot(authority: &str) -> String {
    match authority.rsplit_once(':') {
        Some((host, port)) if !authority.ends_with(']') => {
            format!("{}:{port}", host.trim_end_matches('.'))
        }
        _ => authority.trim_end_matches('.').to_owned(),
    }
}

/// The path up to the first page or route of the API in it.
fn without_page(path: &str) -> &str {
    let mut at = 0;
    for segment in path.split('/').skip(1) {
        let rest = &path[at + 1 + segment.len()..];
        let next = rest.strip_prefix('/').and_then(|rest| rest.split('/').next()).unwrap_or("");
        if is_page(segment, next) {
            return &path[..at];
        }
        at += 1 + segment.len();
    }
    path
}

/// Whether such a segment, followed by that one, belongs to the server's own pages or routes.
fn is_page(segment: &str, next: &str) -> bool {
    let is_route = |known: &[&str]| next.is_empty() || known.contains(&next);
    match segment {
        "manager" | "docs" | "verify-creds" => true,
        "instance" => is_route(&[
            "create",
            "fetchInstances",
            "connect",
            "connectionState",
            "restart",
            "logout",
            "delete",
            "setPresence",
        ]),
        "message" => next.starts_with("send"),
        "webhook" | "settings" | "proxy" | "chatwoot" | "typebot" | "websocket" | "rabbitmq"
        | "sqs" => matches!(next, "set" | "find" | "create"),
        _ => false,
    }
}

/// The part of an example that somebody was to replace.
fn placeholder(text: &str) -> Option<String> {
    for (open, close) in [("{{", "}}"), ("${", "}"), ("{", "}"), ("<", ">"), ("[", "]")] {
        let Some((start, rest)) = text.split_once(open) else { continue };
        let Some((name, _)) = rest.split_once(close) else { continue };
        let is_name =
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_- .".contains(c));
        // Square brackets are those of an IPv6 address as well.
        if is_name && (open != "[" || !name.contains(':')) && !start.contains(['?', '#']) {
            return Some(format!("{open}{name}{close}"));
        }
    }
    let rest = text.rsplit("//").next().unwrap_or(text);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.split('.').find(|label| is_placeholder_label(label)).map(str::to_owned)
}

/// `SEU_DOMINIO`, `your-server`: *your* or *my* and what is to be put in, in three languages.
fn is_placeholder_label(label: &str) -> bool {
    const WHOSE: [&str; 6] = ["seu", "sua", "your", "tu", "su", "my"];
    const WHAT: [&str; 14] = [
        "dominio",
        "domínio",
        "servidor",
        "servidora",
        "url",
        "ip",
        "host",
        "api",
        "domain",
        "server",
        "evolution",
        "instancia",
        "baseurl",
        "endereco",
    ];
    let lower = label.to_lowercase();
    let has_mark = lower.contains(['_', '-']);
    let plain: String = lower.chars().filter(|c| !"_-".contains(*c)).collect();
    if has_mark
        && label.contains('_')
        && ["baseurl", "serverurl", "apiurl", "evolutionurl", "evolutionapiurl"].contains(&&*plain)
    {
        return true;
    }
    WHOSE.iter().any(|whose| {
        plain.strip_prefix(whose).is_some_and(|what| {
            // `suip` without a mark could be anybody's name.
            (has_mark || what.chars().count() > 5)
                && WHAT.iter().any(|known| what.starts_with(known))
        })
    })
}
