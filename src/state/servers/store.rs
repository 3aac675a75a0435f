//! Where the list of the servers and their keys are kept: in memory and in `sessionStorage`; in
//! `localStorage` only for a server that is to be remembered on this device; and a key that the page
//! around this one passed in nowhere but in memory.

use std::cell::RefCell;

use serde_json::Value;

use crate::domain::deployment::Deployment;
use crate::domain::http::secret::Secret;
use crate::domain::servers::merge::merged;
use crate::domain::servers::server::Server;
use crate::platform::json;
use crate::platform::storage;
use crate::platform::storage::StorageScope;

thread_local! {
    /// The operator's own servers as this tab last read or wrote them: what differs from it since is a
    /// change of another tab's
    static LAST_STORED: RefCell<Vec<Server>> = const { RefCell::new(Vec::new()) };
    /// Keys that the page around this one passed in, under the names they would be stored by: they
    /// are kept here and nowhere else
    static PARENT_KEYS: RefCell<Vec<(String, Secret)>> = const { RefCell::new(Vec::new()) };
}

/// Under what the list of the servers is kept.
pub(crate) const SERVERS: &str = "servers";

/// How the names begin that keys are stored by.
pub(crate) const KEYS: &str = "key.";

/// A key is stored under the address it belongs to, too: an id may pass to another server, and the
/// key must not follow it there.
fn key_name(server: &Server) -> String {
    format!("{KEYS}{}.{}", server.id, server.base_url)
}

/// The list is forgotten: what is stored from now on is compared with nothing.
pub(crate) fn forget_list() {
    LAST_STORED.take();
}

pub(crate) fn drop_key(server: &Server) {
    let name = key_name(server);
    StorageScope::Session.remove(&name);
    StorageScope::Device.remove(&name);
    PARENT_KEYS.with_borrow_mut(|keys| keys.retain(|(known, _)| *known != name));
}

/// What is left of a server's entry when the server has another address: its key is stored under both.
pub(crate) fn drop_old_key(old: &Server, new: &Server) {
    if key_name(old) != key_name(new) {
        drop_key(old);
    }
}

/// A key that was passed in gives way to one that is typed.
pub(crate) fn drop_parent_key(server: &Server) {
    let name = key_name(server);
    PARENT_KEYS.with_borrow_mut(|keys| keys.retain(|(known, _)| *known != name));
}

/// The key that was passed in under this name.
fn parent_key(name: &str) -> Option<Secret> {
    PARENT_KEYS.with_borrow(|keys| {
        keys.iter().find(|(known, _)| known == name).map(|(_, key)| key.clone())
    })
}

/// Keeps a key that the page around this one passed in for as long as this page lives.
pub(crate) fn keep_parent_key(server: &Server, key: &Secret) {
    let entry = (key_name(server), key.clone());
    PARENT_KEYS.with_borrow_mut(|keys| keys.push(entry));
}

/// Whether the server's key is one that the page around this one passed in: no form and no storage
/// gets it.
#[must_use]
pub fn is_parent_key(server: &Server) -> bool {
    !server.key.is_empty() && parent_key(&key_name(server)).as_ref() == Some(&server.key)
}

pub(crate) fn drop_parent_keys() {
    PARENT_KEYS.take();
}

/// The keys that belong to this page alone. What the browser keeps for all tabs stays.
pub(crate) fn drop_own_keys() {
    drop_parent_keys();
    storage::remove_own(KEYS);
}

/// Every key that was ever stored, also of a server that is not listed today, or that has another
/// address by now; and that any was to be remembered.
pub(crate) fn drop_keys() {
    drop_parent_keys();
    storage::remove_all(KEYS);
    let stored = read_stored();
    if stored.iter().any(|server| server.is_remembered) {
        let forgotten = stored.into_iter().map(|server| Server { is_remembered: false, ..server });
        let forgotten: Value = forgotten.map(|server| server.to_json()).collect();
        StorageScope::Device.write(SERVERS, &forgotten.to_string());
    }
}

/// Whether any key is stored, whichever server's it is.
#[must_use]
pub fn keeps_keys() -> bool {
    StorageScope::Session.has_any(KEYS) || StorageScope::Device.has_any(KEYS)
}

/// What earlier visits, or other tabs, stored. What cannot be read is as if it had never been there.
pub(crate) fn read_stored() -> Vec<Server> {
    let stored = StorageScope::Device.read(SERVERS).and_then(|text| json::parse(&text));
    let Some(Value::Array(stored)) = stored else { return Vec::new() };
    stored.iter().filter_map(Server::of_json).collect()
}

/// The deployment's servers and then the operator's own, with their keys. Of the latter only those
/// that may be added today.
pub(crate) fn read_list(setup: &Deployment) -> Vec<Server> {
    let own: Vec<Server> =
        read_stored().into_iter().filter(|server| setup.may_add(&server.base_url)).collect();
    LAST_STORED.set(own.clone());
    let mut list = setup.servers.clone();
    list.extend(own);
    for server in &mut list {
        let name = key_name(server);
        let remembered = StorageScope::Device.read(&name);
        server.is_remembered |= remembered.is_some();
        if let Some(key) = parent_key(&name) {
            server.key = key;
        } else if let Some(key) = StorageScope::Session.read(&name).or(remembered) {
            server.key = Secret::new(key);
        }
    }
    list
}

/// How storing the list ended.
#[derive(Debug)]
pub(crate) struct StoredList {
    /// The browser keeps everything that was written
    pub is_stored: bool,
    /// Another tab had changed the list, and the changes of both are stored
    pub is_merged: bool,
}

/// The operator's own servers, also those that may not be added today, and the keys of all.
pub(crate) fn write_list(setup: &Deployment, list: &[Server]) -> StoredList {
    let (theirs, unlisted): (Vec<Server>, Vec<Server>) =
        read_stored().into_iter().partition(|server| setup.may_add(&server.base_url));
    let ours: Vec<Server> =
        list.iter().filter(|server| !server.is_preconfigured()).cloned().collect();
    let own = LAST_STORED.with_borrow(|base| merged(base, &ours, &theirs));
    let is_merged = own != ours;
    let stored: Value = own.iter().chain(&unlisted).map(Server::to_json).collect();
    let stored = stored.to_string();
    let before = StorageScope::Device.read(SERVERS);
    // Where there is nothing of the operator's to keep, nothing is left behind.
    let is_needed = before.is_some() || !own.is_empty() || !unlisted.is_empty();
    let is_news = is_needed && before.as_ref() != Some(&stored);
    let mut is_stored = !is_news || StorageScope::Device.write(SERVERS, &stored);
    let given = list.iter().filter(|server| server.is_preconfigured());
    for server in given.chain(&own) {
        is_stored &= write_key(setup, server);
    }
    LAST_STORED.set(own);
    StoredList { is_stored, is_merged }
}

/// A key is written over the one before, never removed first: whatever goes wrong in between, there is
/// one of the two. Whether the browser keeps it.
fn write_key(setup: &Deployment, server: &Server) -> bool {
    let name = key_name(server);
    let key = server.key.reveal();
    // What came with the deployment's file is had from there.
    let given = setup.servers.iter().find(|given| given.id == server.id);
    let is_of_file = given.is_some_and(|given| given.key == server.key);
    let is_kept = !(key.is_empty() || is_of_file || is_parent_key(server));
    let keep = |scope: StorageScope, is_kept: bool| {
        let before = scope.read(&name);
        if !is_kept {
            if before.is_some() {
                scope.remove(&name);
            }
            return true;
        }
        before.as_deref() == Some(key) && !scope.is_in_memory(&name) || scope.replace(&name, key)
    };
    let is_in_session = keep(StorageScope::Session, is_kept);
    keep(StorageScope::Device, is_kept && server.is_remembered) && is_in_session
}
