//! Language and theme. `index.html` has already chosen both before the panel starts, so that the
//! page never flashes; here they are read off the document and written back.

use leptos::prelude::*;

use super::storage::Shelf;

/// A language that the panel speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    English,
    Portuguese,
    Spanish,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::English, Self::Portuguese, Self::Spanish];

    /// The tag of BCP 47, which is also the name of the locale file.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Portuguese => "pt-BR",
            Self::Spanish => "es",
        }
    }

    /// The language's name in itself, the same in every locale.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Portuguese => "Português (Brasil)",
            Self::Spanish => "Español",
        }
    }

    #[must_use]
    pub fn with_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// What the document is in.
    #[must_use]
    pub fn of_document() -> Self {
        root().and_then(|root| Self::with_tag(&root.lang())).unwrap_or(Self::English)
    }

    /// What the browser's own settings ask for.
    #[must_use]
    pub fn of_browser() -> Self {
        let fits = |tag: &str, language: &Self| {
            tag == language.tag() || tag.get(..2) == language.tag().get(..2)
        };
        for tag in window().navigator().languages().iter().filter_map(|tag| tag.as_string()) {
            if let Some(known) = Self::ALL.into_iter().find(|language| fits(&tag, language)) {
                return known;
            }
        }
        Self::English
    }

    pub fn write(self) {
        self.mark();
        Shelf::Device.write("language", self.tag());
    }

    /// Tells the document, and keeps nothing.
    pub fn mark(self) {
        if let Some(root) = root() {
            root.set_lang(self.tag());
        }
    }
}

/// Which colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    #[must_use]
    pub fn of_document() -> Self {
        let id = root().and_then(|root| root.get_attribute("data-theme")).unwrap_or_default();
        Self::ALL.into_iter().find(|theme| theme.id() == id).unwrap_or(Self::System)
    }

    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    pub fn write(self) {
        self.mark();
        Shelf::Device.write("theme", self.id());
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
