//! Writes to the clipboard.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Clipboard, HtmlElement, HtmlTextAreaElement};

#[wasm_bindgen]
extern "C" {
    /// `web_sys::Navigator` says that there always is a clipboard; pages over http have none.
    type ClipboardNavigator;

    #[wasm_bindgen(method, getter, structural)]
    fn clipboard(this: &ClipboardNavigator) -> Option<Clipboard>;
}

/// The text that a paste brings.
#[must_use]
pub fn pasted_text(event: &web_sys::Event) -> Option<String> {
    let data = event.dyn_ref::<web_sys::ClipboardEvent>()?.clipboard_data()?;
    data.get_data("text/plain").ok().filter(|text| !text.is_empty())
}

/// Whether the clipboard took the text. Where there is no clipboard, the old command of the document
/// does it.
pub async fn write(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let clipboard = window.navigator().unchecked_into::<ClipboardNavigator>().clipboard();
    if let Some(clipboard) = clipboard
        && JsFuture::from(clipboard.write_text(text)).await.is_ok()
    {
        return true;
    }
    write_by_command(text).unwrap_or(false)
}

fn write_by_command(text: &str) -> Option<bool> {
    let document: web_sys::HtmlDocument = web_sys::window()?.document()?.dyn_into().ok()?;
    let focused =
        document.active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_class_name("off-screen");
    area.set_value(text);
    document.body()?.append_child(&area).ok()?;
    area.select();
    let is_done = document.exec_command("copy").unwrap_or(false);
    area.remove();
    if let Some(focused) = focused {
        // An element that cannot take the focus back leaves it where it is.
        let _ = focused.focus();
    }
    Some(is_done)
}
