//! `config.json`: what a deployment may change of the panel without building it again. Every value is
//! judged alone: a wrong one is left out and complained of, and the rest holds. [`schema`] says the
//! same to an editor.

pub(crate) mod accent;
mod appearance;
pub mod diagnostic;
mod field_value;
mod form;
mod nearest;
#[cfg(not(target_arch = "wasm32"))]
pub mod schema;
mod server;
pub mod value;

use serde_json::Value;

pub use accent::{Colour, Shades, colour, shades};
use diagnostic::DiagnosticKind;
use value::{Entry, Expected, Log, shown};

use crate::domain::deployment::idle::SHORTEST_CHOICE;
use crate::domain::deployment::{Deployment, ServerPolicy};
use crate::domain::http::json_shape;
use crate::domain::http::json_shape::{JsonStep, ShapeFault};
use crate::domain::preferences::{Language, Theme};

/// The keys of the file, in the order of its documentation.
pub(crate) const KEYS: [&str; 14] = [
    "$schema",
    "servers",
    "allowKeys",
    "addServers",
    "language",
    "theme",
    "brand",
    "groups",
    "fields",
    "presets",
    "embed",
    "links",
    "lockAfterMinutes",
    // A place for remarks, which JSON has none for.
    "$comment",
];

/// Bytes of the whole file
const LARGEST: usize = 10_000_000;
const DEEPEST: usize = 64;
const MOST_ORIGINS: usize = 50;
/// A day
const LONGEST_LOCK: i64 = 1440;

/// Reads the file's text. Whatever it holds, there is a setup.
#[must_use]
pub fn read(text: &str) -> Deployment {
    // Editors of some systems begin a file with a mark.
    let text = text.trim_start_matches('\u{feff}');
    let log = Log::default();
    let mut setup = Deployment::default();
    if let Some(value) = parse(text, &log) {
        fill(&mut setup, &Entry::root(&value, &log));
    }
    setup.config_diagnostics = log.into_diagnostics();
    setup
}

fn parse(text: &str, log: &Log) -> Option<Value> {
    let what = if text.len() > LARGEST {
        DiagnosticKind::FileTooLarge { max: LARGEST }
    } else {
        let twice = match json_shape::keys_twice(text, DEEPEST) {
            Err(ShapeFault::TooDeep) => {
                log.add("", DiagnosticKind::FileTooDeep { max: DEEPEST });
                return None;
            }
            // The reader below says where it is no JSON.
            Err(ShapeFault::NotJson) => Vec::new(),
            Ok(twice) => twice,
        };
        for path in twice {
            log.add(&written(&path), DiagnosticKind::KeyTwice);
        }
        match serde_json::from_str::<Value>(text) {
            Ok(value) if value.is_object() => return Some(value),
            Ok(value) => DiagnosticKind::NotAnObject(Entry::root(&value, log).found()),
            Err(error) => DiagnosticKind::NotJson { line: error.line(), column: error.column() },
        }
    };
    log.add("", what);
    None
}

/// A path as the diagnostics write it.
fn written(path: &[JsonStep]) -> String {
    path.iter().fold(String::new(), |path, step| match step {
        JsonStep::Place(place) => format!("{path}[{place}]"),
        JsonStep::Key(key) if path.is_empty() => shown(key),
        JsonStep::Key(key) => format!("{path}.{}", shown(key)),
    })
}

fn fill(setup: &mut Deployment, file: &Entry) {
    let Some(file) = file.object(&KEYS) else { return };
    let keys_are_allowed = file.get("allowKeys").and_then(|entry| entry.flag()).unwrap_or_default();
    if let Some(entry) = file.get("servers") {
        setup.servers = server::servers(&entry, keys_are_allowed);
    }
    if let Some(entry) = file.get("addServers") {
        // A rule that was meant to close the list does not open it by being misspelt.
        let otherwise =
            if setup.servers.is_empty() { ServerPolicy::Any } else { ServerPolicy::Nothing };
        setup.server_policy = adding(&entry).unwrap_or(otherwise);
        if setup.server_policy == ServerPolicy::Nothing && setup.servers.is_empty() {
            entry.complain(DiagnosticKind::NoServerLeft);
            setup.server_policy = ServerPolicy::Any;
        }
    }
    if let Some(entry) = file.get("language") {
        let tag = entry.one_of(&Language::ALL.map(Language::tag));
        setup.language = tag.and_then(Language::with_tag);
    }
    if let Some(entry) = file.get("theme") {
        setup.theme = entry.one_of(&Theme::ALL.map(Theme::id)).and_then(Theme::with_id);
    }
    if let Some(entry) = file.get("brand") {
        appearance::brand(setup, &entry);
    }
    if let Some(entry) = file.get("links") {
        setup.links = appearance::links(&entry);
    }
    form::groups(setup, &file);
    form::fields(setup, &file, keys_are_allowed);
    form::presets(setup, &file);
    if let Some(entry) = file.get("embed").and_then(|entry| entry.object(&["origins"]))
        && let Some(entry) = entry.get("origins")
    {
        setup.origins = origins(&entry, Expected::Origin);
    }
    if let Some(entry) = file.get("lockAfterMinutes") {
        let minutes = entry.number(1, LONGEST_LOCK);
        let minutes = minutes.and_then(|minutes| u32::try_from(minutes).ok());
        setup.lock_after_minutes = Some(minutes.unwrap_or(SHORTEST_CHOICE));
    }
    if let Some(entry) = file.get("$schema") {
        entry.bounded(1000);
    }
}

fn adding(entry: &Entry) -> Option<ServerPolicy> {
    match entry.value() {
        Value::Bool(true) => Some(ServerPolicy::Any),
        Value::Bool(false) => Some(ServerPolicy::Nothing),
        Value::Array(_) => match origins(entry, Expected::ServerOrigin) {
            none if none.is_empty() => Some(ServerPolicy::Nothing),
            origins => Some(ServerPolicy::Only(origins)),
        },
        _ => entry.wrong(Expected::ServerPolicy),
    }
}

/// Each once, as a browser writes it. A parent page has to come over https, as it may hand in a key;
/// a server is the operator's own affair.
fn origins(entry: &Entry, expected: Expected) -> Vec<String> {
    let mut origins = Vec::new();
    for item in entry.items(MOST_ORIGINS) {
        let Some(text) = item.bounded(300) else { continue };
        let is_fit = |text: &String| {
            matches!(expected, Expected::ServerOrigin) || server::is_safe_origin(text)
        };
        let Some(origin) = server::exact_origin(text).filter(is_fit) else {
            item.wrong::<()>(expected.clone());
            continue;
        };
        if origins.contains(&origin) {
            item.complain(DiagnosticKind::Twice(item.found()));
        } else {
            origins.push(origin);
        }
    }
    origins
}
