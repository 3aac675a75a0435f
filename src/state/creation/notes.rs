//! The notes of creations without a certain end, in this tab's session storage.

use crate::domain::creation::in_flight::InFlight;
use crate::domain::creation::patience::MAY_STILL_WORK_MS;
use crate::domain::servers::server::Server;
use crate::platform::clock;
use crate::platform::storage::StorageScope;

const KEY: &str = "in_flight";
/// The newest result of this tab
const RESULT: &str = "last_result";

/// All of them, the newest last.
#[must_use]
pub fn read() -> Vec<InFlight> {
    InFlight::read_list(StorageScope::Session.read(KEY).as_deref())
}

/// The note of this name on this server.
#[must_use]
pub fn of(server: &Server, name: &str) -> Option<InFlight> {
    read().into_iter().find(|note| note.is_about(server, name))
}

/// Keeps a note in the place of an older one of its name.
pub fn keep(note: InFlight) {
    let mut notes = read();
    notes.retain(|old| !old.is_same(&note));
    notes.push(note);
    write(&notes);
}

pub fn remove(server: &Server, name: &str) {
    let mut notes = read();
    notes.retain(|note| !note.is_about(server, name));
    write(&notes);
}

/// What was sent to this server before this time of day is not at work there any more.
pub fn settle(base_url: &str, before: f64) {
    let mut notes = read();
    let is_over = |note: &&mut InFlight| note.base_url == base_url && note.started_at < before;
    notes.iter_mut().filter(is_over).for_each(|note| note.may_arrive = false);
    write(&notes);
}

/// Removes the notes of servers that are not listed any more, and those that were dismissed and are
/// not at work any more. Answers the newest one that is to be shown.
#[must_use]
pub fn tidy(servers: &[Server]) -> Option<InFlight> {
    let mut notes = read();
    let is_at_work = |note: &InFlight| {
        u64::from(clock::seconds_since(note.started_at)) * 1_000 < MAY_STILL_WORK_MS
    };
    notes.retain(|note| {
        servers.iter().any(|server| note.is_of(server)) && (!note.is_dismissed || is_at_work(note))
    });
    write(&notes);
    notes.into_iter().rfind(|note| !note.is_dismissed)
}

/// Keeps what an instance that is shown was asked to be, so that a reloaded page can show it again.
pub fn keep_result(note: InFlight) {
    if let Some(text) = InFlight::write_list(&[note]) {
        StorageScope::Session.write(RESULT, &text);
    }
}

pub fn drop_result() {
    StorageScope::Session.remove(RESULT);
}

/// The newest result of this tab, where its server is listed and has its key.
#[must_use]
pub fn result(servers: &[Server]) -> Option<(Server, InFlight)> {
    let note = InFlight::read_list(StorageScope::Session.read(RESULT).as_deref()).pop()?;
    let server = servers.iter().find(|server| note.is_of(server) && !server.key.is_empty())?;
    Some((server.clone(), note))
}

fn write(notes: &[InFlight]) {
    match InFlight::write_list(notes) {
        Some(text) => {
            StorageScope::Session.write(KEY, &text);
        }
        None => StorageScope::Session.remove(KEY),
    }
}
