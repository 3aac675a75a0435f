//! Keys that the page around this one passed in: which servers have one, and how it comes and goes. It
//! is the parent's, so neither a form nor a storage gets it.

use leptos::prelude::*;

use crate::domain::http::secret::Secret;
use crate::domain::servers::server::Server;
use crate::state::servers::Servers;
use crate::state::servers::store::{drop_key, is_parent_key, keep_parent_key};

impl Servers {
    /// A key that the page around this one passes in. It is stored only where the operator had this
    /// server's keys remembered.
    pub fn hand_key(&self, id: u32, key: &Secret) {
        self.list.update(|list| {
            for server in list.iter_mut().filter(|server| server.id == id) {
                drop_key(server);
                server.key = key.clone();
                if !server.is_remembered && !key.is_empty() {
                    keep_parent_key(server, key);
                }
            }
        });
        self.store();
    }

    /// The key that the page around this one passed in for a server, as long as that is at this
    /// address.
    #[must_use]
    pub fn parent_key(&self, id: u32, base_url: &str) -> Option<Secret> {
        self.list.with(|list| {
            let is_it = |server: &&Server| {
                server.id == id && server.base_url == base_url && is_parent_key(server)
            };
            list.iter().find(is_it).map(|server| server.key.clone())
        })
    }
}
