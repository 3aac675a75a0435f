//! How the panel looks and where it leads: name, logo, colour, links.

use crate::domain::deployment::config::accent::colour;
use crate::domain::deployment::config::diagnostic::DiagnosticKind;
use crate::domain::deployment::config::server;
use crate::domain::deployment::config::value::{Entry, Expected};
use crate::domain::deployment::{Deployment, PageLink};

pub(super) const BRAND_KEYS: [&str; 3] = ["name", "logo", "accent"];
pub(super) const LINK_KEYS: [&str; 2] = ["label", "url"];
pub(super) const LONGEST_NAME: usize = 60;
pub(super) const MOST_LINKS: usize = 8;
/// Characters of a picture inside the file, some 190 kB of it
const LONGEST_LOGO: usize = 256_000;
const PNG: &str = "data:image/png;base64,";

pub(super) fn brand(setup: &mut Deployment, entry: &Entry) {
    let Some(entry) = entry.object(&BRAND_KEYS) else { return };
    setup.name = entry.get("name").and_then(|entry| entry.text(LONGEST_NAME));
    setup.logo = entry.get("logo").and_then(|entry| logo(&entry));
    setup.accent = entry.get("accent").and_then(|entry| {
        let text = entry.bounded(100)?;
        colour(text).or_else(|| entry.wrong(Expected::Colour))
    });
}

/// A PNG or SVG file next to the page, or a PNG inside the file: nothing that could run or lead away.
fn logo(entry: &Entry) -> Option<String> {
    let text = entry.bounded(LONGEST_LOGO)?;
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    let is_file = (text.ends_with(".png") || text.ends_with(".svg"))
        && text.len() <= 100
        && !text.starts_with('.')
        && text.bytes().all(is_name);
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
    let is_picture = text
        .strip_prefix(PNG)
        .is_some_and(|picture| !picture.is_empty() && picture.bytes().all(is_base64));
    if is_file || is_picture { Some(text.to_owned()) } else { entry.wrong(Expected::Logo) }
}

/// A link needs both its label and its address.
pub(super) fn links(entry: &Entry) -> Vec<PageLink> {
    let mut links = Vec::new();
    for item in entry.items(MOST_LINKS) {
        let Some(item) = item.object(&LINK_KEYS) else { continue };
        let of = |key: &str, read: fn(&Entry) -> Option<String>| match item.get(key) {
            Some(entry) => read(&entry),
            None => {
                item.complain_of(key, DiagnosticKind::Missing);
                None
            }
        };
        let label = of("label", |entry| entry.text(LONGEST_NAME));
        let url = of("url", server::url);
        if let Some((label, url)) = label.zip(url) {
            links.push(PageLink { label, url });
        }
    }
    links
}
