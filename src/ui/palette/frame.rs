//! The dialog that the start script makes and opens. It lives as long as the page, so that the browser
//! gives the focus back to where it was. Before the palette has loaded, a plain box in it takes what is
//! typed.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlInputElement};

use crate::platform::host_page;
use crate::ui::kit::focus;
use crate::ui::palette::dialog::DIALOG;

pub(super) const INPUT: &str = "palette-input";

fn dialog() -> Option<HtmlDialogElement> {
    focus::element(DIALOG)?.dyn_into().ok()
}

/// Closes it; the browser gives the focus back.
pub(super) fn close() {
    if let Some(dialog) = dialog() {
        dialog.close();
    }
}

/// Names the dialog in the language of the page.
pub(super) fn name(label: &str) {
    if let Some(dialog) = dialog() {
        // The attribute's name is a constant.
        let _ = dialog.set_attribute("aria-label", label);
    }
}

/// Runs whenever the dialog is opened, for as long as the current owner lives.
pub(super) fn on_open(act: impl Fn() + 'static) {
    let handle = window_event_listener_untyped(DIALOG, move |_| act());
    on_cleanup(move || handle.remove());
}

/// Runs whenever the dialog was closed, in whichever way. The browser tells it later: who has opened it
/// again meanwhile keeps it.
pub(super) fn on_close(act: impl Fn() + 'static) {
    if let Some(palette) = dialog() {
        host_page::on_close(&palette, move || {
            if dialog().is_some_and(|dialog| !dialog.open()) {
                act();
            }
        });
    }
}

/// A press next to the box, which hits the dialog itself, closes it.
pub(super) fn close_on_press_outside() {
    let handle = window_event_listener_untyped("mousedown", |event| {
        let is_outside = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlDialogElement>().ok())
            .is_some_and(|target| target.id() == DIALOG);
        if is_outside {
            event.prevent_default();
            close();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Takes the plain box away and returns what was typed into it until now. To be called when the real
/// box is there: it gets the focus.
pub(super) fn take_early_text() -> Option<String> {
    let early = document().query_selector(&format!("#{DIALOG} > input")).ok().flatten()?;
    let early: HtmlInputElement = early.dyn_into().ok()?;
    let typed = early.value();
    focus::by_id(INPUT);
    early.remove();
    Some(typed)
}
