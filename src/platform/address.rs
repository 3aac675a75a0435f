//! The address of the page: its query and its hash.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

const CHANGE: &str = "hashchange";

/// With its `?`, or empty.
#[must_use]
pub fn search() -> String {
    web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// With its `#`, or empty.
#[must_use]
pub fn hash() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Goes where a link to this hash would lead.
pub fn go_to_hash(hash: &str) {
    if let Some(window) = web_sys::window() {
        // It fails for a detached document only, which shows nothing anyway.
        let _ = window.location().set_hash(hash);
    }
}

/// Origin and path, without query and hash.
#[must_use]
pub fn without_options() -> String {
    let Some(location) = web_sys::window().map(|window| window.location()) else {
        return String::new();
    };
    let (origin, path) = (location.origin(), location.pathname());
    format!("{}{}", origin.unwrap_or_default(), path.unwrap_or_default())
}

/// Puts another query and hash into the address bar and into this entry of the history, without
/// loading anything.
pub fn replace(search: &str, hash: &str) {
    let Some(window) = web_sys::window() else { return };
    let path = window.location().pathname().unwrap_or_default();
    if let Ok(history) = window.history() {
        // A page may always name its own path.
        let url = format!("{path}{search}{hash}");
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url));
    }
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // It fails for a detached document only.
        let _ = window.location().reload();
    }
}

/// Is told of every change of the hash, for as long as the page lives.
pub fn on_hash_change(changed: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(changed);
    if let Some(window) = web_sys::window() {
        // It fails for an event without a name.
        let _ = window.add_event_listener_with_callback(CHANGE, listener.as_ref().unchecked_ref());
    }
    listener.forget();
}

/// Tells all who listen that the hash changed: [`replace`] does not.
pub fn announce_hash_change() {
    if let (Some(window), Ok(change)) = (web_sys::window(), Event::new(CHANGE)) {
        // It fails for an event that is being sent already, which this new one is not.
        let _ = window.dispatch_event(&change);
    }
}
