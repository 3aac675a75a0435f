//! Forgetting secrets. Each part of the state that holds some registers with the [`KeyGuard`], so this
//! folder knows no feature. The guard is in the lazy chunk that talks to servers. The first load can
//! hold stored keys and typed secrets; until the chunk is there, or if it cannot be had, [`wipe`] forgets
//! them.

pub mod forget_device;
pub mod idle_lock;

use std::rc::Rc;

use leptos::prelude::*;

use crate::platform::tabs::broadcast;
use crate::platform::{address, storage};
use crate::state::secrets::{ForgetScope, SecretHolder};
use crate::state::servers::store::KEYS;

/// What was forgotten last; the screens say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgotten {
    Keys,
    /// Every secret, because nobody was there
    Idle,
    Device,
    /// The browser refused to empty its storage
    DeviceInPart,
}

/// Removes every stored key and loads the page again, which forgets what is in memory.
pub(crate) fn wipe() {
    storage::remove_all(KEYS);
    address::reload();
}

/// Until the guard listens, this page forgets with another tab what it holds itself. What is stored
/// may have been stored since, so the next load reads it.
pub(crate) fn wipe_with_other_tabs() {
    broadcast::listen(|message| {
        storage::remove_own(if message == forget_device::DEVICE { "" } else { KEYS });
        address::reload();
    });
}

/// Knows who holds secrets, and has them forget.
#[derive(Clone, Copy, Debug)]
pub struct KeyGuard {
    holders: StoredValue<Vec<Holder>, LocalStorage>,
    pub forgotten: RwSignal<Option<Forgotten>>,
}

#[derive(Clone)]
struct Holder(Rc<dyn SecretHolder>);

impl std::fmt::Debug for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Holder")
    }
}

impl KeyGuard {
    #[must_use]
    pub fn new() -> Self {
        Self { holders: StoredValue::new_local(Vec::new()), forgotten: RwSignal::new(None) }
    }

    /// From now on this part forgets with the others.
    pub fn register(&self, holder: impl SecretHolder + 'static) {
        self.holders.update_value(|holders| holders.push(Holder(Rc::new(holder))));
    }

    /// The holders may read and write any signal, so none is borrowed meanwhile.
    fn holders(&self) -> Vec<Holder> {
        self.holders.get_value()
    }

    pub(crate) fn forget(&self, scope: ForgetScope) {
        self.holders().iter().for_each(|holder| holder.0.forget(scope));
    }

    pub(crate) fn has_secrets(&self) -> bool {
        self.holders().iter().any(|holder| holder.0.has_secrets())
    }

    pub(crate) fn is_busy(&self) -> bool {
        self.holders().iter().any(|holder| holder.0.is_busy())
    }

    /// Forgets every secret because nobody is there, unless something still needs them; returns whether
    /// that is done.
    pub(crate) fn lock(&self) -> bool {
        if self.is_busy() {
            return false;
        }
        if self.has_secrets() {
            self.forget(ForgetScope::Secrets);
            self.forgotten.set(Some(Forgotten::Idle));
        }
        true
    }
}

impl Default for KeyGuard {
    fn default() -> Self {
        Self::new()
    }
}
