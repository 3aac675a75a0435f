//! The browser's notifications. A browser without them throws at every call, and nothing is shown.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    type Notification;

    #[wasm_bindgen(constructor, catch)]
    fn new(title: &str) -> Result<Notification, JsValue>;

    #[wasm_bindgen(static_method_of = Notification, js_name = requestPermission, catch)]
    fn request_permission() -> Result<Promise, JsValue>;
}

/// Asks the operator where the browser has to; whether it is allowed.
pub async fn ask() -> bool {
    let Ok(answer) = Notification::request_permission() else { return false };
    JsFuture::from(answer).await.is_ok_and(|answer| answer == "granted")
}

/// Shows one line. A browser that refuses shows nothing.
pub fn show(text: &str) {
    let _ = Notification::new(text);
}
