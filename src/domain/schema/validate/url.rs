//! The check of an address that the server is to call.

use crate::domain::http::place::Place;
use crate::domain::http::url::is_host;
use crate::domain::schema::validate::Fault;
use crate::domain::schema::wire::HostCheck;

/// What is wrong with an address, whichever server reads it.
pub(crate) fn url_fault(url: &str) -> Option<Fault> {
    let lower = url.to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"))
    else {
        return Some(Fault::UrlScheme);
    };
    let host = host_and_port(rest);
    let is_bad = !is_host(host)
        || url.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c));
    if is_bad {
        Some(Fault::UrlShape)
    } else if Place::of(&format!("http://{host}")) == Place::Machine || is_any_address(host) {
        Some(Fault::UrlLocalhost)
    } else if lower.contains("/webhook-test/") {
        Some(Fault::UrlTestHook)
    } else if Place::of(&format!("http://{host}")) == Place::LocalNetwork || is_docker_host(host) {
        Some(Fault::UrlPrivate)
    } else {
        None
    }
}

/// What this server has against the host of an address.
pub(crate) fn host_fault(url: &str, check: HostCheck) -> Option<Fault> {
    if !has_underscore_host(url) {
        return None;
    }
    match check {
        HostCheck::Any => None,
        HostCheck::MayRefuseUnderscore => Some(Fault::UrlUnderscoreDoubtful),
        HostCheck::RefusesUnderscore => Some(Fault::UrlUnderscore),
    }
}

/// Whether the host of an address has an underscore in it.
#[must_use]
pub fn has_underscore_host(url: &str) -> bool {
    url.split_once("://").is_some_and(|(_, rest)| host_and_port(rest).contains('_'))
}

/// Whether an address leads to the machine that reads it.
#[must_use]
pub fn is_localhost(url: &str) -> bool {
    url_fault(url) == Some(Fault::UrlLocalhost)
}

/// The address with scheme and host in lower case. 2.x stores `HTTP://` as it is and never calls it.
/// The login and everything behind the host stay as they are.
#[must_use]
pub fn with_lower_origin(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let host = authority.rfind('@').map_or(0, |at| at + 1);
    let (login, host) = authority.split_at(host);
    let (scheme, host) = (scheme.to_ascii_lowercase(), host.to_ascii_lowercase());
    format!("{scheme}://{login}{host}{path}")
}

/// Host and port of what follows `//`.
fn host_and_port(rest: &str) -> &str {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default()
}

fn is_any_address(host: &str) -> bool {
    host.split(':').next() == Some("0.0.0.0")
}

/// What a container calls the machine that it runs on.
fn is_docker_host(host: &str) -> bool {
    host.split(':').next().is_some_and(|name| name.ends_with(".docker.internal"))
}
