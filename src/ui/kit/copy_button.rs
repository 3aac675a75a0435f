//! A button that copies a text made at the press, and says so.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, HtmlTextAreaElement};

use crate::ui::kit::element::{El, button, classed};
use crate::ui::kit::i18n::t;

/// `label` and `done` are keys of the locale files; most copies take [`plain_copy`]'s.
pub fn copy_button(
    label: &'static str,
    done: &'static str,
    text: impl Fn() -> String + 'static,
) -> El {
    let said = RwSignal::new("");
    let copy = move || {
        let text = text();
        spawn_local(async move {
            let key = if write(&text).await { done } else { "common.copy_failed" };
            // The button may be gone by now.
            let _ = said.try_set(key);
            set_timeout(
                move || {
                    let _ = said.try_set("");
                },
                Duration::from_millis(2500),
            );
        });
    };
    classed("span", "copy").child(button("button small").t(label).on_click(copy)).child(
        classed("span", "said").attr("role", "status").dyn_child(move || {
            let key = said.get();
            (!key.is_empty()).then(|| t(key).into_any())
        }),
    )
}

pub fn plain_copy(text: impl Fn() -> String + 'static) -> El {
    copy_button("common.copy", "common.copied", text)
}

/// Whether the clipboard took it. Pages over plain http have no clipboard to ask; there the old
/// command of the document does it.
async fn write(text: &str) -> bool {
    let navigator = window().navigator();
    let has_clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into())
        .is_ok_and(|clipboard| clipboard.is_object());
    if has_clipboard && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok() {
        return true;
    }
    write_by_command(text).unwrap_or(false)
}

fn write_by_command(text: &str) -> Option<bool> {
    let document = document();
    let focused =
        document.active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_class_name("off-screen");
    area.set_value(text);
    document.body()?.append_child(&area).ok()?;
    area.select();
    let document: web_sys::HtmlDocument = document.dyn_into().ok()?;
    let is_done = document.exec_command("copy").unwrap_or(false);
    area.remove();
    if let Some(focused) = focused {
        let _ = focused.focus();
    }
    Some(is_done)
}
