//! Calls as values: method, URL, key and body of every route the panel uses. Names stand in paths
//! percent-encoded; a key stands in the `apikey` header and nowhere else.

use crate::domain::http::secret::Secret;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
    Put,
    Delete,
}

impl Method {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// A request that is ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpCall {
    pub method: Method,
    pub url: String,
    /// For the `apikey` header; empty for calls that need none
    pub key: Secret,
    /// The text that is sent byte for byte, with `Content-Type: application/json`
    pub body: Option<String>,
}

impl HttpCall {
    #[must_use]
    pub fn new(method: Method, base_url: &str, path: &str, key: &Secret) -> Self {
        Self { method, url: format!("{base_url}{path}"), key: key.clone(), body: None }
    }

    #[must_use]
    pub fn with_body(mut self, body: String) -> Self {
        self.body = Some(body);
        self
    }
}

/// A path that ends in an instance's name.
#[must_use]
pub fn path(route: &str, name: &str) -> String {
    format!("{route}/{}", encode_segment(name))
}

/// Percent-encoding of one path segment, as `encodeURIComponent` does it.
#[must_use]
pub fn encode_segment(segment: &str) -> String {
    let mut encoded = String::with_capacity(segment.len());
    for byte in segment.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            encoded.push('%');
            encoded.push(char::from(HEX[usize::from(byte >> 4)]));
            encoded.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    encoded
}

/// A base URL as people paste it, cleaned: without blanks, trailing slashes, a `/manager` page, a
/// query or a fragment; `https://` where no scheme was given. `None` when no host is left.
#[must_use]
pub fn clean_base_url(pasted: &str) -> Option<String> {
    let pasted = pasted.trim();
    let lower = pasted.to_ascii_lowercase();
    let (scheme, rest) = if lower.starts_with("http://") {
        ("http://", &pasted[7..])
    } else if lower.starts_with("https://") {
        ("https://", &pasted[8..])
    } else if pasted.contains("://") {
        return None;
    } else {
        let is_local = lower.starts_with("localhost") || lower.starts_with("127.");
        (if is_local { "http://" } else { "https://" }, pasted)
    };
    let rest = rest.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let rest = match rest.find("/manager") {
        Some(at) if rest[at + 8..].is_empty() || rest[at + 8..].starts_with('/') => &rest[..at],
        _ => rest,
    };
    let rest = rest.trim_end_matches('/');
    let host = rest.split('/').next().unwrap_or_default();
    // A login in the address is a secret in a URL; browsers refuse to fetch such addresses.
    let is_bad = !is_host(host)
        || host.contains('@')
        || rest.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c));
    let host_end = host.len();
    (!is_bad).then(|| format!("{scheme}{}{}", host.to_ascii_lowercase(), &rest[host_end..]))
}

/// Whether this is a host with an optional port, as it stands between `//` and the path.
#[must_use]
pub fn is_host(text: &str) -> bool {
    let end = if text.starts_with('[') {
        text.find(']').map_or(0, |bracket| bracket + 1)
    } else {
        text.find(':').unwrap_or(text.len())
    };
    let (host, port) = text.split_at(end);
    let is_port = match port.strip_prefix(':') {
        Some(digits) => {
            digits.bytes().all(|b| b.is_ascii_digit()) && digits.parse::<u16>().is_ok_and(|n| n > 0)
        }
        None => port.is_empty(),
    };
    let is_name =
        !host.is_empty() && host != "[]" && !host.starts_with('.') && !host.contains("..");
    is_name && is_port
}
