//! A promise that Rust code fulfils.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};

/// A pending promise and the function that fulfils it.
/// A promise calls its executor before its constructor returns, so the function is always there. Were it
/// not, calling it would be an error that its callers ignore.
pub fn pending() -> (Promise, Function) {
    let mut fulfil = None;
    let promise = Promise::new(&mut |resolve, _| fulfil = Some(resolve));
    (promise, fulfil.unwrap_or_else(|| JsValue::UNDEFINED.unchecked_into()))
}
