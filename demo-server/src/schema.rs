//! The part of JSON Schema the servers use, with their validator's texts: types first, member by
//! member in the schema's order, then what is required, then what must not be empty.

use serde_json::{Map, Value};

use crate::reply::{self, Outcome};

#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Text,
    /// A phone number: only its beginning is compared with the pattern.
    Number,
    Bool,
    /// A boolean that is also declared as the enumeration of both values: two texts at once.
    Switch,
    Integer,
    Float,
    Choice(&'static [&'static str]),
    /// A list of texts, each one of these.
    Names(&'static [&'static str]),
    Texts,
    /// An object whose members nobody looks at.
    Anything,
    Object(&'static Schema),
}

#[derive(Debug)]
pub struct Schema {
    pub members: &'static [(&'static str, Kind)],
    pub required: &'static [&'static str],
    /// Checked only if the object has no member beside these: a quirk of the real schemas.
    pub filled: &'static [&'static str],
}

impl Schema {
    /// Fails with the servers' own reply.
    pub fn check(&self, body: &Map<String, Value>) -> Outcome<()> {
        let mut texts = Vec::new();
        self.collect(body, "", &mut texts);
        if texts.is_empty() { Ok(()) } else { Err(reply::invalid(texts)) }
    }

    fn collect(&self, object: &Map<String, Value>, path: &str, texts: &mut Vec<String>) {
        for (name, kind) in self.members {
            if let Some(value) = object.get(*name) {
                let dot = if path.is_empty() { "" } else { "." };
                check_value(*kind, value, &format!("{path}{dot}{name}"), texts);
            }
        }
        let whole = if path.is_empty() { "instance" } else { path };
        for name in self.required.iter().filter(|name| !object.contains_key(**name)) {
            texts.push(format!("{whole} requires property \"{name}\""));
        }
        if object.keys().all(|key| self.filled.contains(&key.as_str())) {
            for name in self.filled {
                if object.get(*name).and_then(Value::as_str) == Some("") {
                    texts.push(format!("The \"{name}\" cannot be empty"));
                }
            }
        }
    }
}

fn check_value(kind: Kind, value: &Value, path: &str, texts: &mut Vec<String>) {
    let (fits, wanted) = match kind {
        Kind::Text | Kind::Number | Kind::Choice(_) => (value.is_string(), "string"),
        Kind::Bool | Kind::Switch => (value.is_boolean(), "boolean"),
        Kind::Integer => (value.is_i64() || value.is_u64(), "integer"),
        Kind::Float => (value.is_number(), "number"),
        Kind::Names(_) | Kind::Texts => (value.is_array(), "array"),
        Kind::Anything | Kind::Object(_) => (value.is_object(), "object"),
    };
    if !fits {
        texts.push(format!("{path} is not of a type(s) {wanted}"));
    }
    match kind {
        Kind::Number if value.as_str().is_some_and(|text| !starts_like_a_phone(text)) => {
            texts.push(format!(r#"{path} does not match pattern "^\\d+[\\.@\\w-]+""#));
        }
        Kind::Switch if !fits => {
            texts.push(format!("{path} is not one of enum values: true,false"));
        }
        Kind::Choice(names) => check_name(value, names, path, texts),
        Kind::Names(names) => {
            for (index, name) in value.as_array().into_iter().flatten().enumerate() {
                check_name(name, names, &format!("{path}[{index}]"), texts);
            }
        }
        Kind::Texts => {
            for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                check_value(Kind::Text, item, &format!("{path}[{index}]"), texts);
            }
        }
        Kind::Object(schema) => {
            if let Some(object) = value.as_object() {
                schema.collect(object, path, texts);
            }
        }
        _ => {}
    }
}

fn check_name(value: &Value, names: &[&str], path: &str, texts: &mut Vec<String>) {
    if !value.as_str().is_some_and(|name| names.contains(&name)) {
        texts.push(format!("{path} is not one of enum values: {}", names.join(",")));
    }
}

/// `^\d+[\.@\w-]+`: a digit, and one more digit, letter, dot, at, hyphen or underscore.
fn starts_like_a_phone(text: &str) -> bool {
    let mut characters = text.chars();
    let digit = characters.next().is_some_and(|c| c.is_ascii_digit());
    let more = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '@' | '_' | '-');
    digit && characters.next().is_some_and(more)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where something is missing")]
mod tests {
    use serde_json::json;

    use super::{Kind, Schema, starts_like_a_phone};

    static SCHEMA: Schema = Schema {
        members: &[("on", Kind::Switch), ("host", Kind::Text)],
        required: &["on", "host"],
        filled: &["on", "host"],
    };

    fn texts(value: &serde_json::Value) -> Vec<String> {
        let mut texts = Vec::new();
        SCHEMA.collect(value.as_object().unwrap(), "", &mut texts);
        texts
    }

    #[test]
    fn emptiness_counts_only_without_further_members() {
        assert_eq!(texts(&json!({"on": true, "host": ""})), ["The \"host\" cannot be empty"]);
        assert!(texts(&json!({"on": true, "host": "", "more": 1})).is_empty());
        assert_eq!(texts(&json!({"on": 1, "host": "h"})).len(), 2);
    }

    #[test]
    fn phones() {
        assert!(starts_like_a_phone("55 11") && starts_like_a_phone("55"));
        assert!(!starts_like_a_phone("5") && !starts_like_a_phone("+55"));
    }
}
