//! A proxy in one line, as the lists of proxy sellers and other programs write it:
//! `host:port:user:password`, `user:password@host:port`, `scheme://user:password@host:port`,
//! `scheme://host:port@user:password` and `scheme://host:port:user:password`.

use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;

/// The five fields of a proxy; empty if the text is a host alone or no proxy at all. A line without a
/// scheme leaves the protocol as it is.
#[must_use]
pub fn proxy(text: &str) -> Vec<(Field, Draft)> {
    let text = text.trim().trim_end_matches('/');
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) => (Some(scheme.to_ascii_lowercase()), rest),
        None => (None, text),
    };
    let Some(parts) = parts(rest) else { return Vec::new() };
    let protocol = scheme.map(|scheme| (Field::ProxyProtocol, Draft::text(protocol(&scheme))));
    let fields = [
        (Field::ProxyHost, Draft::text(parts.host)),
        (Field::ProxyPort, Draft::text(parts.port)),
        (Field::ProxyUsername, Draft::text(parts.user)),
        (Field::ProxyPassword, Draft::text(parts.password)),
    ];
    fields.into_iter().chain(protocol).collect()
}

struct Parts<'a> {
    host: &'a str,
    port: &'a str,
    user: &'a str,
    password: &'a str,
}

fn parts(text: &str) -> Option<Parts<'_>> {
    // A password may contain an @, a host never does.
    if let Some((login, address)) = text.rsplit_once('@')
        && let Some((host, port)) = host_and_port(address)
    {
        let (user, password) = login.split_once(':').unwrap_or((login, ""));
        return Some(Parts { host, port, user, password });
    }
    if let Some((address, login)) = text.split_once('@')
        && let Some((host, port)) = host_and_port(address)
    {
        let (user, password) = login.split_once(':').unwrap_or((login, ""));
        return Some(Parts { host, port, user, password });
    }
    let host_end = if text.starts_with('[') { text.find(']')? + 1 } else { text.find(':')? };
    let (host, rest) = text.split_at(host_end);
    let rest = rest.strip_prefix(':')?;
    let (port, login) = rest.split_once(':').unwrap_or((rest, ""));
    let (host, port) = checked(host, port)?;
    let (user, password) = login.split_once(':').unwrap_or((login, ""));
    Some(Parts { host, port, user, password })
}

fn host_and_port(text: &str) -> Option<(&str, &str)> {
    let (host, port) = text.rsplit_once(':')?;
    checked(host, port)
}

/// A host and a port that can be meant as such.
fn checked<'a>(host: &'a str, port: &'a str) -> Option<(&'a str, &'a str)> {
    let is_name = |c: char| c.is_alphanumeric() || ".-_".contains(c);
    let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let is_host = match inner {
        Some(address) => address.chars().all(|c| c.is_ascii_hexdigit() || c == ':' || c == '.'),
        None => host.chars().all(is_name),
    };
    let is_port =
        port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|n| n > 0);
    (!host.is_empty() && is_host && is_port).then_some((host, port))
}

/// The protocol as the servers call it. What none of them knows is kept, so that the form says so.
fn protocol(scheme: &str) -> &str {
    match scheme {
        "socks5h" => "socks5",
        scheme => scheme,
    }
}
