//! The servers that a deployment names, and origins: addresses that browsers compare by their text.

use crate::domain::deployment::config::diagnostic::DiagnosticKind;
use crate::domain::deployment::config::value::{Entry, Expected};
use crate::domain::http::place::Place;
use crate::domain::http::secret::Secret;
use crate::domain::http::url::{Origin, UrlParts};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::validate::{Fault, is_invisible, url_fault};
use crate::domain::servers::address::base_url;
use crate::domain::servers::server::{Server, preconfigured_id};

pub(super) const KEYS: [&str; 5] = ["id", "label", "baseUrl", "dialect", "key"];
pub(super) const MOST: usize = 50;
pub(super) const LONGEST_LABEL: usize = 80;
pub(super) const LONGEST_URL: usize = 2000;
pub(super) const LONGEST_SECRET: usize = 2000;

/// A server without an address is none; everything else of it has a default.
pub(super) fn servers(entry: &Entry, keys_are_allowed: bool) -> Vec<Server> {
    let mut servers: Vec<Server> = Vec::new();
    for item in entry.items(MOST) {
        let Some(server) = server(&item, keys_are_allowed) else { continue };
        if servers.iter().any(|known| known.id == server.id) {
            let key = if item.get("id").is_some() { "id" } else { "baseUrl" };
            item.complain_of(
                key,
                DiagnosticKind::Twice(item.get(key).unwrap_or(item.clone()).found()),
            );
        } else {
            servers.push(server);
        }
    }
    servers
}

fn server(item: &Entry, keys_are_allowed: bool) -> Option<Server> {
    let item = item.object(&KEYS)?;
    let base_url = match item.get("baseUrl") {
        Some(entry) => address(&entry),
        None => {
            item.complain_of("baseUrl", DiagnosticKind::Missing);
            None
        }
    };
    let label = item.get("label").and_then(|entry| entry.text(LONGEST_LABEL));
    let id = item.get("id").and_then(|entry| entry.text(LONGEST_LABEL));
    let dialect = item
        .get("dialect")
        .and_then(|entry| entry.one_of(&Dialect::ALL.map(Dialect::id)).and_then(Dialect::with_id));
    let key = item.get("key").and_then(|entry| secret(&entry, keys_are_allowed));
    let base_url = base_url?;
    let dialect = dialect.or_else(|| Dialect::of_base_url(&base_url));
    let mut server = Server {
        id: preconfigured_id(id.as_deref().unwrap_or(&base_url)),
        label: label.unwrap_or_default(),
        base_url,
        dialect: dialect.unwrap_or(Dialect::EvolutionV2),
        version: None,
        key: Secret::new(key.unwrap_or_default()),
        is_remembered: false,
    };
    if server.label.is_empty() {
        server.label = server.address().to_owned();
    }
    Some(server)
}

/// A secret of the file, which is taken only where the deployment insists.
fn secret(entry: &Entry, is_allowed: bool) -> Option<String> {
    if !is_allowed {
        entry.complain(DiagnosticKind::SecretRefused);
        return None;
    }
    let text = entry.value().as_str().filter(|text| {
        !text.trim().is_empty() && text.len() <= LONGEST_SECRET && !text.contains(is_invisible)
    });
    let Some(text) = text else { return entry.wrong_secret(Expected::Text) };
    entry.complain(DiagnosticKind::SecretReadable);
    Some(text.trim().to_owned())
}

/// An address with its scheme. What people paste along with it is cleaned away, as in the form.
fn address(entry: &Entry) -> Option<String> {
    let text = entry.bounded(LONGEST_URL)?.trim();
    let is_web = is_web(text);
    base_url(text)
        .filter(|_| is_web && !text.contains(is_invisible))
        .or_else(|| entry.wrong(Expected::Url))
}

/// An address to lead people to.
pub(super) fn url(entry: &Entry) -> Option<String> {
    let text = entry.bounded(LONGEST_URL)?.trim();
    let is_fit = is_web(text)
        && !text.contains(is_invisible)
        && url_fault(text).is_none_or(|fault: Fault| fault.is_warning());
    if is_fit { Some(text.to_owned()) } else { entry.wrong(Expected::Url) }
}

fn is_web(text: &str) -> bool {
    let starts = |scheme: &str| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    starts("https://") || starts("http://")
}

/// An origin as browsers write it, or nothing where the text is no exact one: neither `*` nor `null`
/// nor an address with a path.
#[must_use]
pub(super) fn exact_origin(text: &str) -> Option<String> {
    let parts = UrlParts::read(text)?;
    let is_alone = parts.user_info.is_none() && parts.path.is_empty() && parts.tail.is_empty();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte);
    let is_fit = is_alone && parts.host.bytes().all(is_plain);
    is_fit.then(|| Origin::of(text)).flatten().map(|origin| origin.to_string())
}

/// Without encryption only where nobody sits in between.
#[must_use]
pub(super) fn is_safe_origin(origin: &str) -> bool {
    origin.starts_with("https://") || Place::of(origin) != Place::Elsewhere
}
