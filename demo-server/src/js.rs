//! A few habits of JavaScript the servers' answers depend on: what counts as true, members that
//! vanish when undefined, and the encoding of a name inside an address.

use std::fmt::Write as _;

use serde_json::{Map, Value};

pub type Object = Map<String, Value>;

/// What an `if` takes for true: `"false"` and `[]` are.
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
pub fn or(value: Option<&Value>, default: impl Into<Value>) -> Value {
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

/// Copies members under new names; those that are absent stay absent.
#[must_use]
pub fn renamed(from: &Object, names: &[(&str, &str)]) -> Object {
    names
        .iter()
        .filter_map(|(old, new)| Some(((*new).to_owned(), from.get(*old)?.clone())))
        .collect()
}

/// Copies members that are there.
#[must_use]
pub fn picked(from: &Object, names: &[&str]) -> Object {
    names.iter().filter_map(|name| Some(((*name).to_owned(), from.get(*name)?.clone()))).collect()
}

/// A text member that is there and not empty.
#[must_use]
pub fn filled<'a>(from: &'a Object, name: &str) -> Option<&'a str> {
    from.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// `encodeURIComponent`
#[must_use]
pub fn encoded(text: &str) -> String {
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

    use super::{encoded, truthy};

    #[test]
    fn truth_and_encoding() {
        assert!(truthy(Some(&json!("false"))) && truthy(Some(&json!([]))));
        assert!(!truthy(Some(&json!(0))) && !truthy(Some(&json!(""))) && !truthy(None));
        assert_eq!(encoded("a/b ç"), "a%2Fb%20%C3%A7");
    }
}
