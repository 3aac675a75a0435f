//! One creation of one name at a time, whichever tab asks for it: a lock of the browser, which all
//! tabs of this page share. Two creations of one name that meet on a 2.x server can destroy both.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::api::promise;

/// The lock, held until it is dropped. The browser lets go of it by itself when the tab closes.
#[derive(Debug)]
pub struct Lock(Option<Function>);

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = &self.0 {
            // A promise's own function has no way to fail.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Takes the lock of a name on a server; `None` while another tab holds it. Where the browser has no
/// locks, or keeps them from this page, there is nothing to wait for and nothing is held.
pub async fn take(base_url: &str, name: &str) -> Option<Lock> {
    match request(&format!("instance-panel {base_url} {name}")) {
        Ok((told, release)) => match JsFuture::from(told).await {
            Ok(is_ours) if is_ours.is_falsy() => None,
            Ok(_) => Some(Lock(Some(release))),
            Err(_) => Some(Lock(None)),
        },
        Err(_) => Some(Lock(None)),
    }
}

/// Asks for the lock: a promise of whether it is ours, and what lets go of it.
fn request(name: &str) -> Result<(Promise, Function), JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into())?;
    let locks = Reflect::get(&navigator, &"locks".into())?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE)?;
    // The lock is held for as long as the promise is pending that the callback answers with.
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
    // A refusal comes as the outcome's own failure, before the callback is ever called.
    Ok((Promise::race(&Array::of2(&told, &outcome)), release))
}
