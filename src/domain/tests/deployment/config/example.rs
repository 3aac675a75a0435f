//! The example and the schema, against the keys that are read.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::domain::deployment::ServerPolicy;
use crate::domain::deployment::config::{KEYS, read, schema};
use crate::domain::preferences::Language;
use crate::domain::schema::fields::Field;
use crate::domain::tests::deployment::config::accepted;

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn written(path: &str) -> String {
    std::fs::read_to_string(in_repository(path)).expect("the file is there")
}

/// Whatever stands in place of a value, the rest of the file holds.
#[test]
fn each_value_is_judged_alone() {
    let example: Value =
        serde_json::from_str(&written("config/config.example.json")).expect("JSON");
    let odd = [
        json!(null),
        json!(-7),
        json!("<img src=x onerror=alert(1)>"),
        json!([[]]),
        json!({"a": {}}),
    ];
    for key in KEYS {
        for value in &odd {
            let mut file = example.clone();
            file[key] = value.clone();
            let setup = read(&file.to_string());
            if key != "brand" {
                assert_eq!(setup.name.as_deref(), Some("Acme WhatsApp"), "{key} {value}");
            }
            if key != "embed" {
                assert_eq!(setup.origins, ["https://app.example.com"], "{key} {value}");
            }
            let is_any_taken = matches!(key, "$comment" | "brand");
            if !(is_any_taken || (key == "$schema" && value.is_string())) {
                assert!(!setup.config_diagnostics.is_empty(), "{key} {value}");
            }
        }
    }
}

#[test]
fn the_example_is_read_without_a_message_and_uses_every_key() {
    let text = written("config/config.example.json");
    let example: Value = serde_json::from_str(&text).expect("the example is JSON");
    let setup = accepted(&example);
    for key in KEYS {
        assert!(example.get(key).is_some(), "the example shows {key}");
    }
    assert_eq!((setup.servers.len(), setup.presets.len(), setup.links.len()), (2, 1, 1));
    assert_eq!(
        (setup.server_policy, setup.language),
        (ServerPolicy::Nothing, Some(Language::Portuguese))
    );
}

#[test]
fn the_schema_knows_every_key_field_section_and_language() {
    let schema = schema::schema();
    for key in KEYS {
        assert!(schema["properties"][key].is_object(), "{key}");
    }
    let rules = &schema["properties"]["fields"]["properties"];
    let values = &schema["properties"]["presets"]["items"]["properties"]["fields"]["properties"];
    for field in Field::ALL {
        assert!(rules[field.id()].is_object(), "{}", field.id());
        assert_eq!(values.get(field.id()).is_none(), field.spec().is_secret(), "{}", field.id());
    }
    assert_eq!(schema["properties"]["language"]["enum"], json!(["en", "pt-BR", "es"]));
    let groups = &schema["properties"]["groups"]["items"]["enum"];
    assert_eq!(groups.as_array().map(Vec::len), Some(10));
}
