//! The servers, those of the deployment and the operator's own, which of them is in use, and what is
//! known of its reach.

pub mod draft;
pub mod reach;
pub mod save_state;
pub mod store;

use leptos::prelude::*;

use crate::domain::deployment::Deployment;
use crate::domain::http::request::HttpCall;
use crate::domain::http::url::is_below;
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::servers::server::{Server, preconfigured_id};
use crate::platform::clock::Stopwatch;
use crate::platform::storage::StorageScope;
use crate::state::secrets::{ForgetScope, SecretHolder};
pub use crate::state::servers::reach::Reach;
use crate::state::servers::store::{
    drop_key, drop_keys, drop_old_key, drop_own_keys, drop_parent_key, drop_parent_keys,
    forget_list, keeps_keys, read_list, read_stored, write_list,
};

/// The servers' signals. Those that the deployment names come first and stay as they are.
#[derive(Clone, Copy, Debug)]
pub struct Servers {
    setup: &'static Deployment,
    pub list: RwSignal<Vec<Server>>,
    current_id: RwSignal<Option<u32>>,
    /// The page around this one asked for another server last, which cannot be had
    is_asked_missing: RwSignal<bool>,
    pub reach: RwSignal<Reach>,
    /// Runs since the last answer to a greeting, or its absence; nothing before the first
    pub asked: RwSignal<Option<Stopwatch>>,
    /// Runs since the server in use was last heard of
    pub seen: RwSignal<Option<Stopwatch>>,
    /// Counts the greetings: only the newest one's answer counts
    greetings: StoredValue<u32>,
    /// Whether the browser keeps what is written
    pub is_stored: RwSignal<bool>,
    pub current: Memo<Option<Server>>,
    pub dialect: Memo<Dialect>,
    /// The dialect of the current server at the version that the server told
    pub api: Memo<Api>,
}

/// Under what the id of the server in use is kept.
const CURRENT: &str = "server";

impl Servers {
    /// Reads what earlier visits stored.
    pub fn load(setup: &'static Deployment) -> Self {
        let list = read_list(setup);
        let asked = setup.asked.server.as_deref().map(preconfigured_id);
        let is_asked_missing = asked.is_some_and(|id| !list.iter().any(|server| server.id == id));
        let kept = || StorageScope::Device.read(CURRENT).and_then(|id| id.parse().ok());
        let current = asked.or_else(kept);
        let list = RwSignal::new(list);
        let current_id = RwSignal::new(current);
        let current = Memo::new(move |_| {
            let id = current_id.get();
            list.with(|list| {
                list.iter().find(|server| Some(server.id) == id).or_else(|| list.first()).cloned()
            })
        });
        Self {
            setup,
            list,
            current_id,
            is_asked_missing: RwSignal::new(is_asked_missing),
            reach: RwSignal::new(Reach::Unknown),
            asked: RwSignal::new(None),
            seen: RwSignal::new(None),
            greetings: StoredValue::new(0),
            is_stored: RwSignal::new(true),
            current,
            dialect: Memo::new(move |_| {
                current.with(|server| {
                    server.as_ref().map_or(Dialect::EvolutionV2, |server| server.dialect)
                })
            }),
            api: Memo::new(move |_| {
                current.with(|server| {
                    server.as_ref().map_or_else(|| Dialect::EvolutionV2.into(), Server::api)
                })
            }),
        }
    }

    /// Another tab changed the list.
    pub fn reload(&self) {
        let mut list = read_list(self.setup);
        self.list.with_untracked(|old| {
            // What the page around lent is nowhere stored.
            let is_lent = |server: &&Server| {
                server.is_preconfigured()
                    && !self.setup.servers.iter().any(|given| given.id == server.id)
            };
            list.extend(old.iter().filter(is_lent).cloned());
            // What a server told of itself is not stored for those of the deployment.
            for server in list.iter_mut().filter(|server| server.is_preconfigured()) {
                let known = old.iter().find(|old| old.id == server.id);
                server.version = known.and_then(|known| known.version.clone());
            }
        });
        if self.list.with_untracked(|old| *old != list) {
            self.list.set(list);
        }
    }

    pub fn choose(&self, id: u32) {
        self.choose_for_now(id);
        StorageScope::Device.write(CURRENT, &id.to_string());
    }

    /// As [`choose`](Self::choose), for this page alone.
    pub fn choose_for_now(&self, id: u32) {
        self.is_asked_missing.set(false);
        self.current_id.set(Some(id));
        self.forget_reach();
    }

    /// The page around this one asked for a server that cannot be had: until another is chosen, the
    /// one in use is not the one that it means.
    pub fn miss_asked(&self) {
        self.is_asked_missing.set(true);
    }

    /// The server that the page around this one means where it names none: the one in use, unless
    /// that only stands in for the one that was asked for.
    #[must_use]
    pub fn meant(&self) -> Option<Server> {
        if self.is_asked_missing.get_untracked() { None } else { self.current.get_untracked() }
    }

    /// Whether there is a server in use, with a key.
    #[must_use]
    pub fn has_key(&self) -> bool {
        self.current.with(|server| server.as_ref().is_some_and(|server| !server.key.is_empty()))
    }

    /// Whether a server that a call goes to has a key.
    pub(crate) fn has_key_for(&self, call: &HttpCall) -> bool {
        let is_it =
            |server: &Server| !server.key.is_empty() && is_below(&call.url, &server.base_url);
        self.list.with_untracked(|list| list.iter().any(is_it))
    }

    /// Adds a server for this page alone.
    pub fn lend(&self, server: Server) {
        self.list.update(|list| list.push(server));
    }

    /// Adds a server, or replaces the one of the same id. An id of 0 asks for a new one. Of a server
    /// of the deployment nothing but its key can be replaced. Without a key, one that was passed in
    /// stays where it is.
    pub fn save(&self, mut server: Server) -> u32 {
        if server.id == 0 {
            // Those that are not shown today have an id, too.
            let stored = read_stored().into_iter().map(|server| server.id).max();
            let listed = self.list.with_untracked(|list| {
                list.iter()
                    .filter(|server| !server.is_preconfigured())
                    .map(|server| server.id)
                    .max()
            });
            server.id = stored.max(listed).unwrap_or(0) + 1;
        }
        let id = server.id;
        // It may be saved with another key, of which nobody knows anything yet.
        if self.reach.get_untracked() == Reach::Refused {
            self.reach.set(Reach::Reachable);
        }
        let given = untrack(|| self.parent_key(id, &server.base_url));
        let is_kept = given.is_some() && server.key.is_empty();
        if is_kept {
            server.key = given.unwrap_or_default();
        }
        let before = self.list.with_untracked(|list| list.iter().find(|old| old.id == id).cloned());
        if let Some(old) = before.as_ref().filter(|_| !is_kept) {
            drop_parent_key(old);
        }
        let saved = server.clone();
        self.list.update(|list| match list.iter_mut().find(|old| old.id == id) {
            Some(old) => {
                if old.is_preconfigured() {
                    old.key = server.key;
                    old.is_remembered = server.is_remembered;
                } else {
                    *old = server;
                }
            }
            None => list.push(server),
        });
        self.store();
        if let Some(old) = before.filter(|old| !old.is_preconfigured()) {
            drop_old_key(&old, &saved);
        }
        id
    }

    pub fn remove(&self, id: u32) {
        if self.setup.servers.iter().any(|server| server.id == id) {
            return;
        }
        self.list.update(|list| {
            list.iter().filter(|server| server.id == id).for_each(drop_key);
            list.retain(|server| server.id != id);
        });
        self.store();
    }

    /// Moves a server one place up or down.
    pub fn shift(&self, id: u32, is_up: bool) {
        self.list.update(|list| {
            let Some(at) = list.iter().position(|server| server.id == id) else { return };
            let to = if is_up { at.checked_sub(1) } else { Some(at + 1) };
            let own = self.setup.servers.len()..list.len();
            if let Some(to) = to.filter(|to| own.contains(to) && own.contains(&at)) {
                list.swap(at, to);
            }
        });
        self.store();
    }

    /// Every key, from memory and from both storages. One of the deployment's file is nobody's secret.
    pub fn forget_keys(&self) {
        drop_keys();
        self.list.update(|list| {
            for server in list {
                let given = self.setup.servers.iter().find(|given| given.id == server.id);
                server.key = given.map(|given| given.key.clone()).unwrap_or_default();
                server.is_remembered = false;
            }
        });
        self.store();
    }

    /// The keys that this page holds, in memory and for its session: another tab forgot them on this
    /// device already, and what was stored there since is not this page's to remove.
    pub(crate) fn forget_own_keys(&self) {
        drop_own_keys();
        self.reload();
    }

    /// The operator's servers themselves, from memory alone.
    pub(crate) fn drop_all(&self) {
        drop_parent_keys();
        forget_list();
        let in_use = || self.current.with_untracked(|now| now.as_ref().map(|server| server.id));
        let was = in_use();
        self.list.set(self.setup.servers.clone());
        self.current_id.set(None);
        if in_use() != was {
            self.is_asked_missing.set(true);
        }
        self.forget_reach();
        self.is_stored.set(true);
    }

    pub(crate) fn store(&self) {
        let outcome = self.list.with_untracked(|list| write_list(self.setup, list));
        self.is_stored.set(outcome.is_stored);
        if outcome.is_merged {
            self.reload();
        }
    }
}

impl SecretHolder for Servers {
    /// Also the stored key of a server that is not listed today.
    fn has_secrets(&self) -> bool {
        let is_preconfigured = |server: &Server| {
            self.setup.servers.iter().any(|given| given.id == server.id && given.key == server.key)
        };
        keeps_keys()
            || self.list.with_untracked(|list| {
                list.iter().any(|server| !server.key.is_empty() && !is_preconfigured(server))
            })
    }

    fn forget(&self, scope: ForgetScope) {
        match scope {
            ForgetScope::Keys | ForgetScope::Secrets => self.forget_keys(),
            ForgetScope::KeysOfThisTab => self.forget_own_keys(),
            // From memory alone: two tabs that write what the other one removes would never end.
            ForgetScope::Everything => self.drop_all(),
        }
    }
}
