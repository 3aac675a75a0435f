//! A question with two answers, in the browser's own modal dialog: it keeps the focus inside and Esc
//! dismisses it. What is asked about cannot be taken back, so the answer that changes nothing comes
//! first, stands out and has the focus.

pub mod confirm_form;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use crate::platform::host_page;
use crate::ui::kit::element::{El, button, classed, el};

/// The keys of a dialog's sentences.
#[derive(Clone, Copy, Debug)]
pub struct DialogKeys {
    pub title: &'static str,
    pub confirm: &'static str,
    pub dismiss: &'static str,
}

/// `on_answer` is told whether the question was confirmed.
pub fn dialog(
    is_open: impl Fn() -> bool + Send + Sync + 'static,
    keys: DialogKeys,
    body: impl Into<Signal<String>>,
    on_answer: impl Fn(bool) + Clone + 'static,
) -> El {
    let body = body.into();
    let id = format!("dialog-{}", keys.title.replace('.', "-"));
    show_while(id.clone(), is_open);
    let (dismiss, confirm, cancel) = (on_answer.clone(), on_answer.clone(), on_answer);
    classed("dialog", "dialog")
        .attr("aria-labelledby", format!("{id}-title"))
        .id(id.clone())
        .on("cancel", move |event| {
            event.prevent_default();
            cancel(false);
        })
        .child(el("h2").id(format!("{id}-title")).t(keys.title))
        .child(el("p").dyn_text(move || body.get()))
        .child(
            classed("div", "actions")
                .child(
                    button("button primary")
                        .attr("autofocus", "")
                        .t(keys.dismiss)
                        .on_click(move || dismiss(false)),
                )
                .child(button("button danger").t(keys.confirm).on_click(move || confirm(true))),
        )
}

/// Whether a dialog or a sheet is open.
#[must_use]
pub fn is_any_open() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// A modal dialog is opened by a call, not by an attribute.
pub(crate) fn show_while(id: String, is_open: impl Fn() -> bool + Send + Sync + 'static) {
    Effect::new(move || {
        let is_open = is_open();
        let id = id.clone();
        // The first run comes before the dialog is in the page.
        request_animation_frame(move || {
            let Some(dialog) = document().get_element_by_id(&id) else { return };
            let Ok(dialog) = dialog.dyn_into::<HtmlDialogElement>() else { return };
            match (is_open, dialog.open()) {
                (true, false) => host_page::show(&id),
                (false, true) => dialog.close(),
                _ => {}
            }
        });
    });
}
