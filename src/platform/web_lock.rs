//! A lock that all tabs of this page share, whichever of them holds it.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::platform::fetch::promise;

/// A lock that this tab holds until this is dropped. The browser releases it when the tab closes.
#[derive(Debug)]
pub struct WebLock {
    /// `None` where the browser has no locks, or keeps them from this page
    release: Option<Function>,
}

impl Drop for WebLock {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            // A promise's own function has no way to fail.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Takes the lock of this name; `None` where somebody else holds it. Where there are no locks, there
/// is nothing to wait for.
pub async fn take(name: &str) -> Option<WebLock> {
    let Ok((told, release)) = request(name) else { return Some(WebLock { release: None }) };
    match JsFuture::from(told).await {
        Ok(is_ours) if is_ours.is_falsy() => None,
        Ok(_) => Some(WebLock { release: Some(release) }),
        Err(_) => Some(WebLock { release: None }),
    }
}

/// Asks for the lock: a promise of whether it is ours, and what releases it.
fn request(name: &str) -> Result<(Promise, Function), JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into())?;
    let locks = Reflect::get(&navigator, &"locks".into())?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE)?;
    // The browser holds the lock while the promise is pending that the callback returns.
    let (held, release) = promise();
    let (told, tell) = promise();
    let callback = Closure::once_into_js(move |lock: JsValue| {
        let is_ours = JsValue::from_bool(!lock.is_falsy());
        // As above: it cannot fail.
        let _ = tell.call1(&JsValue::UNDEFINED, &is_ours);
        held
    });
    let arguments = Array::of3(&name.into(), &options, &callback);
    let outcome = Reflect::apply(&request, &locks, &arguments)?;
    // A refusal comes as the failure of the call itself, before the callback is ever called.
    Ok((Promise::race(&Array::of2(&told, &outcome)), release))
}
