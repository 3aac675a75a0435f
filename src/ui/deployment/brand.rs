//! The deployment's look on the document: its colour, and its language and theme for whoever has not
//! chosen others.

use std::fmt::Write;

use crate::domain::deployment::Deployment;
use crate::domain::deployment::config::{Shades, shades};
use crate::platform::host_page;
use crate::platform::storage::StorageScope;

/// Before anything is drawn.
pub fn wear(setup: &Deployment) {
    let is_chosen = |what: &str| StorageScope::Device.read(what).is_some();
    if let Some(language) = setup.language.filter(|_| !is_chosen("language")) {
        language.mark();
    }
    if let Some(theme) = setup.theme.filter(|_| !is_chosen("theme")) {
        theme.mark();
    }
    if let Some(brand) = setup.accent {
        host_page::adopt(&style(shades(brand)));
    }
}

/// The tokens of both themes, in the places where style/tokens.css has them.
fn style([light, dark]: [Shades; 2]) -> String {
    let (light, dark) = (tokens(&light), tokens(&dark));
    format!(
        ":root{{{light}}}:root[data-theme=dark]{{{dark}}}\
         @media(prefers-color-scheme:dark){{:root[data-theme=system]{{{dark}}}}}"
    )
}

fn tokens(shades: &Shades) -> String {
    let mut css = String::new();
    for (name, [red, green, blue]) in [
        ("accent", shades.accent),
        ("accent-hover", shades.hover),
        ("on-accent", shades.on),
        ("accent-soft", shades.soft),
    ] {
        // Writing into a text cannot fail.
        let _ = write!(css, "--{name}:#{red:02x}{green:02x}{blue:02x};");
    }
    css
}
