//! Reading http addresses: their parts, hosts and origins. All addresses of the panel are read here,
//! so that no two places see different hosts in one text.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What `encodeURIComponent` leaves as it is, next to letters and digits.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// Percent-encoding of one path segment, as `encodeURIComponent` does it.
#[must_use]
pub fn encode_segment(segment: &str) -> String {
    utf8_percent_encode(segment, SEGMENT).to_string()
}

/// The parts of an http address, as they stand in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UrlParts<'a> {
    pub is_https: bool,
    /// Login and password in front of the host, without the `@`
    pub user_info: Option<&'a str>,
    /// A name, an IPv4 address, or an IPv6 address in brackets
    pub host: &'a str,
    pub port: Option<u16>,
    /// With its slash, or empty
    pub path: &'a str,
    /// Query and fragment with their marks, or empty
    pub tail: &'a str,
}

impl<'a> UrlParts<'a> {
    /// `None` for what is not http, and for hosts that no browser would take.
    #[must_use]
    pub fn read(url: &'a str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let is_https = scheme.eq_ignore_ascii_case("https");
        if !is_https && !scheme.eq_ignore_ascii_case("http") {
            return None;
        }
        let (authority, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let (path, tail) = rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len()));
        let (user_info, address) = match authority.rsplit_once('@') {
            Some((user_info, address)) => (Some(user_info), address),
            None => (None, authority),
        };
        let (host, port) = split_port(address)?;
        Some(Self { is_https, user_info, host, port, path, tail })
    }

    #[must_use]
    pub const fn scheme(self) -> &'static str {
        if self.is_https { "https" } else { "http" }
    }

    /// The port, unless it is the scheme's own.
    #[must_use]
    pub fn other_port(self) -> Option<u16> {
        self.port.filter(|port| *port != if self.is_https { 443 } else { 80 })
    }

    /// Host and port as browsers write them.
    #[must_use]
    pub fn authority(self) -> String {
        let host = self.host.to_ascii_lowercase();
        match self.other_port() {
            Some(port) => format!("{host}:{port}"),
            None => host,
        }
    }
}

/// Whether this is a host with an optional port, as it stands between `//` and the path.
#[must_use]
pub fn is_host(text: &str) -> bool {
    split_port(text).is_some()
}

/// Host and port; `None` when they are none.
fn split_port(text: &str) -> Option<(&str, Option<u16>)> {
    let end = if text.starts_with('[') {
        text.find(']')? + 1
    } else {
        text.find(':').unwrap_or(text.len())
    };
    let (host, port) = text.split_at(end);
    let port = match port.strip_prefix(':') {
        // `parse` would take a sign as well.
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(digits.parse::<u16>().ok().filter(|port| *port > 0)?)
        }
        Some(_) => return None,
        None if port.is_empty() => None,
        None => return None,
    };
    is_host_name(host).then_some((host, port))
}

fn is_host_name(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let is_part = |byte: u8| byte.is_ascii_hexdigit() || byte == b':' || byte == b'.';
        return address.contains(':') && address.bytes().all(is_part);
    }
    let is_wrong =
        |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`%[]/?#@:".contains(c);
    if host.is_empty() || host.starts_with('.') || host.contains("..") || host.contains(is_wrong) {
        return false;
    }
    // Browsers take a host whose last label is a number for an IPv4 address.
    let last = host.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
    let is_number = last.starts_with(|c: char| c.is_ascii_digit())
        && (last.bytes().all(|byte| byte.is_ascii_digit())
            || last
                .strip_prefix("0x")
                .or_else(|| last.strip_prefix("0X"))
                .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit())));
    !is_number || ipv4(host).is_some()
}

/// The four numbers of an IPv4 address. Browsers read a number with a leading zero as octal, and
/// people do not, so there is none.
#[must_use]
pub fn ipv4(host: &str) -> Option<[u8; 4]> {
    let mut numbers = host.split('.').map(|number| {
        let is_plain = number == "0" || !number.starts_with(['0', '+']);
        number.parse::<u8>().ok().filter(|_| is_plain)
    });
    let found = [numbers.next()??, numbers.next()??, numbers.next()??, numbers.next()??];
    numbers.next().is_none().then_some(found)
}

/// Scheme, host and port of an address, as browsers compare them. Two origins are the same or not;
/// neither is a beginning of the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// The origin of an http address.
    #[must_use]
    pub fn of(url: &str) -> Option<Self> {
        let parts = UrlParts::read(url)?;
        Some(Self(format!("{}://{}", parts.scheme(), parts.authority())))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a host is this domain or a name below it.
#[must_use]
pub fn is_in_domain(host: &str, domain: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Whether an address lies below a base: the same text up to a slash, a query or the end.
#[must_use]
pub fn is_below(url: &str, base_url: &str) -> bool {
    url.strip_prefix(base_url)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
}
