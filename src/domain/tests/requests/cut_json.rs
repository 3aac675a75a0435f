//! JSON that was cut off anywhere can be read up to there.

use serde_json::{Value, json};

use crate::domain::requests::cut_json::closed;
use crate::domain::tests::recordings;

fn read(text: &str) -> Option<Value> {
    serde_json::from_str(&closed(text)?).ok()
}

#[test]
fn what_is_complete_stays_and_what_is_open_is_closed() {
    #[track_caller]
    fn check(text: &str, expected: Value) {
        assert_eq!(read(text), Some(expected), "{text}");
    }
    check(r#"{"a":1,"b":2}"#, json!({"a": 1, "b": 2}));
    check(r#"{"a":1,"b":2"#, json!({"a": 1}));
    check(r#"{"a":1,"b"#, json!({"a": 1}));
    check(r#"{"a":1,"b""#, json!({"a": 1}));
    check(r#"{"a":1,"b":"#, json!({"a": 1}));
    check(r#"{"a":1,"b":"se"#, json!({"a": 1}));
    check(r#"{"a":1,"b":"s\"e\\""#, json!({"a": 1, "b": "s\"e\\"}));
    check(r#"{"a":1,"b":"s\"#, json!({"a": 1}));
    check(r#"{"a":tru"#, json!({}));
    check(r#"{"a":true,"#, json!({"a": true}));
    check(r#"{"a":{"b":[1,{"c":"#, json!({"a": {"b": [1, {}]}}));
    check(r#"{"a":{"b":1},"c"#, json!({"a": {"b": 1}}));
    check(r#"["x","y"#, json!(["x"]));
    check("[", json!([]));
    check("{", json!({}));
    // What follows the end is not of it.
    check(r#"{"a":1} <html>"#, json!({"a": 1}));
}

#[test]
fn what_is_no_json_stays_none() {
    for text in ["", " ", "}", "]{", "[}", "{]", "{1:2,,}", "\"abc", "\"abc\" d", "abc"] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn every_recorded_answer_can_be_cut_anywhere() {
    for (_, exchange) in recordings() {
        let text = exchange.text();
        if !text.starts_with(['{', '[']) {
            continue;
        }
        // A prime step meets every kind of place without trying each.
        for end in (1..text.len()).step_by(37).filter(|end| text.is_char_boundary(*end)) {
            assert!(read(&text[..end]).is_some(), "{}: {}", exchange.name, &text[..end]);
        }
    }
}
