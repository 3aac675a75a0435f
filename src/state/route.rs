//! The current route as a signal that follows the address.

use leptos::prelude::*;

use crate::domain::route::Route;
use crate::platform::address;

/// The route that the address names now; the form where it names none.
#[must_use]
pub fn current_route() -> Route {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    Route::parse(&hash.unwrap_or_default()).unwrap_or_default()
}

/// Goes to a route as a link would: the address changes, and its listeners follow.
pub fn go_to(route: &Route) {
    if let Some(window) = web_sys::window() {
        // Setting a hash fails for a detached document only, which shows nothing anyway.
        let _ = window.location().set_hash(&route.to_hash());
    }
}

/// A new screen begins at its `<main>`, for a screen reader as for the eye.
fn focus_main() {
    use wasm_bindgen::JsCast;
    let main = document().get_element_by_id("main");
    if let Some(main) = main.and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        // The page must stay at its top, where the header is.
        options.set_prevent_scroll(true);
        let _ = main.focus_with_options(&options);
    }
}

/// The route as a signal, which begins with `home` where the address names none. `may_leave` is asked
/// with the route that is about to be left; if it answers no, the address goes back to that route.
pub fn follow_address(
    home: Route,
    may_leave: impl Fn(&Route) -> bool + 'static,
) -> ReadSignal<Route> {
    let is_named = !address::hash().is_empty();
    let (route, set_route) = signal(if is_named { current_route() } else { home });
    let handle = window_event_listener(leptos::ev::hashchange, move |_| {
        let (old, new) = (route.get_untracked(), current_route());
        if old == new {
            return;
        }
        if may_leave(&old) {
            // Requested first, so that a screen with a better place for the focus wins.
            request_animation_frame(focus_main);
            set_route.set(new);
            // The browser keeps the scroll position when only the hash changes.
            window().scroll_to_with_x_and_y(0.0, 0.0);
        } else {
            go_to(&old);
        }
    });
    on_cleanup(move || handle.remove());
    route
}
