//! The browser's notifications. Where it has none, nothing is allowed.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationPermission};

fn has_notifications() -> bool {
    let window = web_sys::window().map(JsValue::from);
    window.is_some_and(|window| js_sys::Reflect::has(&window, &"Notification".into()) == Ok(true))
}

#[must_use]
pub fn is_allowed() -> bool {
    has_notifications() && Notification::permission() == NotificationPermission::Granted
}

/// Asks the operator where the browser has to; whether it is allowed.
pub async fn ask() -> bool {
    if !has_notifications() {
        return false;
    }
    if let Ok(answer) = Notification::request_permission() {
        let _ = JsFuture::from(answer).await;
    }
    is_allowed()
}

/// Shows one line. A browser that refuses shows nothing.
pub fn show(text: &str) {
    if is_allowed() {
        let _ = Notification::new(text);
    }
}
