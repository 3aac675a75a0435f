//! What the tab remembers of the groups and rows of instances for as long as it is open: what a group
//! held when it was switched off, since servers forget it, and edits that were left before they were
//! saved. The form offers both again.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::instance::stored_group::StoredGroup;
use crate::domain::schema::drafts::Drafts;
use crate::domain::servers::server::Server;
use crate::state::secrets::{ForgetScope, SecretHolder};
use crate::state::servers::Servers;

/// An instance by the address of its server, which stays the same where the server is removed from the
/// list and added again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceKey {
    pub base_url: String,
    pub name: String,
}

impl InstanceKey {
    #[must_use]
    pub fn of(server: &Server, name: &str) -> Self {
        Self { base_url: server.base_url.clone(), name: name.to_owned() }
    }
}

/// Which group or row of which instance.
#[derive(Clone, Debug, PartialEq, Eq)]
struct PartKey {
    instance: InstanceKey,
    part: String,
}

/// An edit that was left before it was saved.
#[derive(Clone, Debug)]
pub struct UnsavedEdit {
    /// What was stored when the edit began
    pub opened: Arc<StoredGroup>,
    pub drafts: Box<Drafts>,
}

/// A handle: it lives as long as its owner.
#[derive(Clone, Copy, Debug)]
pub struct InstanceMemory {
    edits: RwSignal<Vec<(PartKey, UnsavedEdit)>>,
    values: StoredValue<Vec<(PartKey, Box<Drafts>)>>,
    /// The number of the run that was opened last, of each group and row
    latest: StoredValue<Vec<(PartKey, u32)>>,
    /// How many runs were opened
    opened: StoredValue<u32>,
    /// Up to which run nothing is kept any more: of an instance that was deleted, or of all
    ended: StoredValue<Vec<(Option<InstanceKey>, u32)>>,
}

impl InstanceMemory {
    /// Makes the signals under the current owner.
    #[must_use]
    pub fn new() -> Self {
        Self {
            edits: RwSignal::new(Vec::new()),
            values: StoredValue::new(Vec::new()),
            latest: StoredValue::new(Vec::new()),
            opened: StoredValue::new(0),
            ended: StoredValue::new(Vec::new()),
        }
    }

    /// For a run that edits a group or a row.
    pub(super) fn open(self, instance: InstanceKey, part: &str) -> PartMemory {
        let key = PartKey { instance, part: part.to_owned() };
        self.opened.update_value(|count| *count += 1);
        let number = self.opened.get_value();
        self.latest.update_value(|all| replace(all, &key, Some(number)));
        PartMemory { memory: self, key, number }
    }

    /// Whether an edit of this group or row was left before it was saved.
    pub(super) fn has_edit(self, instance: InstanceKey, part: &str) -> bool {
        let key = PartKey { instance, part: part.to_owned() };
        self.edits.with_untracked(|all| all.iter().any(|(of, _)| *of == key))
    }

    /// The instances with unsaved edits, each once, with their servers. On a server that is not known any
    /// more none could be saved.
    #[must_use]
    pub fn unsaved(self, servers: &[Server]) -> Vec<(Server, InstanceKey)> {
        let mut instances: Vec<(Server, InstanceKey)> = Vec::new();
        self.edits.with(|edits| {
            for (PartKey { instance, .. }, _) in edits {
                let server = servers.iter().find(|server| server.base_url == instance.base_url);
                let is_listed = instances.iter().any(|(_, listed)| listed == instance);
                if let Some(server) = server.filter(|_| !is_listed) {
                    instances.push((server.clone(), instance.clone()));
                }
            }
        });
        instances
    }

    /// Has the browser ask before the page goes, for as long as there are unsaved edits and the current owner
    /// lives.
    pub fn ask_before_unload(self, servers: Servers) {
        let asking = window_event_listener_untyped("beforeunload", move |event| {
            let unsaved = untrack(|| servers.list.with(|servers| self.unsaved(servers)));
            if !unsaved.is_empty() {
                event.prevent_default();
            }
        });
        on_cleanup(move || asking.remove());
    }

    /// Forgets the edits of this instance.
    pub fn discard(self, instance: &InstanceKey) {
        let is_other = |(key, _): &(PartKey, UnsavedEdit)| key.instance != *instance;
        if !self.edits.with_untracked(|edits| edits.iter().all(is_other)) {
            self.edits.update(|edits| edits.retain(is_other));
        }
    }

    /// The instance is gone: nothing of it is kept, also of a form that is still open.
    pub fn forget_instance(self, instance: &InstanceKey) {
        let last = self.opened.get_value();
        self.ended.update_value(|all| {
            all.retain(|(of, _)| of.as_ref() != Some(instance));
            all.push((Some(instance.clone()), last));
        });
        self.values.update_value(|all| all.retain(|(key, _)| key.instance != *instance));
        self.discard(instance);
    }
}

impl Default for InstanceMemory {
    fn default() -> Self {
        Self::new()
    }
}

impl SecretHolder for InstanceMemory {
    fn has_secrets(&self) -> bool {
        self.edits.with_untracked(|edits| !edits.is_empty())
            || self.values.with_value(|values| !values.is_empty())
    }

    fn forget(&self, _: ForgetScope) {
        self.ended.set_value(vec![(None, self.opened.get_value())]);
        self.values.update_value(Vec::clear);
        self.edits.update(Vec::clear);
    }
}

/// What is remembered of one group or row, for one run.
#[derive(Clone, Debug)]
pub(super) struct PartMemory {
    memory: InstanceMemory,
    key: PartKey,
    number: u32,
}

impl PartMemory {
    pub(super) fn values(&self) -> Option<Box<Drafts>> {
        self.memory.values.with_value(|all| find(all, &self.key))
    }

    fn has_edit(&self) -> bool {
        self.memory.edits.with_untracked(|all| all.iter().any(|(key, _)| *key == self.key))
    }

    pub(super) fn edit(&self) -> Option<UnsavedEdit> {
        self.memory.edits.with_untracked(|all| find(all, &self.key))
    }

    /// A save that outlives its page also outlives the keys, or its instance.
    fn is_over(&self) -> bool {
        let is_of =
            |of: &Option<InstanceKey>| of.as_ref().is_none_or(|of| *of == self.key.instance);
        self.memory
            .ended
            .with_value(|all| all.iter().any(|(of, last)| self.number <= *last && is_of(of)))
    }

    /// Keeps these values, or forgets what was kept.
    pub(super) fn keep_values(&self, drafts: Option<&Drafts>) {
        if !self.is_over() {
            let drafts = drafts.cloned().map(Box::new);
            self.memory.values.update_value(|all| replace(all, &self.key, drafts));
        }
    }

    /// Keeps this edit, or forgets what was kept. A page that was opened since has an edit of its own.
    pub(super) fn keep_edit(&self, edit: Option<UnsavedEdit>) {
        let is_latest =
            self.memory.latest.with_value(|all| find(all, &self.key)) == Some(self.number);
        if is_latest && !self.is_over() && (edit.is_some() || self.has_edit()) {
            self.memory.edits.update(|all| replace(all, &self.key, edit));
        }
    }
}

fn find<T: Clone>(all: &[(PartKey, T)], key: &PartKey) -> Option<T> {
    all.iter().find(|(of, _)| of == key).map(|(_, value)| value.clone())
}

fn replace<T>(all: &mut Vec<(PartKey, T)>, key: &PartKey, value: Option<T>) {
    all.retain(|(of, _)| of != key);
    all.extend(value.map(|value| (key.clone(), value)));
}
