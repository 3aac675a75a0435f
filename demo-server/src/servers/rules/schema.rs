//! The part of JSON Schema that the servers use, with the texts of their validator: types first, in
//! the order of the schema, then required members, then members that must not be empty.

use serde_json::{Map, Value};

use crate::http::reply::{self, ApiResult};

#[derive(Clone, Copy, Debug)]
pub(crate) enum ValueType {
    Text,
    /// A phone number; only its beginning is compared with the pattern.
    Number,
    Bool,
    /// A boolean that the schema also lists as an enumeration, which gives two error texts.
    Switch,
    Integer,
    Float,
    Choice(&'static [&'static str]),
    /// A list of texts, each of them one of these.
    Names(&'static [&'static str]),
    /// A list of the events that the server knows.
    Events,
    Texts,
    /// An object with any members.
    Anything,
    Object(&'static Schema),
}

#[derive(Debug)]
pub(crate) struct Schema {
    pub(crate) members: &'static [(&'static str, ValueType)],
    pub(crate) required: &'static [&'static str],
    /// Must not be empty, but only if the object has no other members: a defect of the real
    /// schemas.
    pub(crate) not_empty: &'static [&'static str],
}

impl Schema {
    /// Fails with the reply of the real server. `events` are the events that it knows.
    pub(crate) fn check(&self, body: &Map<String, Value>, events: &[&str]) -> ApiResult<()> {
        let mut texts = Vec::new();
        self.collect(body, "", events, &mut texts);
        if texts.is_empty() { Ok(()) } else { Err(reply::invalid(texts)) }
    }

    fn collect(
        &self,
        object: &Map<String, Value>,
        path: &str,
        events: &[&str],
        texts: &mut Vec<String>,
    ) {
        for (name, value_type) in self.members {
            if let Some(value) = object.get(*name) {
                let dot = if path.is_empty() { "" } else { "." };
                check_value(*value_type, value, &format!("{path}{dot}{name}"), events, texts);
            }
        }
        let whole = if path.is_empty() { "instance" } else { path };
        for name in self.required.iter().filter(|name| !object.contains_key(**name)) {
            texts.push(format!("{whole} requires property \"{name}\""));
        }
        if object.keys().all(|key| self.not_empty.contains(&key.as_str())) {
            for name in self.not_empty {
                if object.get(*name).and_then(Value::as_str) == Some("") {
                    texts.push(format!("The \"{name}\" cannot be empty"));
                }
            }
        }
    }
}

fn check_value(
    value_type: ValueType,
    value: &Value,
    path: &str,
    events: &[&str],
    texts: &mut Vec<String>,
) {
    let (fits, wanted) = match value_type {
        ValueType::Text | ValueType::Number | ValueType::Choice(_) => (value.is_string(), "string"),
        ValueType::Bool | ValueType::Switch => (value.is_boolean(), "boolean"),
        ValueType::Integer => (value.is_i64() || value.is_u64(), "integer"),
        ValueType::Float => (value.is_number(), "number"),
        ValueType::Names(_) | ValueType::Events | ValueType::Texts => (value.is_array(), "array"),
        ValueType::Anything | ValueType::Object(_) => (value.is_object(), "object"),
    };
    if !fits {
        texts.push(format!("{path} is not of a type(s) {wanted}"));
    }
    match value_type {
        ValueType::Number if value.as_str().is_some_and(|text| !starts_like_a_phone(text)) => {
            texts.push(format!(r#"{path} does not match pattern "^\\d+[\\.@\\w-]+""#));
        }
        ValueType::Switch if !fits => {
            texts.push(format!("{path} is not one of enum values: true,false"));
        }
        ValueType::Choice(names) => check_name(value, names, path, texts),
        ValueType::Names(names) => check_names(value, names, path, texts),
        ValueType::Events => check_names(value, events, path, texts),
        ValueType::Texts => {
            for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                check_value(ValueType::Text, item, &format!("{path}[{index}]"), events, texts);
            }
        }
        ValueType::Object(schema) => {
            if let Some(object) = value.as_object() {
                schema.collect(object, path, events, texts);
            }
        }
        _ => {}
    }
}

fn check_names(list: &Value, names: &[&str], path: &str, texts: &mut Vec<String>) {
    for (index, name) in list.as_array().into_iter().flatten().enumerate() {
        check_name(name, names, &format!("{path}[{index}]"), texts);
    }
}

fn check_name(value: &Value, names: &[&str], path: &str, texts: &mut Vec<String>) {
    if !value.as_str().is_some_and(|name| names.contains(&name)) {
        texts.push(format!("{path} is not one of enum values: {}", names.join(",")));
    }
}

/// The pattern `^\d+[\.@\w-]+`: a digit, then at least one more of digit, letter, `.`, `@`, `_`, `-`.
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

    use super::{Schema, ValueType, starts_like_a_phone};

    static SCHEMA: Schema = Schema {
        members: &[("on", ValueType::Switch), ("host", ValueType::Text)],
        required: &["on", "host"],
        not_empty: &["on", "host"],
    };

    fn texts(value: &serde_json::Value) -> Vec<String> {
        let mut texts = Vec::new();
        SCHEMA.collect(value.as_object().unwrap(), "", &[], &mut texts);
        texts
    }

    #[test]
    fn an_empty_text_is_refused_only_without_other_members() {
        assert_eq!(texts(&json!({"on": true, "host": ""})), ["The \"host\" cannot be empty"]);
        assert!(texts(&json!({"on": true, "host": "", "more": 1})).is_empty());
        assert_eq!(texts(&json!({"on": 1, "host": "h"})).len(), 2);
    }

    #[test]
    fn a_phone_number_starts_with_two_valid_characters() {
        assert!(starts_like_a_phone("55 11") && starts_like_a_phone("55"));
        assert!(!starts_like_a_phone("5") && !starts_like_a_phone("+55"));
    }
}
