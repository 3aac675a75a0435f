//! Moving the focus and the scroll.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{
    Event, FocusEvent, HtmlElement, Node, ScrollBehavior, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

/// Focuses the element of this id.
pub fn by_id(id: &str) {
    if let Some(element) = element(id) {
        // It fails for an element that cannot be focused, which then simply is not.
        let _ = element.focus();
    }
}

/// Focuses the element of this id after the next frame: it may not be rendered yet, or be moved.
pub fn next_frame(id: String) {
    request_animation_frame(move || by_id(&id));
}

/// Focuses the first element that a selector finds.
pub fn by_selector(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Whether the last button inside the element of this id has the focus.
#[must_use]
pub fn is_last(id: &str) -> bool {
    let last = document().query_selector(&format!("#{id} button:last-of-type")).ok().flatten();
    last.is_some() && last == document().active_element()
}

/// Where a `focusout` leads, when that is outside of the element that listens. A press on what takes no
/// focus leads nowhere, and does not leave it.
#[must_use]
pub fn left_for(event: &Event) -> Option<HtmlElement> {
    let inside = event.current_target()?.dyn_into::<Node>().ok()?;
    let next = event.dyn_ref::<FocusEvent>()?.related_target()?.dyn_into::<HtmlElement>().ok()?;
    (!inside.contains(Some(&next))).then_some(next)
}

/// What has the focus.
pub fn current() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Whether nothing has the focus.
#[must_use]
pub fn is_nowhere() -> bool {
    current().is_none_or(|element| element.tag_name() == "BODY")
}

/// Moves the focus from an element that is no longer shown to the one of this id.
pub fn rescue(from: &HtmlElement, id: &str) {
    if from.offset_width() == 0 {
        by_id(id);
    }
}

/// Scrolls an element into view, at once.
pub fn scroll(element: &HtmlElement, to: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(to);
    options.set_behavior(ScrollBehavior::Auto);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls an element that has just come into view as far as it takes to be seen whole.
pub fn bring_into_view(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        if let Some(element) = element(&id) {
            scroll(&element, ScrollLogicalPosition::Nearest);
        }
    });
}

/// The element of this id.
#[must_use]
pub fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// `/` leads to the element of this id, from anywhere but from a place where it is typed, for as long as
/// the current owner lives.
pub fn on_slash(id: &'static str) {
    let handle = window_event_listener_untyped("keydown", move |event| {
        let Ok(event) = event.dyn_into::<web_sys::KeyboardEvent>() else { return };
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let is_typing = target.is_some_and(|element| takes_text(&element));
        if event.key() == "/" && !is_typing && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            by_id(id);
        }
    });
    on_cleanup(move || handle.remove());
}

/// The class that the start script gives the page
const EARLY_SLASH: &str = "slash";

/// The same for a `/` that was pressed before the element of this id was there, which the start script
/// keeps as a class of the page. Who has gone on to type elsewhere meanwhile stays there.
pub fn after_early_slash(id: &'static str) {
    let Some(root) = document().document_element() else { return };
    if !root.class_list().contains(EARLY_SLASH) {
        return;
    }
    // It fails for an empty name alone.
    let _ = root.class_list().remove_1(EARLY_SLASH);
    if !current().is_some_and(|element| takes_text(&element)) {
        next_frame(id.to_owned());
    }
}

fn takes_text(element: &web_sys::Element) -> bool {
    element
        .matches("input:not([type=radio]):not([type=checkbox]), textarea, select")
        .unwrap_or(false)
}
