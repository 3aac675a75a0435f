//! A request as the mounts see it: prefix removed, body parsed the way the servers' body parser
//! does it, texts of its complaints included.

use axum::http::{HeaderMap, Method};
use serde_json::{Map, Value};

use crate::reply::{self, Outcome, Reply};

#[derive(Clone, Debug)]
pub struct Call {
    pub method: Method,
    /// Still percent-encoded, without the mount's prefix.
    pub path: String,
    pub query: Vec<(String, String)>,
    raw_query: Option<String>,
    pub key: Option<String>,
    body: Value,
}

impl Call {
    /// Fails where the body parser of the real servers fails.
    pub fn read(
        method: Method,
        path: &str,
        query: Option<&str>,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Outcome<Self> {
        let kind = headers.get("content-type").and_then(|value| value.to_str().ok());
        let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        let body = match kind {
            "application/json" if !body.is_empty() => parse_json(&String::from_utf8_lossy(body))?,
            "application/x-www-form-urlencoded" => {
                let pairs = pairs(&String::from_utf8_lossy(body));
                Value::Object(pairs.into_iter().map(|(key, text)| (key, text.into())).collect())
            }
            // Any other type is left unread: the request counts as empty.
            _ => Value::Object(Map::new()),
        };
        Ok(Self {
            method,
            path: path.to_owned(),
            query: query.map(pairs).unwrap_or_default(),
            raw_query: query.map(str::to_owned),
            key: headers.get("apikey").and_then(|value| value.to_str().ok()).map(str::to_owned),
            body,
        })
    }

    /// The path's parts, still encoded. A slash at the end makes no difference.
    #[must_use]
    pub fn segments(&self) -> Vec<&str> {
        self.path.trim_matches('/').split('/').filter(|part| !part.is_empty()).collect()
    }

    /// The body as an object; a list counts as an object without members.
    #[must_use]
    pub fn body(&self) -> Map<String, Value> {
        self.body.as_object().cloned().unwrap_or_default()
    }

    /// Query parameters lie beneath the body, unchecked: the servers merge them.
    #[must_use]
    pub fn merged(&self) -> Map<String, Value> {
        let mut all: Map<String, Value> =
            self.query.iter().map(|(key, text)| (key.clone(), text.as_str().into())).collect();
        all.extend(self.body());
        all
    }

    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, text)| text.as_str())
    }

    #[must_use]
    pub fn no_route(&self) -> Reply {
        let query = self.raw_query.as_ref().map(|text| format!("?{text}")).unwrap_or_default();
        reply::error(404, vec![format!("Cannot {} {}{query}", self.method, self.path)])
    }
}

/// A path part as the router hands it on.
pub fn decode_segment(raw: &str) -> Outcome<String> {
    decode(raw).ok_or_else(|| reply::unreadable(&format!("Failed to decode param '{raw}'")))
}

fn decode(raw: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let text = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(text, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn pairs(text: &str) -> Vec<(String, String)> {
    let plain = |part: &str| {
        let spaced = part.replace('+', " ");
        decode(&spaced).unwrap_or(spaced)
    };
    text.split('&')
        .filter(|part| !part.is_empty())
        .map(|part| part.split_once('=').unwrap_or((part, "")))
        .map(|(key, value)| (plain(key), plain(value)))
        .collect()
}

/// Only objects and lists are taken; the complaints are worded as the JavaScript engine words them.
fn parse_json(text: &str) -> Outcome<Value> {
    let first = text.trim_start().chars().next().unwrap_or(' ');
    if first != '{' && first != '[' {
        return Err(unexpected(text, first));
    }
    serde_json::from_str(text).map_err(|error| {
        let last = text.trim_end().chars().next_back();
        if error.is_eof() && matches!(last, Some(',' | '{')) {
            let end = text.chars().count();
            return reply::unreadable(&format!(
                "Expected double-quoted property name in JSON at position {end}"
            ));
        }
        if error.is_eof() {
            return reply::unreadable("Unexpected end of JSON input");
        }
        unexpected(text, text.chars().nth(error.column().saturating_sub(1)).unwrap_or(first))
    })
}

fn unexpected(text: &str, at: char) -> Reply {
    reply::unreadable(&format!("Unexpected token '{at}', \"{text}\" is not valid JSON"))
}

#[cfg(test)]
mod tests {
    use super::{decode, pairs};

    #[test]
    fn decoding() {
        assert_eq!(decode("50%25").as_deref(), Some("50%"));
        assert_eq!(decode("50%"), None);
        assert_eq!(pairs("a=b+c&d"), [("a".into(), "b c".into()), ("d".into(), String::new())]);
    }
}
