//! What the demo decides from the text of an address: whether the servers accept it, and whether
//! anything answers there. Nothing is looked up, so that a test can choose the outcome: port 9 and
//! host names that end in `.invalid` never answer.

/// Applies the address check of the servers: the scheme is optional, but must be http, https or
/// ftp in any case; a host without a dot is valid; a host with an underscore is not.
#[must_use]
pub fn is_url(text: &str) -> bool {
    let rest = match text.split_once("://") {
        Some((scheme, rest)) => {
            let scheme = scheme.to_ascii_lowercase();
            if !matches!(scheme.as_str(), "http" | "https" | "ftp") {
                return false;
            }
            rest
        }
        None => text,
    };
    let host = host_and_port(rest).0;
    let is_valid = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '[' | ']' | ':');
    let is_refused = |c: char| c.is_whitespace() || matches!(c, '<' | '>');
    !host.is_empty() && host.chars().all(is_valid) && !text.chars().any(is_refused)
}

/// Whether 2.x ever calls a stored webhook: it looks for a lower-case scheme.
#[must_use]
pub fn is_called(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

/// Whether nothing answers at an address.
#[must_use]
pub fn is_unreachable(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (host, port) = host_and_port(rest);
    host_never_answers(host, port)
}

#[must_use]
pub fn host_never_answers(host: &str, port: &str) -> bool {
    port == "9"
        || host.is_empty()
        || host.ends_with(".invalid")
        || host.contains(char::is_whitespace)
}

/// Host and port for the text of a refused connection; the default port is written out.
#[must_use]
pub fn authority(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
    let (host, port) = host_and_port(rest);
    let default = if scheme == "https" { "443" } else { "80" };
    format!("{host}:{}", if port.is_empty() { default } else { port })
}

fn host_and_port(rest: &str) -> (&str, &str) {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let authority = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    match authority.rsplit_once(':') {
        Some((host, port)) if port.chars().all(|c| c.is_ascii_digit()) => (host, port),
        _ => (authority, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::{authority, is_called, is_unreachable, is_url};

    #[test]
    fn accepts_the_addresses_that_the_servers_accept() {
        for valid in [
            "example.com/hook",
            "ftp://example.com/x",
            "http://localhost:3",
            "https://a.b/with_underscore",
            "HTTP://a.b",
            "https://user:word@a.b/x",
        ] {
            assert!(is_url(valid), "{valid}");
        }
        for invalid in [
            "not a url",
            "",
            "nope nope",
            "gopher://x",
            "http://",
            "http://my_host/x",
            "http://a/<",
        ] {
            assert!(!is_url(invalid), "{invalid}");
        }
    }

    #[test]
    fn the_address_decides_what_answers() {
        assert!(is_unreachable("http://127.0.0.1:9/hook"));
        assert!(!is_unreachable("http://127.0.0.1:90/hook"));
        assert_eq!(authority("http://127.0.0.1:9"), "127.0.0.1:9");
        assert!(is_called("https://a") && !is_called("HTTPS://a") && !is_called("a.b"));
    }
}
