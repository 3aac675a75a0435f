//! Bodies and addresses as they may be shown: every secret masked, by its name and wherever it is known.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::domain::http::json_print;
use crate::domain::http::secret::{
    escaped, is_secret_key, json_inside, masked, masked_body, without,
};
use crate::domain::requests::cut_json::closed;
use crate::domain::requests::log::RequestLog;
use crate::domain::requests::record::{CallEnd, CallRecord, Excerpt};

/// A body without its secrets.
#[derive(Clone, Debug, PartialEq)]
pub enum ShownBody {
    Empty,
    /// `is_whole` is not so where the text ends in the middle: what is complete is shown
    Json {
        value: Value,
        is_whole: bool,
    },
    /// What is no JSON: a web page, or a sentence
    Text(String),
}

impl ShownBody {
    /// As it is copied.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Json { value, .. } => json_print::text(value),
            Self::Text(text) => text.clone(),
        }
    }
}

/// Every secret that is known, to be masked wherever it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownSecrets(BTreeSet<String>);

impl KnownSecrets {
    /// Those of every call of the log, and these.
    #[must_use]
    pub fn of(log: &RequestLog, others: impl IntoIterator<Item = String>) -> Self {
        let mut known: BTreeSet<String> = others.into_iter().collect();
        for record in log.newest_first() {
            known.insert(record.key.reveal().to_owned());
            for (body, _) in bodies(record).filter_map(json) {
                collect(&body, &masked_body(&body), &mut known);
            }
        }
        known.retain(|secret| !secret.is_empty());
        Self(known)
    }

    /// A text without them, and without what an address in it carries.
    #[must_use]
    pub fn mask(&self, text: &str) -> String {
        mask(text, &self.present_in(text))
    }

    #[must_use]
    pub fn shown(&self, body: &Excerpt) -> ShownBody {
        if body.text.trim().is_empty() {
            return ShownBody::Empty;
        }
        let Some((value, is_whole)) = json(body) else {
            return ShownBody::Text(self.mask(&without_named(&body.text)));
        };
        let value = masked_body(&value);
        let secrets = self.present_in(&value.to_string());
        ShownBody::Json { value: mask_all(&value, &secrets), is_whole }
    }

    /// The secrets that stand in a text, also as JSON escapes them: there can be thousands, and most stand
    /// nowhere.
    fn present_in(&self, text: &str) -> Vec<&str> {
        let is_in = |secret: &&str| {
            text.contains(secret) || escaped(secret).is_some_and(|escaped| text.contains(&escaped))
        };
        self.0.iter().map(String::as_str).filter(is_in).collect()
    }
}

fn mask(text: &str, secrets: &[&str]) -> String {
    without_login(&without(text, secrets)).into_owned()
}

/// Masks every text in a value, also where it names a member.
fn mask_all(value: &Value, secrets: &[&str]) -> Value {
    match value {
        Value::String(text) => mask(text, secrets).into(),
        Value::Number(number) if secrets.contains(&number.to_string().as_str()) => {
            masked(&number.to_string()).into()
        }
        Value::Array(items) => items.iter().map(|item| mask_all(item, secrets)).collect(),
        Value::Object(members) => Value::Object(
            members
                .iter()
                .map(|(name, value)| (mask(name, secrets), mask_all(value, secrets)))
                .collect::<Map<_, _>>(),
        ),
        other => other.clone(),
    }
}

fn bodies(record: &CallRecord) -> impl Iterator<Item = &Excerpt> {
    let answer = match &record.end {
        CallEnd::Answer { body, .. } => Some(body),
        CallEnd::Opaque | CallEnd::Failure { .. } => None,
    };
    record.body.iter().chain(answer)
}

/// What was kept of a body, read as JSON, and whether that is all of its text. A server may have cut it
/// as well.
fn json(body: &Excerpt) -> Option<(Value, bool)> {
    if !body.text.trim_start().starts_with(['{', '[', '"']) {
        return None;
    }
    match serde_json::from_str(&body.text) {
        Ok(value) => Some((value, true)),
        Err(_) => Some((serde_json::from_str(&closed(&body.text)?).ok()?, false)),
    }
}

/// The texts that masking has changed are the secrets.
fn collect(plain: &Value, masked: &Value, known: &mut BTreeSet<String>) {
    match (plain, masked) {
        (Value::String(secret), Value::String(mask)) if secret != mask => {
            match (json_inside(secret), json_inside(mask)) {
                (Some(plain), Some(masked)) => collect(&plain, &masked, known),
                _ => {
                    known.insert(secret.clone());
                }
            }
        }
        (Value::Number(secret), Value::String(_)) => {
            known.insert(secret.to_string());
        }
        (Value::Array(plain), Value::Array(masked)) => {
            plain.iter().zip(masked).for_each(|(plain, masked)| collect(plain, masked, known));
        }
        (Value::Object(plain), Value::Object(masked)) => {
            for (name, value) in plain {
                if let Some(mask) = masked.get(name) {
                    collect(value, mask, known);
                }
            }
        }
        _ => {}
    }
}

/// A text that looks like JSON and is none: what stands behind the name of a secret is masked.
fn without_named(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    let mut is_secret = false;
    while let Some((before, after)) = rest.split_once('"') {
        // Between a name and its value stands a colon and nothing else.
        is_secret &= before.trim() == ":";
        shown.push_str(before);
        shown.push('"');
        let (inside, end) = literal(after);
        if is_secret && !inside.is_empty() {
            shown.push_str(&masked(inside));
        } else {
            shown.push_str(inside);
        }
        is_secret = !is_secret && is_secret_key(inside);
        shown.push_str(&after[inside.len()..end]);
        rest = &after[end..];
    }
    shown.push_str(rest);
    shown
}

/// What stands inside the quotes that were just opened, and where the text goes on behind them.
fn literal(text: &str) -> (&str, usize) {
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        if c == '"' && !is_escaped {
            return (&text[..at], at + 1);
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    (text, text.len())
}

/// Addresses in a text without the login in front of their host, and without parameters that have a
/// secret's name.
#[must_use]
pub fn without_login(text: &str) -> Cow<'_, str> {
    if !text.contains("://") {
        return text.into();
    }
    let mut shown = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("://") {
        shown.push_str(before);
        shown.push_str("://");
        let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>');
        let (address, after) = after.split_at(after.find(is_end).unwrap_or(after.len()));
        let (authority, tail) =
            address.split_at(address.find(['/', '?', '#']).unwrap_or(address.len()));
        match authority.rsplit_once('@') {
            // A login is short: not even its end is shown.
            Some((_, host)) => shown.push_str(&format!("{}@{host}", masked(""))),
            None => shown.push_str(authority),
        }
        shown.push_str(&without_parameters(tail));
        rest = after;
    }
    shown.push_str(rest);
    shown.into()
}

fn without_parameters(tail: &str) -> String {
    let mut shown = String::new();
    for parameter in tail.split_inclusive(['?', '&', '#', ';']) {
        let end = parameter.trim_end_matches(['?', '&', '#', ';']).len();
        let (pair, mark) = parameter.split_at(end);
        match pair.split_once('=') {
            Some((name, value)) if is_secret_key(name) && !value.is_empty() => {
                shown.push_str(&format!("{name}={}", masked(value)));
            }
            _ => shown.push_str(pair),
        }
        shown.push_str(mark);
    }
    shown
}
