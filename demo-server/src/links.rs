//! What the demo thinks of an address. The real servers look it up; here its text decides, so
//! that a test can choose the outcome: port 9 and names ending in `.invalid` never answer.

/// Accepts what the servers' own address check accepts: a scheme is optional, but must be
/// http, https or ftp; a host without a dot is fine; blanks are not.
#[must_use]
pub fn is_url(text: &str) -> bool {
    let rest = match text.split_once("://") {
        Some(("http" | "https" | "ftp", rest)) => rest,
        Some(_) => return false,
        None => text,
    };
    let host = host_and_port(rest).0;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '[' | ']' | ':');
    !host.is_empty() && host.chars().all(plain) && !text.chars().any(char::is_whitespace)
}

/// True for an address nobody answers at.
#[must_use]
pub fn is_dead(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (host, port) = host_and_port(rest);
    never_answers(host, port)
}

#[must_use]
pub fn never_answers(host: &str, port: &str) -> bool {
    port == "9"
        || host.is_empty()
        || host.ends_with(".invalid")
        || host.contains(char::is_whitespace)
}

/// `127.0.0.1:9` for the text of a refused connection; the default port is spelled out.
#[must_use]
pub fn authority(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
    let (host, port) = host_and_port(rest);
    let default = if scheme == "https" { "443" } else { "80" };
    format!("{host}:{}", if port.is_empty() { default } else { port })
}

fn host_and_port(rest: &str) -> (&str, &str) {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    match authority.rsplit_once(':') {
        Some((host, port)) if port.chars().all(|c| c.is_ascii_digit()) => (host, port),
        _ => (authority, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::{authority, is_dead, is_url};

    #[test]
    fn addresses() {
        for good in ["example.com/hook", "ftp://example.com/x", "http://localhost:3", "https://a.b"]
        {
            assert!(is_url(good), "{good}");
        }
        for bad in ["not a url", "", "nope nope", "gopher://x", "http://"] {
            assert!(!is_url(bad), "{bad}");
        }
        assert!(is_dead("http://127.0.0.1:9/hook"));
        assert!(!is_dead("http://127.0.0.1:90/hook"));
        assert_eq!(authority("http://127.0.0.1:9"), "127.0.0.1:9");
    }
}
