//! Takes what looks like a secret out of the address: at the start, and whenever a link or a bookmark
//! changes the hash of the panel that is open.

use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::embed::options::cleaned;
use crate::state::Panel;

const CHANGE: &str = "hashchange";

/// Cleans the address bar and this entry of the history; whether there was anything to clean.
pub fn clean_address(search: &str, hash: &str) -> bool {
    let Some(clean) = cleaned(search, hash) else { return false };
    let path = window().location().pathname().unwrap_or_default();
    let address = format!("{path}{}{}", clean.search, clean.hash);
    if let Ok(history) = window().history() {
        // A page may always name its own path.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
    true
}

/// Goes on cleaning for as long as the page lives, and says so each time.
pub fn keep_address_clean(panel: Panel) {
    let look = move || {
        let location = window().location();
        let (search, hash) = (location.search(), location.hash());
        let is_cleaned = clean_address(&search.unwrap_or_default(), &hash.unwrap_or_default());
        if is_cleaned {
            panel.is_address_cleaned.set(true);
            panel.is_address_read.set(false);
        }
        is_cleaned
    };
    // Whoever chooses the page by its hash may have met the one that was not clean yet.
    let clean = move || {
        if look()
            && let Ok(change) = web_sys::Event::new(CHANGE)
        {
            // It fails for an event that is being sent already, which this new one is not.
            let _ = window().dispatch_event(&change);
        }
    };
    let listener = Closure::<dyn Fn()>::new(clean);
    let listened =
        window().add_event_listener_with_callback(CHANGE, listener.as_ref().unchecked_ref());
    listened.expect("a listener of a known event is always taken");
    listener.forget();
    // What came before anybody looked.
    clean();
}
