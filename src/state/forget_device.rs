//! Forgetting this device: nothing that the panel ever kept here is left, in the browser's storage
//! or in the memory of this page, nor in that of the panel's other tabs.

use js_sys::Reflect;
use leptos::prelude::*;

use super::PanelState;
use super::look::Theme;
use super::storage;
use crate::domain::server::Server;

/// The sentences that say how it went.
const DONE: &str = "servers.device.done";
const LEFT: &str = "servers.device.left";

impl PanelState {
    /// Servers, keys, what was typed and what was made, notes, language and theme. What is on its
    /// way to a server is aborted. The caller sees to the language that is spoken.
    pub fn forget_device(&self) {
        self.creation.cancel();
        self.creation.forget_key();
        self.creation.dismiss();
        self.pairing.forget();
        self.doctor.forget_all();
        self.server_draft.open(None::<&Server>);
        self.server_draft.close();
        // From memory alone: two tabs that write what the other one removes would never end.
        self.servers.drop_all();
        self.form.forget();
        self.pending.set(None);
        self.is_press_waiting.set(false);
        let theme = self.setup.theme.unwrap_or(Theme::System);
        self.theme.set(theme);
        theme.mark();
        // Last: much of the above keeps its own note up to date.
        let is_empty = storage::empty();
        self.forgotten.set(if is_empty { DONE } else { LEFT }.to_owned());
    }

    /// Another tab of the panel forgot the device: what this one kept for its own session goes, too.
    pub(super) fn follow_other_tabs(&'static self) {
        let handle = window_event_listener_untyped("storage", move |event| {
            let told = |name: &str| Reflect::get(&event, &name.into()).unwrap_or_default();
            let is_ours = told("key").as_string().is_some_and(|key| storage::is_list(&key));
            if is_ours && told("newValue").is_null() {
                self.forget_device();
            }
        });
        on_cleanup(move || handle.remove());
    }
}
