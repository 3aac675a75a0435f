//! What can wait until the page is painted.

use std::time::Duration;

use leptos::prelude::*;

/// Runs something once what has changed so far is painted. In a page that nobody sees it waits.
pub fn after_paint(run: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(run, Duration::ZERO));
}
