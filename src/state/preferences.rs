//! Language and theme. `index.html` has already chosen both before the panel starts, so that the
//! page never flashes; here they are read off the document and written back.

use leptos::prelude::*;

pub use crate::domain::preferences::{Language, Theme};
use crate::platform::storage::StorageScope;
use crate::state::secrets::{ForgetScope, SecretHolder};

/// The language and the theme as signals.
#[derive(Clone, Copy, Debug)]
pub struct Preferences {
    pub language: RwSignal<Language>,
    pub theme: RwSignal<Theme>,
    /// The deployment's theme, for a device that is forgotten
    initial_theme: Theme,
}

impl Preferences {
    #[must_use]
    pub fn of_document(initial_theme: Option<Theme>) -> Self {
        Self {
            language: RwSignal::new(Language::of_document()),
            theme: RwSignal::new(Theme::of_document()),
            initial_theme: initial_theme.unwrap_or(Theme::System),
        }
    }
}

impl SecretHolder for Preferences {
    fn has_secrets(&self) -> bool {
        false
    }

    /// The language stays: another one has to be loaded first.
    fn forget(&self, scope: ForgetScope) {
        if scope == ForgetScope::Everything {
            self.theme.set(self.initial_theme);
            self.initial_theme.mark();
        }
    }
}

impl Language {
    /// What the document is in.
    #[must_use]
    pub fn of_document() -> Self {
        root().and_then(|root| Self::with_tag(&root.lang())).unwrap_or(Self::English)
    }

    /// What the browser's own settings ask for.
    #[must_use]
    pub fn of_browser() -> Self {
        let tags = window().navigator().languages();
        Self::of_browser_tags(tags.iter().filter_map(|tag| tag.as_string()))
    }

    pub fn write(self) {
        self.mark();
        StorageScope::Device.write("language", self.tag());
    }

    /// Tells the document, and keeps nothing.
    pub fn mark(self) {
        if let Some(root) = root() {
            root.set_lang(self.tag());
        }
    }
}

impl Theme {
    #[must_use]
    pub fn of_document() -> Self {
        let id = root().and_then(|root| root.get_attribute("data-theme")).unwrap_or_default();
        Self::with_id(&id).unwrap_or(Self::System)
    }

    pub fn write(self) {
        self.mark();
        StorageScope::Device.write("theme", self.id());
    }

    /// Tells the document, and keeps nothing.
    pub fn mark(self) {
        if let Some(root) = root() {
            // The attribute's name is a constant, so it is always a valid one.
            let _ = root.set_attribute("data-theme", self.id());
        }
    }
}

fn root() -> Option<web_sys::HtmlElement> {
    use wasm_bindgen::JsCast;
    document().document_element().and_then(|root| root.dyn_into().ok())
}
