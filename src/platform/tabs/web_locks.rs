//! Locks that all tabs of this page share.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::platform::pending::pending;

#[wasm_bindgen]
extern "C" {
    /// `web_sys` has these behind a flag of its own.
    type LockNavigator;
    type LockManager;
    #[wasm_bindgen(extends = js_sys::Object)]
    type LockOptions;

    #[wasm_bindgen(method, getter, structural)]
    fn locks(this: &LockNavigator) -> Option<LockManager>;

    #[wasm_bindgen(method, structural, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &LockOptions,
        callback: &JsValue,
    ) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, setter, structural, js_name = ifAvailable)]
    fn set_if_available(this: &LockOptions, is_so: bool);
}

/// A lock that this tab holds: dropping it lets go. The browser does that too when the tab closes.
#[derive(Debug)]
pub struct HeldLock(Function);

impl Drop for HeldLock {
    fn drop(&mut self) {
        // A promise's own function cannot fail.
        let _ = self.0.call0(&JsValue::UNDEFINED);
    }
}

/// How asking for a lock ended.
#[derive(Debug)]
pub enum LockRequest {
    Taken(HeldLock),
    /// Somebody else holds it, in this tab or another one
    Busy,
    /// The browser has no locks, or keeps them from this page
    Unsupported,
}

/// Asks for a lock and does not wait for it.
pub async fn try_take(name: &str) -> LockRequest {
    let Some((answer, lock)) = request(name) else { return LockRequest::Unsupported };
    match JsFuture::from(answer).await {
        Ok(is_ours) if is_ours.is_falsy() => LockRequest::Busy,
        Ok(_) => LockRequest::Taken(lock),
        Err(_) => LockRequest::Unsupported,
    }
}

/// A promise of whether the lock is ours, and the lock as it would be.
fn request(name: &str) -> Option<(Promise, HeldLock)> {
    let locks = web_sys::window()?.navigator().unchecked_into::<LockNavigator>().locks()?;
    let options: LockOptions = js_sys::Object::new().unchecked_into();
    options.set_if_available(true);
    // The browser holds the lock for as long as the promise is pending that the callback returns.
    let (held, release) = pending();
    let (answer, tell) = pending();
    let callback = Closure::once_into_js(move |lock: JsValue| {
        // A promise's own function cannot fail.
        let _ = tell.call1(&JsValue::UNDEFINED, &JsValue::from_bool(!lock.is_falsy()));
        held
    });
    let outcome = locks.request(name, &options, &callback).ok()?;
    // A refusal is the outcome's own failure; the callback is then never called.
    Some((Promise::race(&Array::of2(&answer, &outcome)), HeldLock(release)))
}
