//! Forgetting this device: nothing that the panel kept here is left, neither in the browser's storage
//! nor in the memory of this page or of the panel's other tabs. *Forget all keys* reaches those in the
//! same way.

use leptos::prelude::*;

use crate::domain::creation::machine::input::CreationInput;
use crate::domain::servers::server::Server;
use crate::platform::storage::StorageScope;
use crate::platform::{broadcast, storage};
use crate::state::PanelState;
use crate::state::preferences::Theme;
use crate::state::servers::store::{KEYS, SERVERS};

/// The sentences that say how it went.
const DONE: &str = "servers.device.done";
const LEFT: &str = "servers.device.left";
const KEYS_DONE: &str = "servers.forget.done";

/// What the other tabs are told to forget.
const DEVICE: &str = "forget device";
const ALL_KEYS: &str = "forget keys";

impl PanelState {
    /// Here and in the other tabs.
    pub fn forget_device(&self) {
        self.drop_device();
        // After it: much of what is dropped keeps its own note up to date.
        self.say_forgotten(storage::remove_all(""));
        // Now there is nothing left that they could read again.
        broadcast::tell(DEVICE);
    }

    /// Here and in the other tabs.
    pub fn forget_keys_everywhere(&self) {
        self.forget_keys();
        self.forgotten.set(KEYS_DONE.to_owned());
        broadcast::tell(ALL_KEYS);
    }

    /// Another tab forgot this device and emptied its storage. This page may hear of it late, so it
    /// drops what it holds itself, and nothing that was stored since.
    fn follow_forget_device(&self) {
        self.drop_device();
        self.say_forgotten(storage::remove_own(""));
        self.servers.reload();
    }

    /// Another tab forgot all keys; as above.
    fn follow_forget_keys(&self) {
        self.servers.forget_own_keys();
        self.forget_keys_in_use();
        self.forgotten.set(KEYS_DONE.to_owned());
    }

    fn say_forgotten(&self, is_empty: bool) {
        self.forgotten.set(if is_empty { DONE } else { LEFT }.to_owned());
    }

    /// What this page holds: servers, keys, what was typed and what was made, and the theme. What is on
    /// its way to a server is aborted; the creation keeps the lock of its name while the request may
    /// still arrive. The caller sees to the language.
    fn drop_device(&self) {
        self.creation.give(CreationInput::ForgetDevice);
        self.pairing.forget();
        self.diagnostics.forget_all();
        self.server_draft.open(None::<&Server>);
        self.server_draft.close();
        // From memory alone: two tabs that write what the other one removes would never end.
        self.servers.drop_all();
        self.form.reset();
        self.taken_names.forget();
        self.pending.set(None);
        self.submission.stop_waiting();
        let theme = self.setup.theme.unwrap_or(Theme::System);
        self.theme.set(theme);
        theme.mark();
    }

    /// Other tabs of the panel change the servers or their keys, or forget something.
    pub(crate) fn follow_other_tabs(&'static self) {
        broadcast::listen(|message| match message {
            DEVICE => self.follow_forget_device(),
            ALL_KEYS => self.follow_forget_keys(),
            _ => {}
        });
        storage::follow_other_tabs(|key| match key {
            Some(key) if key == SERVERS || key.starts_with(KEYS) => {
                StorageScope::Device.note_change_elsewhere(key);
                self.servers.reload();
            }
            // The other notes, such as that somebody is there, change nothing here.
            Some(_) => {}
            None => self.servers.reload(),
        });
        // What they changed before anybody listened.
        self.servers.reload();
    }
}
