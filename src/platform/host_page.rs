//! What the page's own script does for the panel: it fetches the files, whose names the build makes.

use js_sys::{Function, Promise, Reflect, global};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::domain::deployment::BootInput;

/// Calls a function that the scripts left on the window and waits for its promise.
///
/// # Errors
/// When there is no such function, or its promise is rejected.
pub async fn call(name: &str, argument: &str) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(&global(), &JsValue::from_str(name))?.dyn_into()?;
    let promise: Promise =
        function.call1(&JsValue::NULL, &JsValue::from_str(argument))?.dyn_into()?;
    JsFuture::from(promise).await
}

/// The text that such a promise brings.
///
/// # Errors
/// As [`call`], and when it brings something else.
pub async fn text(name: &str, argument: &str) -> Result<String, ()> {
    call(name, argument).await.ok().and_then(|text| text.as_string()).ok_or(())
}

/// Uses a style sheet that is made here. Where the browser refuses it, its own stay in use.
pub fn adopt(css: &str) {
    tell("panelAdopt", css);
}

/// Adds a policy to the page's own. It can only take away.
pub fn narrow(policy: &str) {
    tell("panelNarrow", policy);
}

/// Opens the dialog of this id where it is seen.
pub fn show(id: &str) {
    tell("panelShow", id);
}

/// Calls a function of the page that has no answer.
fn tell(name: &str, argument: &str) {
    let Ok(function) = Reflect::get(&global(), &JsValue::from_str(name)) else { return };
    let Ok(function) = function.dyn_into::<Function>() else { return };
    let _ = function.call1(&JsValue::NULL, &JsValue::from_str(argument));
}

/// What the page finds around it.
///
/// # Errors
/// When the host fails to say whether there is a configuration.
pub async fn given() -> Result<BootInput, ()> {
    let config = text("panelConfig", "").await?;
    let window = web_sys::window().ok_or(())?;
    let location = window.location();
    let is_framed = window.parent().ok().flatten().is_none_or(|parent| parent != window);
    Ok(BootInput {
        config,
        search: location.search().unwrap_or_default(),
        hash: location.hash().unwrap_or_default(),
        is_framed,
    })
}
