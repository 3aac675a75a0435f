//! JSON by the browser's own parser. What the first load reads is the panel's own: locale files and
//! what it stored. The parser of serde would be the largest part of reading them; it loads with the
//! chunks, where answers of servers need its limits.

use js_sys::{Array, JSON, Object, Reflect};
use serde_json::{Number, Value};
use wasm_bindgen::{JsCast, JsValue};

/// What the panel stores is two levels deep. What is deeper was changed by others.
const MOST_LEVELS: u8 = 16;
/// Whole numbers up to here are exact.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// `None` for a text that is no JSON. What stands too deep in it is null.
#[must_use]
pub fn parse(text: &str) -> Option<Value> {
    JSON::parse(text).ok().map(|json| value(&json, MOST_LEVELS))
}

fn value(json: &JsValue, levels: u8) -> Value {
    if let Some(text) = json.as_string() {
        Value::String(text)
    } else if let Some(number) = json.as_f64() {
        number_value(number)
    } else if let Some(truth) = json.as_bool() {
        Value::Bool(truth)
    } else if levels == 0 {
        Value::Null
    } else if Array::is_array(json) {
        Array::from(json).iter().map(|item| value(&item, levels - 1)).collect()
    } else if let Some(object) = json.dyn_ref::<Object>() {
        let keys = Object::keys(object);
        let member = |key: JsValue| {
            let member = Reflect::get(object, &key).unwrap_or(JsValue::NULL);
            (key.as_string().unwrap_or_default(), value(&member, levels - 1))
        };
        Value::Object(keys.iter().map(member).collect())
    } else {
        Value::Null
    }
}

#[allow(clippy::cast_possible_truncation)]
fn number_value(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < EXACT {
        (number as i64).into()
    } else {
        Number::from_f64(number).map_or(Value::Null, Value::Number)
    }
}

/// A flat object of texts that stays in the browser's memory: of the many texts of a locale file, a
/// page reads few.
#[derive(Debug)]
pub struct Texts(JsValue);

impl Texts {
    /// `None` for a text that is no JSON object.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        JSON::parse(text).ok().filter(JsValue::is_object).map(Self)
    }

    #[must_use]
    pub fn get(&self, key: &str) -> Option<String> {
        Reflect::get(&self.0, &key.into()).ok()?.as_string()
    }
}
