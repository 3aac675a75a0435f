//! What the browser knows of the window.

/// Whether a media query holds.
#[must_use]
pub fn matches(query: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.match_media(query).ok().flatten())
        .is_some_and(|list| list.matches())
}
