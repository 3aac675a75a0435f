//! The rules of JavaScript that decide what a server stores and answers: truthiness, `||`, `??`,
//! members that are left out when undefined, and `encodeURIComponent`.

use std::fmt::Write as _;

use serde_json::{Map, Value};

pub type Object = Map<String, Value>;

/// Whether JavaScript's `if` takes a value as true; the text `"false"` and `[]` count as true.
#[must_use]
pub fn truthy(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => false,
        Some(Value::Bool(on)) => *on,
        Some(Value::Number(number)) => number.as_f64() != Some(0.0),
        Some(Value::String(text)) => !text.is_empty(),
        Some(_) => true,
    }
}

/// `value || default`
#[must_use]
pub fn or_default(value: Option<&Value>, default: impl Into<Value>) -> Value {
    match value {
        Some(present) if truthy(value) => present.clone(),
        _ => default.into(),
    }
}

/// `value ?? default`
#[must_use]
pub fn coalesce(value: Option<&Value>, default: impl Into<Value>) -> Value {
    match value {
        None | Some(Value::Null) => default.into(),
        Some(present) => present.clone(),
    }
}

/// Copies members under new names (`(old, new)`). Absent members stay absent.
#[must_use]
pub fn pick_renamed(from: &Object, names: &[(&str, &str)]) -> Object {
    names
        .iter()
        .filter_map(|(old, new)| Some(((*new).to_owned(), from.get(*old)?.clone())))
        .collect()
}

/// Copies the named members that are present.
#[must_use]
pub fn pick(from: &Object, names: &[&str]) -> Object {
    names.iter().filter_map(|name| Some(((*name).to_owned(), from.get(*name)?.clone()))).collect()
}

/// The text of a member, if it is a text and not empty.
#[must_use]
pub fn non_empty<'a>(from: &'a Object, name: &str) -> Option<&'a str> {
    from.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// `encodeURIComponent`
#[must_use]
pub fn encode_uri_component(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{encode_uri_component, truthy};

    #[test]
    fn truthiness_and_encoding_match_javascript() {
        assert!(truthy(Some(&json!("false"))) && truthy(Some(&json!([]))));
        assert!(!truthy(Some(&json!(0))) && !truthy(Some(&json!(""))) && !truthy(None));
        assert_eq!(encode_uri_component("a/b ç"), "a%2Fb%20%C3%A7");
    }
}
