//! Connections that were lost while nobody looked: counted in the tab's title, and told by the browser
//! where the operator wants that.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::instances::listed_row::{ListedRow, RowKey};
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::servers::server::Server;
use crate::platform::notification;
use crate::platform::storage::StorageScope;
use crate::state::instances::Instances;

const KEY: &str = "notify_drops";
const ON: &str = "on";

/// Says which connections were lost, in the operator's language.
pub type DropSentence = fn(&[String]) -> String;

/// The lost connections, and whether they are told.
#[derive(Clone, Copy, Debug)]
pub struct Drops {
    /// The names of the instances, newest last
    pub lost: RwSignal<Vec<String>>,
    /// The operator wants the browser to tell
    pub is_told: RwSignal<bool>,
    /// The browser does not let the page tell
    pub is_refused: RwSignal<bool>,
    /// What the notification says, set by the screen
    sentence: StoredValue<Option<DropSentence>, LocalStorage>,
}

impl Drops {
    pub(super) fn new() -> Self {
        let is_wanted = StorageScope::Device.read(KEY).as_deref() == Some(ON);
        let drops = Self {
            lost: RwSignal::new(Vec::new()),
            is_told: RwSignal::new(is_wanted),
            is_refused: RwSignal::new(false),
            sentence: StoredValue::new_local(None),
        };
        let seen = window_event_listener_untyped("focus", move |_| drops.clear());
        on_cleanup(move || seen.remove());
        drops
    }

    /// Switches the notifications; the browser asks the operator where it has to.
    pub fn tell(self, is_wanted: bool, sentence: DropSentence) {
        self.sentence.set_value(Some(sentence));
        if !is_wanted {
            self.is_told.set(false);
            StorageScope::Device.remove(KEY);
            return;
        }
        spawn_local(async move {
            let is_allowed = notification::ask().await;
            self.is_refused.set(!is_allowed);
            self.is_told.set(is_allowed);
            if is_allowed {
                StorageScope::Device.write(KEY, ON);
            }
        });
    }

    pub fn speak_by(self, sentence: DropSentence) {
        self.sentence.set_value(Some(sentence));
    }

    fn add(self, mut names: Vec<String>) {
        // Lists and connections tell of the same loss.
        self.lost.with_untracked(|lost| names.retain(|name| !lost.contains(name)));
        // Who looks at the list sees it there.
        if names.is_empty() || document().has_focus().unwrap_or(true) {
            return;
        }
        if self.is_told.get_untracked()
            && let Some(sentence) = self.sentence.get_value()
        {
            notification::show(&sentence(&names));
        }
        self.lost.update(|lost| lost.extend(names));
    }

    pub(super) fn clear(self) {
        self.lost.set(Vec::new());
    }
}

impl Instances {
    pub(super) fn note_states(self, server: &Server, rows: &[ListedRow]) {
        let mut lost = Vec::new();
        self.histories.update(|histories| lost = histories.note_list(server.id, rows));
        lost.retain(|name| !self.is_own_doing(server.id, name));
        self.drops.add(lost);
    }

    pub(super) fn note_state(self, key: &RowKey, state: ConnectionState) {
        let mut is_lost = false;
        self.live_histories.update(|histories| is_lost = histories.note(key.clone(), state));
        if is_lost && !self.is_own_doing(key.server, &key.name) {
            self.drops.add(vec![key.name.clone()]);
        }
    }

    /// What the operator does here ends connections as well.
    fn is_own_doing(self, server: u32, name: &str) -> bool {
        let key = RowKey { server, name: name.to_owned() };
        untrack(|| self.activities.of(&key)).is_some()
    }
}
