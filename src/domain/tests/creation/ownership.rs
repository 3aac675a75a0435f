//! Whose an instance is, by what was sent and what is listed.

use serde_json::json;

use crate::domain::creation::ownership::{Ownership, Sent, created_at};
use crate::domain::http::secret::Secret;
use crate::domain::reply::decode::Created;

const NOON: f64 = 1_750_000_000_000.0;

#[track_caller]
fn check(token: &str, listed: &str, at: Option<f64>, created: Option<f64>, expected: Ownership) {
    let secret = |text: &str| (!text.is_empty()).then(|| Secret::new(text));
    let (token, listed) = (secret(token), secret(listed));
    let sent = Sent { token, at };
    assert_eq!(Ownership::of(&sent, listed.as_ref(), created), expected);
}

#[test]
fn the_token_that_was_sent_tells() {
    for created in [None, Some(NOON - 1e9), Some(NOON)] {
        check("A", "A", Some(NOON), created, Ownership::Own);
        check("A", "B", Some(NOON), created, Ownership::Foreign);
    }
}

#[test]
fn without_a_token_the_time_tells() {
    for (token, listed) in [("", ""), ("", "B"), ("A", "")] {
        let check = |created, expected| check(token, listed, Some(NOON), created, expected);
        check(Some(NOON + 1_500.0), Ownership::Own);
        check(Some(NOON - 1_000.0), Ownership::Own);
        check(Some(NOON - 60_000.0), Ownership::Unknown);
        check(Some(NOON - 3_600_000.0), Ownership::Earlier);
        check(None, Ownership::Unknown);
        // A time that cannot be read
        check(Some(f64::NAN), Ownership::Unknown);
    }
}

#[test]
fn who_sent_nothing_can_tell_nothing() {
    for created in [None, Some(NOON), Some(NOON - 1e9)] {
        check("", "B", None, created, Ownership::Unknown);
    }
}

#[test]
fn the_time_is_read_off_a_row_wrapped_or_flat() {
    let row = |raw| Created { raw, ..Created::default() };
    let text = "2025-06-15T15:06:40.000Z";
    let time = Some(NOON);
    assert_eq!(created_at(&row(json!({ "createdAt": text }))), time);
    assert_eq!(created_at(&row(json!({ "instance": { "createdAt": text } }))), time);
    assert_eq!(created_at(&row(json!({ "createdAt": 5 }))), None);
    assert_eq!(created_at(&row(json!({}))), None);
}
