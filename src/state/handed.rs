//! Keys that the page around this one handed in: which servers have one, and how it comes and goes. It
//! is the parent's, so neither a form nor a storage gets it.

use std::cell::RefCell;

use leptos::prelude::*;

use super::server_store::{drop_handed, drop_key, keep_handed};
use super::servers::Servers;
use crate::domain::secret::Secret;
use crate::domain::server::Server;

thread_local! {
    /// The ids of the servers whose key the page around this one handed in
    static HANDED: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

/// Whether the server's key is one that the page around this one handed in: no form and no storage
/// gets it.
#[must_use]
pub fn is_handed(server: &Server) -> bool {
    !server.key.is_empty() && HANDED.with_borrow(|handed| handed.contains(&server.id))
}

/// The server's key goes, from memory and from both storages.
pub(super) fn drop_key_of(server: &Server) {
    drop_key(server);
    HANDED.with_borrow_mut(|handed| handed.retain(|id| *id != server.id));
}

/// All that were handed in are no more.
pub(super) fn drop_all_handed() {
    drop_handed();
    HANDED.take();
}

impl Servers {
    /// A key that the page around this one hands in. It is stored only where the operator had this
    /// server's keys remembered.
    pub fn hand_key(&self, id: u32, key: &Secret) {
        self.list.update(|list| {
            for server in list.iter_mut().filter(|server| server.id == id) {
                drop_key_of(server);
                server.key = key.clone();
                if !server.is_remembered && !key.is_empty() {
                    keep_handed(server, key);
                    HANDED.with_borrow_mut(|handed| handed.push(id));
                }
            }
        });
        self.store();
    }

    /// The key that the page around this one handed in for a server, as long as that is at this
    /// address.
    #[must_use]
    pub fn handed_key(&self, id: u32, base_url: &str) -> Option<Secret> {
        self.list.with(|list| {
            let is_it = |server: &&Server| {
                server.id == id && server.base_url == base_url && is_handed(server)
            };
            list.iter().find(is_it).map(|server| server.key.clone())
        })
    }
}
