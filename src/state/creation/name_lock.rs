//! One creation of one name at a time, whichever tab asks for it: a lock of the browser, which all
//! tabs of this page share. Two creations of one name that meet on a 2.x server can destroy both.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::platform::fetch::promise;

/// A lock that this tab holds. The browser lets go of it by itself when the tab closes.
struct Held {
    name: String,
    /// What lets go of it; `None` where the browser has no locks
    release: Option<Function>,
    /// Milliseconds since 1970
    since: f64,
}

thread_local! {
    static HELD: RefCell<Vec<Held>> = const { RefCell::new(Vec::new()) };
}

/// Takes the lock of a name on a server, or keeps it where this tab has it; whether it is ours.
/// Where the browser has no locks, or keeps them from this page, there is nothing to wait for.
pub async fn take(base_url: &str, name: &str) -> bool {
    let name = name_of(base_url, name);
    if HELD.with_borrow(|held| held.iter().any(|held| held.name == name)) {
        return true;
    }
    let release = match request(&name) {
        Ok((told, release)) => match JsFuture::from(told).await {
            Ok(is_ours) if is_ours.is_falsy() => return false,
            Ok(_) => Some(release),
            Err(_) => None,
        },
        Err(_) => None,
    };
    HELD.with_borrow_mut(|held| held.push(Held { name, release, since: js_sys::Date::now() }));
    true
}

/// Its time begins anew.
pub fn renew(base_url: &str, name: &str) {
    let name = name_of(base_url, name);
    HELD.with_borrow_mut(|held| {
        if let Some(held) = held.iter_mut().find(|held| held.name == name) {
            held.since = js_sys::Date::now();
        }
    });
}

/// Since when it is held; `None` when it is not.
#[must_use]
pub fn since(base_url: &str, name: &str) -> Option<f64> {
    let name = name_of(base_url, name);
    HELD.with_borrow(|held| held.iter().find(|held| held.name == name).map(|held| held.since))
}

/// Lets go of it, where this tab holds it.
pub fn release(base_url: &str, name: &str) {
    let name = name_of(base_url, name);
    HELD.with_borrow_mut(|held| {
        let Some(at) = held.iter().position(|held| held.name == name) else { return };
        if let Some(release) = held.swap_remove(at).release {
            // A promise's own function has no way to fail.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    });
}

fn name_of(base_url: &str, name: &str) -> String {
    format!("instance-panel {base_url} {name}")
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
