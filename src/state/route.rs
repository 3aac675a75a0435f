//! The page that is shown, told by the address's hash. Hash routes need nothing of the host.

use leptos::prelude::*;

/// A screen of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    Create,
    Result,
    Servers,
}

impl Page {
    #[must_use]
    pub const fn hash(self) -> &'static str {
        match self {
            Self::Create => "#/",
            Self::Result => "#/result",
            Self::Servers => "#/servers",
        }
    }

    /// The page's name for others.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Result => "result",
            Self::Servers => "servers",
        }
    }

    fn of_hash(hash: &str) -> Self {
        match hash {
            "#/result" => Self::Result,
            "#/servers" => Self::Servers,
            _ => Self::Create,
        }
    }

    /// What the address says now.
    #[must_use]
    pub fn current() -> Self {
        let hash = web_sys::window().and_then(|window| window.location().hash().ok());
        Self::of_hash(&hash.unwrap_or_default())
    }

    /// Goes to the page as a link would: the address changes, and what listens to it follows.
    pub fn go(self) {
        if let Some(window) = web_sys::window() {
            // Setting a hash fails for a detached document only, which shows nothing anyway.
            let _ = window.location().set_hash(self.hash());
        }
    }
}

/// A new page begins at its main part, for a screen reader as for the eye.
fn focus_main() {
    use wasm_bindgen::JsCast;
    let main = document().get_element_by_id("main");
    if let Some(main) = main.and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        // The page begins at its top, with the header, where that does not stay in view by itself.
        options.set_prevent_scroll(true);
        // It fails for an element that cannot be focused, which then simply is not.
        let _ = main.focus_with_options(&options);
    }
}

/// The page as a signal that follows the address. `may_leave` is asked with the page that is about
/// to be left; when it says no, the address goes back to it.
pub fn follow_address(may_leave: impl Fn(Page) -> bool + 'static) -> ReadSignal<Page> {
    let (page, set_page) = signal(Page::current());
    let handle = window_event_listener(leptos::ev::hashchange, move |_| {
        let (old, new) = (page.get_untracked(), Page::current());
        if old == new {
            return;
        }
        if may_leave(old) {
            // Asked for first, so that a page which has a better place for the focus has its way.
            request_animation_frame(focus_main);
            set_page.set(new);
            // The browser keeps the scroll of a page whose address only changed its hash.
            window().scroll_to_with_x_and_y(0.0, 0.0);
        } else {
            old.go();
        }
    });
    on_cleanup(move || handle.remove());
    page
}
