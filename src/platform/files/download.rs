//! Saves a text as a file of the operator, without a request to anyone.

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// Some browsers read the file only after the press is over; until then it must be there.
const KEPT_MS: u32 = 10_000;

/// Saves a text under a name. It fails where the browser keeps files from being made.
pub fn text(text: &str, name: &str) -> bool {
    save(text, name).is_some()
}

fn save(text: &str, name: &str) -> Option<()> {
    let parts = js_sys::Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence(&parts).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    document.body()?.append_child(&link).ok()?;
    link.click();
    link.remove();
    Timeout::new(KEPT_MS, move || {
        // Already revoked.
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Some(())
}
