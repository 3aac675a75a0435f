//! What the tab remembers of the groups and rows of instances for as long as it is open: what a group
//! held when it was switched off, since servers forget it, and edits that were left before they were
//! saved. The form offers both again.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::instance::stored_group::StoredGroup;
use crate::domain::schema::drafts::Drafts;
use crate::domain::servers::server::Server;
use crate::state::secrets::{ForgetScope, SecretHolder};

/// An instance by the address of its server, which stays the same where the server is removed from the
/// list and added again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceKey {
    pub base_url: String,
    pub name: String,
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
    /// How often everything was forgotten: what began before must not be kept after
    epoch: StoredValue<u32>,
    /// How many parts were opened
    opened: StoredValue<u32>,
    /// The part that was opened last, of each group and row
    latest: StoredValue<Vec<(PartKey, u32)>>,
}

impl InstanceMemory {
    /// Makes the signals under the current owner.
    #[must_use]
    pub fn new() -> Self {
        Self {
            edits: RwSignal::new(Vec::new()),
            values: StoredValue::new(Vec::new()),
            epoch: StoredValue::new(0),
            opened: StoredValue::new(0),
            latest: StoredValue::new(Vec::new()),
        }
    }

    /// What is remembered of one group or row.
    #[must_use]
    pub fn part(self, instance: InstanceKey, part: &str) -> PartMemory {
        let key = PartKey { instance, part: part.to_owned() };
        PartMemory { memory: self, epoch: self.epoch.get_value(), key, place: 0 }
    }

    /// The same for a run that edits it: the one that was opened last has the say.
    #[must_use]
    pub fn opened(self, instance: InstanceKey, part: &str) -> PartMemory {
        let mut opened = self.part(instance, part);
        self.opened.update_value(|count| *count = count.wrapping_add(1));
        opened.place = self.opened.get_value();
        self.latest.update_value(|all| replace(all, &opened.key, Some(opened.place)));
        opened
    }

    /// The instances with unsaved edits, each once.
    #[must_use]
    pub fn unsaved(self) -> Vec<InstanceKey> {
        let mut instances = Vec::new();
        self.edits.with(|edits| {
            for (key, _) in edits {
                if !instances.contains(&key.instance) {
                    instances.push(key.instance.clone());
                }
            }
        });
        instances
    }

    /// Those of them on servers that are known, each with its server: no other one could be saved.
    #[must_use]
    pub fn unsaved_on(self, servers: &[Server]) -> Vec<(Server, InstanceKey)> {
        let on_server = |instance: InstanceKey| {
            let server = servers.iter().find(|it| it.base_url == instance.base_url)?;
            Some((server.clone(), instance))
        };
        self.unsaved().into_iter().filter_map(on_server).collect()
    }

    /// Forgets the edits of this instance.
    pub fn discard(self, instance: &InstanceKey) {
        if untrack(|| self.unsaved()).contains(instance) {
            self.edits.update(|edits| edits.retain(|(key, _)| key.instance != *instance));
        }
    }

    /// The instance is gone: nothing of it is kept, also of a form that is still open.
    pub fn forget(self, instance: &InstanceKey) {
        self.epoch.update_value(|epoch| *epoch = epoch.wrapping_add(1));
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
        self.epoch.update_value(|epoch| *epoch = epoch.wrapping_add(1));
        self.values.update_value(Vec::clear);
        self.latest.update_value(Vec::clear);
        self.edits.update(Vec::clear);
    }
}

/// What is remembered of one group or row.
#[derive(Clone, Debug)]
pub struct PartMemory {
    memory: InstanceMemory,
    key: PartKey,
    epoch: u32,
    place: u32,
}

impl PartMemory {
    /// Whether no other run has edited the part since.
    #[must_use]
    pub fn is_latest(&self) -> bool {
        self.memory.latest.with_value(|all| find(all, &self.key)) == Some(self.place)
    }

    #[must_use]
    pub fn values(&self) -> Option<Box<Drafts>> {
        self.memory.values.with_value(|all| find(all, &self.key))
    }

    #[must_use]
    pub fn edit(&self) -> Option<UnsavedEdit> {
        self.memory.edits.with_untracked(|all| find(all, &self.key))
    }

    /// Keeps these values, or forgets what was kept.
    pub fn keep_values(&self, drafts: Option<&Drafts>) {
        if self.is_current() {
            let drafts = drafts.cloned().map(Box::new);
            self.memory.values.update_value(|all| replace(all, &self.key, drafts));
        }
    }

    /// Keeps this edit, or forgets what was kept.
    pub fn keep_edit(&self, edit: Option<UnsavedEdit>) {
        if self.is_current() && (edit.is_some() || self.edit().is_some()) {
            self.memory.edits.update(|all| replace(all, &self.key, edit));
        }
    }

    /// A save that outlives its page also outlives the keys.
    fn is_current(&self) -> bool {
        self.memory.epoch.get_value() == self.epoch
    }
}

fn find<T: Clone>(all: &[(PartKey, T)], key: &PartKey) -> Option<T> {
    all.iter().find(|(of, _)| of == key).map(|(_, value)| value.clone())
}

fn replace<T>(all: &mut Vec<(PartKey, T)>, key: &PartKey, value: Option<T>) {
    all.retain(|(of, _)| of != key);
    all.extend(value.map(|value| (key.clone(), value)));
}
