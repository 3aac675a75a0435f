//! The signals of the panel and what they are kept in: it draws nothing. May import `domain` and
//! `api`.

pub mod creation;
pub mod form;
pub mod look;
pub mod page;
pub mod servers;
pub mod storage;

use leptos::prelude::*;

use creation::Creation;
use form::FormState;
use look::{Language, Theme};
use page::Page;
use servers::Servers;

/// What is handed from screen to screen: one pointer, which every closure of a view can hold.
pub type Panel = &'static PanelState;

/// Everything the screens share. It is made once and lives as long as the page.
#[derive(Debug)]
pub struct PanelState {
    pub servers: Servers,
    pub form: FormState,
    pub creation: &'static Creation,
    pub page: ReadSignal<Page>,
    /// A page the operator wants to go to although the token was not stored
    pub pending_page: RwSignal<Option<Page>>,
    pub language: RwSignal<Language>,
    pub theme: RwSignal<Theme>,
}

/// Makes the state, once; it is handed down from the root.
#[must_use]
pub fn new_panel() -> Panel {
    let servers = Servers::load();
    let creation: &Creation = Box::leak(Box::default());
    let pending_page = RwSignal::new(None);
    let may_leave = move |left: Page| {
        let is_held = left == Page::Result && creation.holds_unstored_token();
        if is_held {
            pending_page.set(Some(Page::current()));
        }
        !is_held
    };
    Box::leak(Box::new(PanelState {
        servers,
        form: FormState::new(servers),
        creation,
        page: page::follow_address(may_leave),
        pending_page,
        language: RwSignal::new(Language::of_document()),
        theme: RwSignal::new(Theme::of_document()),
    }))
}
