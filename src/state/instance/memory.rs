//! What the tab remembers of the groups and rows of instances for as long as it is open: what a group
//! held when it was switched off, since servers forget it, and edits that were left before they were
//! saved. The form offers both again.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::instance::stored_group::StoredGroup;
use crate::domain::schema::drafts::Drafts;
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
}

impl InstanceMemory {
    /// Makes the signals under the current owner.
    #[must_use]
    pub fn new() -> Self {
        Self {
            edits: RwSignal::new(Vec::new()),
            values: StoredValue::new(Vec::new()),
            epoch: StoredValue::new(0),
        }
    }

    /// What is remembered of one group or row.
    #[must_use]
    pub fn part(self, instance: InstanceKey, part: &str) -> PartMemory {
        let key = PartKey { instance, part: part.to_owned() };
        PartMemory { memory: self, epoch: self.epoch.get_value(), key }
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

    /// Forgets the edits of this instance.
    pub fn discard(self, instance: &InstanceKey) {
        self.edits.update(|edits| edits.retain(|(key, _)| key.instance != *instance));
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
        self.edits.update(Vec::clear);
    }
}

/// What is remembered of one group or row.
#[derive(Clone, Debug)]
pub struct PartMemory {
    memory: InstanceMemory,
    key: PartKey,
    epoch: u32,
}

impl PartMemory {
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
