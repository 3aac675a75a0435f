//! The file as a whole: its keys, its size and depth, and what hides in its texts.

use serde_json::json;

use crate::domain::deployment::Deployment;
use crate::domain::deployment::config::diagnostic::DiagnosticKind;
use crate::domain::deployment::config::read;
use crate::domain::preferences::Theme;
use crate::domain::tests::deployment::config::{accepted, diagnostics, refused};

#[test]
fn an_empty_object_changes_nothing() {
    assert_eq!(read("{}"), Deployment::default());
    assert_eq!(read("\u{feff} {} \n"), Deployment::default());
    assert_eq!(
        read(r#"{"$schema": "./config.schema.json", "$comment": [1]}"#),
        Deployment::default()
    );
}

#[test]
fn invisible_characters_are_taken_out_of_names_and_told() {
    for (file, of) in [
        (json!({"brand": {"name": "Ac\u{202e}me\u{200f}"}}), "brand.name"),
        (json!({"links": [{"label": "Ac\u{2066}me", "url": "https://a.b"}]}), "links[0].label"),
        (json!({"presets": [{"name": "Ac\u{0}me"}]}), "presets[0].name"),
        (
            json!({"servers": [{"label": "\u{feff}Acme", "baseUrl": "https://a.b"}]}),
            "servers[0].label",
        ),
        (json!({"fields": {"msg_call": {"value": "Ac\u{202d}me"}}}), "fields.msg_call.value"),
    ] {
        let setup = read(&file.to_string());
        assert_eq!(diagnostics(&setup), [format!("{of}: invisible")]);
        let shown = format!("{setup:?}");
        assert!(shown.contains("\"Acme\""), "{shown}");
    }
}

#[test]
fn unknown_keys_are_told_with_the_nearest_known_one() {
    for (key, told) in [
        ("server", ": unknown_key_near (servers)"),
        ("lock_after_minutes", ": unknown_key_near (lockAfterMinutes)"),
        ("Theme", ": unknown_key_near (theme)"),
        ("nonsense", ": unknown_key"),
        ("constructor", ": unknown_key"),
        ("__proto__", ": unknown_key"),
    ] {
        refused(&json!({key: {"a": 1}}), &[&format!("{key}{told}")], &json!({}));
    }
    // Shortened, and without what turns the text's direction.
    let key = format!("a\u{202e}{}", "x".repeat(5_000_000));
    let setup = read(&json!({key: 1}).to_string());
    assert_eq!(setup.config_diagnostics[0].path.chars().count(), 61);
    assert!(!setup.config_diagnostics[0].path.contains('\u{202e}'));
}

#[test]
fn a_key_that_stands_twice_is_told() {
    let file = r#"{"theme": "light", "theme": "dark", "servers": [{}, {"id": "a", "id": "b", "baseUrl": "https://a.b"}], "brand": {"name": "a: \"b\", {", "name": "c"}}"#;
    let setup = read(file);
    assert_eq!(
        diagnostics(&setup),
        [
            "theme: key_twice",
            "servers[1].id: key_twice",
            "brand.name: key_twice",
            "servers[0].baseUrl: missing"
        ]
    );
    assert_eq!((setup.theme, setup.name.as_deref()), (Some(Theme::Dark), Some("c")));
}

#[test]
fn a_file_that_is_no_object_is_told_whole_and_changes_nothing() {
    for (file, expected) in [
        ("", "not_json"),
        ("{", "not_json"),
        ("{\"a\": 1,}", "not_json"),
        ("<!doctype html>", "not_json"),
        ("{} {}", "not_json"),
        ("[]", "not_an_object"),
        ("null", "not_an_object"),
        ("\"text\"", "not_an_object"),
        ("7", "not_an_object"),
    ] {
        let setup = read(file);
        assert_eq!(diagnostics(&setup), [format!(": {expected}")], "{file}");
        assert_eq!(Deployment { config_diagnostics: Vec::new(), ..setup }, Deployment::default());
    }
    let place = read("{\n  \"theme\": dark\n}").config_diagnostics;
    assert_eq!(place[0].what, DiagnosticKind::NotJson { line: 2, column: 12 });
}

#[test]
fn hostile_files_end_in_a_message() {
    let deep = |open: &str, close: &str, count: usize| {
        format!("{{\"a\": {}1{}}}", open.repeat(count), close.repeat(count))
    };
    for file in [deep("[", "]", 100), deep("[", "]", 1_000_000), deep("{\"a\":", "}", 300_000)] {
        assert_eq!(diagnostics(&read(&file)), [": file_too_deep"]);
    }
    assert_eq!(diagnostics(&read(&"[".repeat(2_000_000))), [": file_too_deep"]);
    // Brackets in a text are no nesting.
    accepted(&json!({"$comment": "[".repeat(1000)}));
    let large = json!({"$comment": "x".repeat(10_000_001)}).to_string();
    assert_eq!(diagnostics(&read(&large)), [": file_too_large"]);
    let keys: Vec<String> = (0..20_000).map(|at| format!("\"serve{at}\": {at}")).collect();
    let setup = read(&format!("{{{}}}", keys.join(",")));
    assert_eq!(setup.config_diagnostics.len(), 41);
    assert_eq!(setup.config_diagnostics[40].what, DiagnosticKind::More(19_960));
    let proto = json!({"__proto__": {"theme": "dark"}, "brand": {"__proto__": 1}, "fields": {"__proto__": {}}});
    refused(
        &proto,
        &[
            "__proto__: unknown_key",
            "brand.__proto__: unknown_key",
            "fields.__proto__: unknown_key",
        ],
        &json!({}),
    );
    let long = json!({"theme": "x".repeat(5_000_000)});
    let setup = read(&long.to_string());
    assert_eq!(diagnostics(&setup), ["theme: wrong (one_of)"]);
    assert!(format!("{:?}", setup.config_diagnostics).len() < 300, "shown shortened");
}
