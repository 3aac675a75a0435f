//! Which rows of a virtual list are in view.

use std::ops::Range;

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Rows beyond the visible ones that are rendered on each side, so that scrolling shows no gap.
const OVERSCAN: usize = 6;

/// The part of the list that is in view, in pixels.
#[derive(Clone, Copy)]
pub(super) struct Viewport {
    row_height: Signal<u32>,
    /// The first row in view
    first: RwSignal<u32>,
    height: RwSignal<u32>,
    pub(super) element: NodeRef<Div>,
}

impl Viewport {
    pub(super) fn new(row_height: Signal<u32>) -> Self {
        let view = Self {
            row_height,
            first: RwSignal::new(0),
            height: RwSignal::new(0),
            element: NodeRef::new(),
        };
        // The element has a height once it is in the page.
        request_animation_frame(move || view.measure());
        let resized = window_event_listener_untyped("resize", move |_| view.measure());
        on_cleanup(move || resized.remove());
        Effect::new(move || {
            row_height.track();
            view.measure();
        });
        view
    }

    /// Moves the focus to the list itself.
    pub(super) fn focus(self) {
        if let Some(element) = self.element.try_get_untracked().flatten() {
            // It can be focused, and loses nothing where it cannot.
            let _ = element.focus();
        }
    }

    /// The list may be gone when a scroll event or a frame comes late.
    pub(super) fn measure(self) {
        let Some(element) = self.element.try_get_untracked().flatten() else { return };
        let element: &web_sys::Element = element.unchecked_ref();
        let pixels = |value: i32| u32::try_from(value).unwrap_or_default();
        let row_height = self.row_height.get_untracked().max(1);
        // Scrolling within a row changes nothing.
        set_if_changed(self.first, pixels(element.scroll_top()) / row_height);
        set_if_changed(self.height, pixels(element.client_height()));
    }

    /// The places that are seen, whether there is a row or not.
    pub(super) fn seen(self) -> Range<usize> {
        let first = self.first.get() as usize;
        let rows = self.height.get().div_ceil(self.row_height.get().max(1)) as usize + 1;
        first..first.saturating_add(rows)
    }

    /// The same with the places around them.
    pub(super) fn around(self) -> Range<usize> {
        let seen = self.seen();
        seen.start.saturating_sub(OVERSCAN)..seen.end.saturating_add(OVERSCAN)
    }
}

fn set_if_changed(signal: RwSignal<u32>, value: u32) {
    if signal.try_get_untracked().is_some_and(|old| old != value) {
        signal.set(value);
    }
}
