//! What guards the panel: the pages that may show it, and the time after which it locks.

use serde_json::{Value, json};

use crate::domain::tests::deployment::config::{accepted, refused};

#[test]
fn origins_are_exact() {
    let origins = |list: Value| accepted(&json!({"embed": {"origins": list}})).origins;
    for (written, taken) in [
        ("https://app.example.com", "https://app.example.com"),
        ("HTTPS://App.Example.com", "https://app.example.com"),
        ("https://app.example.com:443", "https://app.example.com"),
        ("https://app.example.com:8443", "https://app.example.com:8443"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://127.0.0.1", "http://127.0.0.1"),
        ("http://intranet:80", "http://intranet"),
        ("https://[::1]:8443", "https://[::1]:8443"),
    ] {
        assert_eq!(origins(json!([written])), [taken]);
    }
    for wrong in [
        "*",
        "null",
        "",
        "https://*",
        "https://*.example.com",
        "https://app.example.com/",
        "https://app.example.com/x",
        "https://app.example.com?x",
        "https://app.example.com#x",
        "https://user@app.example.com",
        "app.example.com",
        "//app.example.com",
        "file://",
        "http://app.example.com",
        "https://app.example.com:0",
        "https://app.example.com:x",
        "https://app.example.com:99999",
        "https://ápp.example.com",
        "https://app.example.com\u{202e}",
        " https://a.b",
        "javascript:alert(1)",
        "https:// ",
        "https://a..b",
        "https://a.b,https://c.d",
    ] {
        let file = json!({"embed": {"origins": ["https://a.b", wrong]}});
        refused(
            &file,
            &["embed.origins[1]: wrong (origin)"],
            &json!({"embed": {"origins": ["https://a.b"]}}),
        );
    }
    refused(
        &json!({"embed": {"origins": ["https://a.b", "https://A.b:443"]}}),
        &["embed.origins[1]: twice"],
        &json!({"embed": {"origins": ["https://a.b"]}}),
    );
    refused(
        &json!({"embed": {"origins": "https://a.b"}}),
        &["embed.origins: wrong (list)"],
        &json!({}),
    );
    refused(
        &json!({"embed": {"origins": [null]}}),
        &["embed.origins[0]: wrong (text)"],
        &json!({}),
    );
    refused(&json!({"embed": true}), &["embed: wrong (object)"], &json!({}));
    refused(
        &json!({"embed": {"origin": []}}),
        &["embed.origin: unknown_key_near (origins)"],
        &json!({}),
    );
}

#[test]
fn the_lock_has_a_time() {
    assert_eq!(accepted(&json!({"lockAfterMinutes": 1})).lock_after_minutes, Some(1));
    assert_eq!(accepted(&json!({"lockAfterMinutes": 1440})).lock_after_minutes, Some(1440));
    for wrong in
        [json!(0), json!(-1), json!(1441), json!(1.5), json!("30"), json!(null), json!(true)]
    {
        refused(
            &json!({"lockAfterMinutes": wrong}),
            &["lockAfterMinutes: wrong (number)"],
            // What was meant to lock does.
            &json!({"lockAfterMinutes": 15}),
        );
    }
}
