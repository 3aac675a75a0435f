//! The reader of JSON that uses the browser's parser, against serde's.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, missing_docs)]

use instance_panel::platform::json::{self, Texts};
use serde_json::Value;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn values_are_those_that_serde_reads() {
    let texts = [
        r#"[{"id":3,"label":"Ação \ud83d\ude00","isRemembered":true,"version":null}]"#,
        r#"{"a":[1,-2,0,1.5,1e300,9007199254740991],"":{"":[]},"b":{}}"#,
        r#"{"second":1,"first":2}"#,
        r#""text""#,
        "0",
        "false",
        "null",
    ];
    for text in texts {
        assert_eq!(json::parse(text), serde_json::from_str::<Value>(text).ok(), "{text}");
    }
}

#[wasm_bindgen_test]
fn what_is_no_json_is_nothing() {
    for text in ["", " ", "{", "[1,]", "undefined", "<!doctype html>"] {
        assert_eq!(json::parse(text), None, "{text}");
        assert!(Texts::parse(text).is_none(), "{text}");
    }
    for text in ["null", "1", "\"text\""] {
        assert!(Texts::parse(text).is_none(), "{text}");
    }
}

#[wasm_bindgen_test]
fn a_deep_text_overflows_nothing() {
    let text = "[".repeat(5_000) + &"]".repeat(5_000);
    let mut value = json::parse(&text).unwrap();
    let mut levels = 0;
    while let Value::Array(mut items) = value {
        levels += 1;
        value = items.pop().unwrap_or(Value::Null);
    }
    assert!(levels < 100, "{levels}");
}

#[wasm_bindgen_test]
fn texts_are_read_by_their_key() {
    let texts = Texts::parse(r#"{"a.b":"one","c":2}"#).unwrap();
    assert_eq!(texts.get("a.b").as_deref(), Some("one"));
    assert_eq!(texts.get("c"), None);
    assert_eq!(texts.get("a"), None);
}
