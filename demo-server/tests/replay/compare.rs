//! Compares two answers. Generated values are recognised by their format and replaced by a word;
//! everything else must be equal.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::common::Answer;

/// Replaces generated values: ids, tokens, dates, and the long error texts of the database library,
/// which the demo shortens.
pub(crate) fn normal(value: &Value) -> Value {
    match value {
        Value::String(text) => normal_text(text).into(),
        Value::Array(items) => items.iter().map(normal).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, one)| (name.clone(), normal(one))).collect()
        }
        other => other.clone(),
    }
}

fn normal_text(text: &str) -> String {
    if is_uuid(text) {
        return "<uuid>".to_owned();
    }
    if text.len() == 25
        && text.starts_with('c')
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    {
        return "<row>".to_owned();
    }
    if text.starts_with("eyJ") {
        return "<jwt>".to_owned();
    }
    if text.contains("` invocation in\n") {
        return "<database text>".to_owned();
    }
    without_dates(text)
}

fn is_uuid(text: &str) -> bool {
    let dashes = |at: usize| matches!(at, 8 | 13 | 18 | 23);
    text.len() == 36
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if dashes(at) { byte == b'-' } else { byte.is_ascii_hexdigit() })
}

/// Replaces dates such as `2026-11-21T19:25:11.925Z`, anywhere in the text.
fn without_dates(text: &str) -> String {
    let mut out = text.to_owned();
    let shaped = |piece: &str| {
        piece.bytes().zip(b"dddd-dd-ddTdd:dd:dd.dddZ").all(|(byte, want)| match want {
            b'd' => byte.is_ascii_digit(),
            other => byte == *other,
        })
    };
    while let Some(at) = (0..out.len()).find(|at| out.get(*at..at + 24).is_some_and(shaped)) {
        out.replace_range(at..at + 24, "<date>");
    }
    out
}

/// Everything that differs, as text; empty when nothing does.
pub(crate) fn differences_to(
    answer: &Answer,
    status: u16,
    reply: &Value,
    headers: &BTreeMap<String, String>,
    has_cors: bool,
) -> String {
    let mut wrong = Vec::new();
    if answer.status != status {
        wrong.push(format!("status {} instead of {status}", answer.status));
    }
    let (got, wanted) = (normal(&answer.value()), normal(reply));
    if got != wanted {
        wrong.push(format!("body\n   got    {got}\n   wanted {wanted}"));
    }
    let cors = [
        "Access-Control-Allow-Origin",
        "Access-Control-Allow-Credentials",
        "Access-Control-Allow-Methods",
        "Access-Control-Allow-Headers",
    ];
    for name in cors.into_iter().filter(|_| has_cors).chain(["Content-Type"]) {
        let got = answer.headers.get(name).map(|value| value.to_str().unwrap());
        let wanted = headers.get(name).map(String::as_str);
        if got != wanted {
            wrong.push(format!("{name}: got {got:?}, wanted {wanted:?}"));
        }
    }
    wrong.join("; ")
}
