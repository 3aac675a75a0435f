//! What the page's own scripts do for the panel: they fetch its files, whose names the build makes.

use js_sys::{Function, Promise, Reflect, global};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Calls a function that the scripts left on the window and waits for its promise.
///
/// # Errors
/// When there is no such function, or its promise is rejected.
pub async fn call(name: &str, argument: &str) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(&global(), &JsValue::from_str(name))?.dyn_into()?;
    let promise: Promise =
        function.call1(&JsValue::NULL, &JsValue::from_str(argument))?.dyn_into()?;
    JsFuture::from(promise).await
}
