//! The window: its media queries, and how high the page in it is.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::ResizeObserver;

/// Whether a media query holds.
#[must_use]
pub fn matches(query: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.match_media(query).ok().flatten())
        .is_some_and(|list| list.matches())
}

/// Tells the height in pixels now and whenever it changes, for as long as the page lives.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn follow_page_height(tell: impl Fn(u32) + 'static) {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(body) = document.and_then(|document| document.body()) else { return };
    let measured = body.clone();
    let look = Closure::<dyn Fn()>::new(move || {
        // A frame that is a fraction too low would scroll. The cast turns what is no size into zero.
        let height = measured.get_bounding_client_rect().height().ceil() as u32;
        if height > 0 {
            tell(height);
        }
    });
    if let Ok(observer) = ResizeObserver::new(look.as_ref().unchecked_ref()) {
        observer.observe(&body);
        // The observer lives as long as what it observes, and the page that long.
        look.forget();
    }
}
