//! Applies the deployment's colour to the document, and its language and theme unless the operator
//! chose others.

use std::fmt::Write;

use crate::domain::deployment::Deployment;
use crate::domain::deployment::config::{Shades, shades};
use crate::platform::host_page;
use crate::platform::storage::StorageScope;

/// Before anything is drawn.
pub fn apply_branding(setup: &Deployment) {
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

/// The tokens of the accent, as style/tokens.css has them.
fn style([light, dark]: [Shades; 2]) -> String {
    let mut css = String::from(":root{");
    for (name, light, dark) in [
        ("accent", light.accent, dark.accent),
        ("accent-hover", light.hover, dark.hover),
        ("on-accent", light.on, dark.on),
        ("accent-soft", light.soft, dark.soft),
    ] {
        // Writing into a text cannot fail.
        let _ = write!(css, "--{name}:light-dark({},{});", hex(light), hex(dark));
    }
    css + "}"
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
