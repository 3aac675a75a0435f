//! The proxy test: the real servers fetch a page through the proxy before they store it. Here the
//! protocol, the login and the host decide, and an option that makes every test fail.

use serde_json::{Map, Value};

use crate::http::reply::{self, ApiResult};
use crate::state::options::ServerOptions;
use crate::values::url;

/// Fails with the reply of a proxy that does not work.
pub(crate) fn check(
    options: &ServerOptions,
    proxy: &Map<String, Value>,
    protocols: &[&str],
) -> ApiResult<()> {
    let text = |name: &str| match proxy.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let protocol = text("protocol").to_lowercase();
    let (user, password) = (text("username"), text("password"));
    let works = options.proxy_ok
        && protocols.contains(&protocol.as_str())
        && (user.is_empty()
            || password.is_empty()
            || fits_into_url(&user, &protocol) && fits_into_url(&password, &protocol))
        && !url::host_never_answers(&text("host"), &text("port"));
    if works { Ok(()) } else { Err(reply::refused("Invalid proxy")) }
}

/// The servers write user and password into a URL as they are: some characters end the host part,
/// and a `%` must start a percent code.
fn fits_into_url(text: &str, protocol: &str) -> bool {
    let ends_host =
        |c: char| matches!(c, '/' | '?' | '#') || c == '\\' && matches!(protocol, "http" | "https");
    let is_code =
        |rest: &str| rest.len() >= 2 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    !text.contains(ends_host) && text.split('%').skip(1).all(is_code)
}

#[cfg(test)]
mod tests {
    use super::fits_into_url;

    #[test]
    fn some_characters_of_a_login_break_the_url() {
        for text in ["plain", "a b", "u@h:1", "50%25", "a%2Fb"] {
            assert!(fits_into_url(text, "http"), "{text}");
        }
        for text in ["a/b", "a?b", "a#b", "a\\b", "50%", "a%zz", "a%2"] {
            assert!(!fits_into_url(text, "http"), "{text}");
        }
        assert!(fits_into_url("a\\b", "socks"));
    }
}
