//! Where the page itself comes from, and what the browser lets it call.

use js_sys::{JSON, Object, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::domain::diagnostics::{PageOrigin, Permission};
use crate::domain::http::place::Place;

#[wasm_bindgen]
extern "C" {
    /// Browsers without permissions have no such member.
    type PermissionNavigator;
    type Permissions;
    type PermissionStatus;

    #[wasm_bindgen(method, getter, structural)]
    fn permissions(this: &PermissionNavigator) -> Option<Permissions>;

    #[wasm_bindgen(method, structural, catch)]
    fn query(this: &Permissions, wanted: &Object) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, getter, structural)]
    fn state(this: &PermissionStatus) -> Option<String>;
}

/// The origin that servers have to allow.
#[must_use]
pub fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

#[must_use]
pub fn is_https() -> bool {
    web_sys::window()
        .and_then(|window| window.location().protocol().ok())
        .is_some_and(|protocol| protocol == "https:")
}

/// The page that the calls come from, as the browser's rules see it.
#[must_use]
pub fn page() -> PageOrigin {
    PageOrigin { is_https: is_https(), place: Place::of(&origin()) }
}

/// Whether the browser says that there is no network. It may be wrong the other way round.
#[must_use]
pub fn is_offline() -> bool {
    web_sys::window().is_some_and(|window| !window.navigator().on_line())
}

/// An https page may not call an http server, except on the machine itself. Whether it may in the
/// local network is for the browser to say: some ask the operator.
#[must_use]
pub fn is_mixed_content(url: &str) -> bool {
    url.starts_with("http://") && is_https() && Place::of(url) == Place::Elsewhere
}

/// What the browser would do with a call into the local network. Browsers without that permission
/// throw at its name.
pub async fn local_network_permission() -> Permission {
    let Some(answer) = ask_local_network() else { return Permission::Unknown };
    let Ok(status) = JsFuture::from(answer).await else { return Permission::Unknown };
    match status.unchecked_into::<PermissionStatus>().state().as_deref() {
        Some("granted") => Permission::Granted,
        Some("prompt") => Permission::Prompt,
        Some("denied") => Permission::Denied,
        _ => Permission::Unknown,
    }
}

fn ask_local_network() -> Option<Promise> {
    let navigator = web_sys::window()?.navigator().unchecked_into::<PermissionNavigator>();
    let wanted = JSON::parse(r#"{"name":"local-network-access"}"#).ok()?;
    navigator.permissions()?.query(wanted.unchecked_ref()).ok()
}
