//! A request as the servers see it: without the mount's prefix, and with a body that is parsed as
//! their body parser does it, error texts included.

use axum::http::{HeaderMap, Method};
use serde_json::{Map, Value};

use crate::http::reply::{self, ApiResult, Reply};

#[derive(Clone, Debug)]
pub struct ApiRequest {
    pub method: Method,
    /// Percent-encoded, without the mount's prefix.
    pub path: String,
    pub query: Vec<(String, String)>,
    raw_query: Option<String>,
    pub key: Option<String>,
    /// How many calls the mount had received, this one included.
    pub arrival: u64,
    body: Value,
}

impl ApiRequest {
    /// Fails where the real body parser fails, with its reply.
    pub fn read(
        method: Method,
        path: &str,
        query: Option<&str>,
        headers: &HeaderMap,
        body: &[u8],
    ) -> ApiResult<Self> {
        let content_type = headers.get("content-type").and_then(|value| value.to_str().ok());
        let content_type =
            content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        let body = match content_type {
            "application/json" if !body.is_empty() => parse_json(&String::from_utf8_lossy(body))?,
            "application/x-www-form-urlencoded" => {
                let pairs = pairs(&String::from_utf8_lossy(body));
                Value::Object(pairs.into_iter().map(|(key, text)| (key, text.into())).collect())
            }
            // A body of any other type is ignored.
            _ => Value::Object(Map::new()),
        };
        Ok(Self {
            method,
            path: path.to_owned(),
            query: query.map(pairs).unwrap_or_default(),
            raw_query: query.map(str::to_owned),
            key: headers.get("apikey").and_then(|value| value.to_str().ok()).map(str::to_owned),
            arrival: 0,
            body,
        })
    }

    /// The parts of the path, percent-encoded. A slash at the end makes no difference.
    #[must_use]
    pub fn segments(&self) -> Vec<&str> {
        self.path.trim_matches('/').split('/').filter(|part| !part.is_empty()).collect()
    }

    /// The body as an object; a list counts as an empty object.
    #[must_use]
    pub fn body(&self) -> Map<String, Value> {
        self.body.as_object().cloned().unwrap_or_default()
    }

    /// The query parameters, overwritten by the members of the body: the servers merge both.
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
    pub fn no_such_route(&self) -> Reply {
        let query = self.raw_query.as_ref().map(|text| format!("?{text}")).unwrap_or_default();
        reply::error(404, vec![format!("Cannot {} {}{query}", self.method, self.path)])
    }
}

/// Decodes one part of the path; the servers answer 400 when it cannot be decoded.
pub fn decode_segment(raw: &str) -> ApiResult<String> {
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
    let decoded = |part: &str| {
        let spaced = part.replace('+', " ");
        decode(&spaced).unwrap_or(spaced)
    };
    text.split('&')
        .filter(|part| !part.is_empty())
        .map(|part| part.split_once('=').unwrap_or((part, "")))
        .map(|(key, value)| (decoded(key), decoded(value)))
        .collect()
}

/// Accepts objects and lists only. The error texts are those of the JavaScript engine.
fn parse_json(text: &str) -> ApiResult<Value> {
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
    fn decodes_percent_encoding_and_query_pairs() {
        assert_eq!(decode("50%25").as_deref(), Some("50%"));
        assert_eq!(decode("50%"), None);
        assert_eq!(pairs("a=b+c&d"), [("a".into(), "b c".into()), ("d".into(), String::new())]);
    }
}
