//! Secrets: kept from every place that prints, and masked wherever they are shown.

use std::fmt;

use serde_json::{Map, Value};

/// A key, token or password. Its `Debug` prints `***`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret in clear: for the request that carries it and for the operator who asks.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What was taken out of a pasted secret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WasCleaned(bool);

impl WasCleaned {
    /// Whether the secret is another text than what was pasted.
    #[must_use]
    pub const fn is_other(self) -> bool {
        self.0
    }
}

/// Why a text cannot be a secret that goes into a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretFault {
    /// A character that no header can carry: beyond Latin-1, or a control character
    Character(char),
}

impl Secret {
    /// A secret from what was pasted, without what is never meant: blanks, line ends and quotes around
    /// it, and characters that nobody sees.
    ///
    /// # Errors
    /// When a character is left that no header can carry.
    pub fn clean(pasted: &str) -> Result<(Self, WasCleaned), SecretFault> {
        let clean = trim_pasted(pasted);
        if let Some(odd) = clean.chars().find(|c| !is_header_character(*c)) {
            return Err(SecretFault::Character(odd));
        }
        let was_cleaned = WasCleaned(clean != pasted);
        Ok((Self(clean), was_cleaned))
    }

    /// Whether a header can carry it as it is.
    #[must_use]
    pub fn fits_header(&self) -> bool {
        self.0.chars().all(is_header_character)
    }
}

/// Headers carry Latin-1 without control characters.
const fn is_header_character(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{ff}')
}

/// Characters that nobody sees and that come along from web pages and chats.
const fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{ad}' | '\u{feff}')
}

/// A pasted text without what is never meant: line ends and characters that nobody sees, wherever
/// they are; blanks and one pair of quotes around it.
#[must_use]
pub fn trim_pasted(pasted: &str) -> String {
    const QUOTES: [(char, char); 9] = [
        ('"', '"'),
        ('\'', '\''),
        ('`', '`'),
        ('\u{201c}', '\u{201d}'),
        ('\u{201e}', '\u{201c}'),
        ('\u{201d}', '\u{201d}'),
        ('\u{2018}', '\u{2019}'),
        ('\u{2019}', '\u{2019}'),
        ('\u{ab}', '\u{bb}'),
    ];
    let seen: String = pasted
        .chars()
        .filter(|c| !is_zero_width(*c) && !matches!(c, '\r' | '\n' | '\u{2028}' | '\u{2029}'))
        .collect();
    let mut text = seen.trim();
    while let Some(inner) =
        QUOTES.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))
    {
        text = inner.trim();
    }
    text.to_owned()
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// A secret as it is shown: dots, and of a long one its last four characters to tell it by. What is
/// masked already stays as it is.
#[must_use]
pub fn masked(secret: &str) -> String {
    const DOTS: &str = "••••••••";
    if secret.starts_with(DOTS) {
        return secret.to_owned();
    }
    let count = secret.chars().count();
    if count < 16 {
        return DOTS.to_owned();
    }
    let tail: String = secret.chars().skip(count - 4).collect();
    format!("{DOTS}{tail}")
}

/// Whether a key of a JSON body names a secret, in any dialect.
#[must_use]
pub fn is_secret_key(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    ["token", "apikey", "api_key", "pass", "secret", "authorization", "autorization", "jwt"]
        .iter()
        .any(|word| key.contains(word))
        || key == "hash"
        || key == "key"
}

/// A copy of a body with every secret masked.
#[must_use]
pub fn masked_body(body: &Value) -> Value {
    match body {
        Value::Object(object) if is_qr_code(object) => {
            Value::Object(object.iter().map(masked_qr_member).collect())
        }
        Value::Object(object) => Value::Object(
            object.iter().map(|(key, value)| (key.clone(), masked_member(key, value))).collect(),
        ),
        Value::Array(items) => items.iter().map(masked_body).collect(),
        Value::String(text) => masked_text(text).into(),
        other => other.clone(),
    }
}

/// The object or list that a text holds as JSON.
#[must_use]
pub fn json_inside(text: &str) -> Option<Value> {
    // A list without an object in it names nothing.
    let may_be = text.trim_start().starts_with(['{', '[']) && text.contains('{');
    may_be.then(|| serde_json::from_str(text).ok())?
}

/// A text as it is, unless it is JSON that names a secret.
fn masked_text(text: &str) -> String {
    let masked = json_inside(text).and_then(|inside| {
        let masked = masked_body(&inside);
        (masked != inside).then(|| masked.to_string())
    });
    masked.unwrap_or_else(|| text.to_owned())
}

fn masked_member(key: &str, value: &Value) -> Value {
    match value {
        Value::String(text) if is_secret_key(key) && !text.is_empty() => masked(text).into(),
        Value::Number(number) if is_secret_key(key) && !is_count(key) => {
            masked(&number.to_string()).into()
        }
        Value::Array(items) if is_secret_key(key) => {
            items.iter().map(|item| masked_member(key, item)).collect()
        }
        Value::Object(headers)
            if key.eq_ignore_ascii_case("headers") || key == "webhookHeaders" =>
        {
            Value::Object(masked_headers(headers))
        }
        Value::Object(qr) if key == "qrcode" => {
            Value::Object(qr.iter().map(masked_qr_member).collect::<Map<_, _>>())
        }
        other => masked_body(other),
    }
}

/// `maxTokens` of a bot says how many, not which.
fn is_count(key: &str) -> bool {
    key.to_ascii_lowercase().ends_with("tokens")
}

/// Headers with every value masked that may be a secret.
#[must_use]
pub fn masked_headers(headers: &Map<String, Value>) -> Map<String, Value> {
    headers.iter().map(masked_header).collect()
}

/// The answer of `connect` is such an object itself; elsewhere it stands under `qrcode`. A webhook's
/// `base64` is a flag.
fn is_qr_code(object: &Map<String, Value>) -> bool {
    let is_text = |name: &str| object.get(name).is_some_and(Value::is_string);
    object.contains_key("pairingCode")
        || is_text("base64")
        || (is_text("code") && object.get("count").is_some_and(Value::is_number))
}

/// Whoever holds the code, its picture or the pairing code can link the account.
fn masked_qr_member((name, value): (&String, &Value)) -> (String, Value) {
    let value = match value.as_str() {
        Some(text) if !text.is_empty() => masked(text).into(),
        _ => masked_member(name, value),
    };
    (name.clone(), value)
}

/// Any header may carry a key; what kind of content is sent may be seen.
fn masked_header((name, value): (&String, &Value)) -> (String, Value) {
    let is_plain = name.eq_ignore_ascii_case("content-type");
    let value = match value.as_str() {
        Some(text) if !is_plain && !text.is_empty() => masked(text).into(),
        _ => value.clone(),
    };
    (name.clone(), value)
}

/// Text of unknown shape with every one of these secrets masked, also where JSON escapes them.
#[must_use]
pub fn without(text: &str, secrets: &[&str]) -> String {
    let mut secrets: Vec<&str> =
        secrets.iter().copied().filter(|secret| secret.len() >= 4).collect();
    // The longest first: a secret may begin with another one.
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    secrets.into_iter().fold(text.to_owned(), |text, secret| {
        let text = replaced(text, secret, secret);
        match escaped(secret) {
            Some(escaped) => replaced(text, &escaped, secret),
            None => text,
        }
    })
}

fn replaced(text: String, written: &str, secret: &str) -> String {
    if text.contains(written) { text.replace(written, &masked(secret)) } else { text }
}

/// A secret as JSON writes it, where that is another text.
#[must_use]
pub fn escaped(secret: &str) -> Option<String> {
    let is_escaped = |byte: u8| matches!(byte, b'"' | b'\\') || byte < b' ';
    if !secret.bytes().any(is_escaped) {
        return None;
    }
    let quoted = Value::from(secret).to_string();
    quoted.get(1..quoted.len() - 1).map(str::to_owned)
}
