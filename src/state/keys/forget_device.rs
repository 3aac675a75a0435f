//! Forgetting this device: nothing that the panel ever kept here is left, in the browser's storage, in
//! the memory of this page or in that of the panel's other tabs. *Forget all keys* reaches those in the
//! same way.

use leptos::prelude::*;

use crate::platform::storage;
use crate::platform::storage::StorageScope;
use crate::platform::tabs::broadcast;
use crate::state::keys::{Forgotten, KeyGuard};
use crate::state::secrets::ForgetScope;
use crate::state::servers::Servers;
use crate::state::servers::store::{KEYS, SERVERS};

/// What the other tabs are told to forget.
pub(super) const DEVICE: &str = "forget device";
const ALL_KEYS: &str = "forget keys";

impl KeyGuard {
    /// Forgets this device, in this tab and in the others. The caller sees to the language.
    pub fn forget_device(&self) {
        self.forget(ForgetScope::Everything);
        // After it: much of what is forgotten keeps its own note up to date.
        self.note_device(storage::remove_all(""));
        // Now there is nothing left that they could read again.
        broadcast::tell(DEVICE);
    }

    /// Forgets every key, in this tab and in the others.
    pub fn forget_keys(&self) {
        self.forget(ForgetScope::Keys);
        self.forgotten.set(Some(Forgotten::Keys));
        broadcast::tell(ALL_KEYS);
    }

    /// Another tab forgot this device and emptied its storage. This page may hear of it late, so it
    /// drops what it holds itself, and nothing that was stored since.
    fn follow_forget_device(&self, servers: Servers) {
        self.forget(ForgetScope::Everything);
        self.note_device(storage::remove_own(""));
        servers.reload();
    }

    /// Another tab forgot all keys; as above.
    fn follow_forget_keys(&self) {
        self.forget(ForgetScope::KeysOfThisTab);
        self.forgotten.set(Some(Forgotten::Keys));
    }

    fn note_device(&self, is_empty: bool) {
        let forgotten = if is_empty { Forgotten::Device } else { Forgotten::DeviceInPart };
        self.forgotten.set(Some(forgotten));
    }

    /// Other tabs of the panel change the servers or their keys, or forget something.
    pub(crate) fn follow_other_tabs(self, servers: Servers) {
        broadcast::listen(move |message| match message {
            DEVICE => self.follow_forget_device(servers),
            ALL_KEYS => self.follow_forget_keys(),
            _ => {}
        });
        storage::follow_other_tabs(move |key| match key {
            Some(key) if key == SERVERS || key.starts_with(KEYS) => {
                StorageScope::Device.note_change_elsewhere(key);
                servers.reload();
            }
            // The other notes, such as when somebody was there, change nothing here.
            Some(_) => {}
            None => servers.reload(),
        });
        // What they changed before anybody listened.
        servers.reload();
    }
}
