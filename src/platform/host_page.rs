//! What the page's own script does for the panel: it fetches the files, whose names the build makes.

use js_sys::Promise;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlDialogElement;

use crate::domain::deployment::BootInput;
use crate::platform::{address, frame};

/// The functions of `src/start/index.mjs`. A page without that script has none of them, and a call
/// of a function that is not there is an error like any other.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = window, js_name = panelText, catch)]
    fn panel_text(name: &str) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = window, js_name = panelConfig, catch)]
    fn panel_config() -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = window, js_name = panelStyle, catch)]
    fn panel_style(name: &str) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = window, js_name = panelAdopt, catch)]
    fn panel_adopt(css: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = window, js_name = panelNarrow, catch)]
    fn panel_narrow(policy: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = window, js_name = panelShow, catch)]
    fn panel_show(id: &str) -> Result<(), JsValue>;
}

/// The text that a promise brings.
async fn text_of(promise: Result<Promise, JsValue>) -> Result<String, ()> {
    JsFuture::from(promise.map_err(drop)?).await.ok().and_then(|text| text.as_string()).ok_or(())
}

/// A file of sentences.
///
/// # Errors
/// When the file cannot be had.
pub async fn sentences(name: &str) -> Result<String, ()> {
    text_of(panel_text(name)).await
}

/// Fetches a style sheet and uses it; one that is in use already is not fetched again.
///
/// # Errors
/// When the file cannot be had.
pub async fn use_style(name: &str) -> Result<(), ()> {
    JsFuture::from(panel_style(name).map_err(drop)?).await.map(drop).map_err(drop)
}

/// Uses a style sheet that is made here. Where the browser refuses it, its own stay in use.
pub fn adopt(css: &str) {
    let _ = panel_adopt(css);
}

/// Adds a policy to the page's own. It can only take away.
pub fn narrow(policy: &str) {
    let _ = panel_narrow(policy);
}

/// Opens the dialog of this id where it is seen.
pub fn show(id: &str) {
    let _ = panel_show(id);
}

/// Runs whenever this dialog closes, for as long as the page lives.
pub fn on_close(dialog: &HtmlDialogElement, act: impl Fn() + 'static) {
    let act = Closure::<dyn Fn()>::new(act);
    dialog.set_onclose(Some(act.as_ref().unchecked_ref()));
    act.forget();
}

/// What the page finds around it.
///
/// # Errors
/// When the host fails to say whether there is a configuration.
pub async fn given() -> Result<BootInput, ()> {
    let config = text_of(panel_config()).await?;
    web_sys::window().ok_or(())?;
    Ok(BootInput {
        config,
        search: address::search(),
        hash: address::hash(),
        is_framed: frame::is_framed(),
    })
}
