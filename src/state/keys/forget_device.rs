//! Forgetting this device: nothing that the panel ever kept here is left, in the browser's storage
//! or in the memory of this page, nor in that of the panel's other tabs. *Forget all keys* reaches
//! those in the same way.

use js_sys::Reflect;
use leptos::prelude::*;

use crate::domain::servers::server::Server;
use crate::platform::storage;
use crate::platform::storage::{SERVERS, StorageScope};
use crate::state::PanelState;
use crate::state::preferences::Theme;
use crate::state::servers::store::KEYS;

/// The sentences that say how it went.
const DONE: &str = "servers.device.done";
const LEFT: &str = "servers.device.left";
const KEYS_DONE: &str = "servers.forget.done";

/// Under what the other tabs are told; it is gone again as soon as it was written.
const FORGET: &str = "forget";
const DEVICE: &str = "device";
const ALL_KEYS: &str = "keys";

/// Tells the other tabs what to forget. What is written here the browser reports to them alone.
fn tell(what: &str) {
    StorageScope::Device.write(FORGET, what);
    StorageScope::Device.remove(FORGET);
}

impl PanelState {
    /// Here and in the other tabs.
    pub fn forget_device(&self) {
        tell(DEVICE);
        self.drop_device();
    }

    /// Here and in the other tabs.
    pub fn forget_keys_everywhere(&self) {
        self.drop_keys();
        tell(ALL_KEYS);
    }

    fn drop_keys(&self) {
        self.forget_keys();
        self.forgotten.set(KEYS_DONE.to_owned());
    }

    /// Servers, keys, what was typed and what was made, notes, language and theme. What is on its
    /// way to a server is aborted. The caller sees to the language that is spoken.
    fn drop_device(&self) {
        self.creation.cancel();
        self.creation.forget_key();
        self.creation.dismiss();
        self.pairing.forget();
        self.doctor.forget_all();
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
        // Last: much of the above keeps its own note up to date.
        let is_empty = storage::remove_all("");
        self.forgotten.set(if is_empty { DONE } else { LEFT }.to_owned());
    }

    /// Another tab of the panel changed the servers or their keys, or forgot something: what this one
    /// keeps of that for its own session goes, too.
    pub(crate) fn follow_other_tabs(&'static self) {
        let handle = window_event_listener_untyped("storage", move |event| {
            let told = |name: &str| {
                Reflect::get(&event, &name.into()).ok().and_then(|value| value.as_string())
            };
            // Without a name everything was emptied at once.
            let name = told("key");
            let key = name.as_deref().map_or(Some(SERVERS), storage::key_of);
            match (key, told("newValue").as_deref()) {
                (Some(FORGET), Some(DEVICE)) => self.drop_device(),
                (Some(FORGET), Some(ALL_KEYS)) => self.drop_keys(),
                (Some(key), _) if key == SERVERS || key.starts_with(KEYS) => self.servers.reload(),
                // The other notes, such as that somebody is there, change nothing here.
                _ => {}
            }
        });
        // What they changed before anybody listened.
        self.servers.reload();
        on_cleanup(move || handle.remove());
    }
}
