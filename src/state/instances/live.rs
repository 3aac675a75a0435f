//! Asks the rows in view for their connection's own state, where the list tells it late.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::instances::action::{ActionCall, Told};
use crate::domain::instances::listed_row::RowKey;
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::servers::server::Server;
use crate::platform::clock::monotonic_whole_ms;
use crate::platform::fetch;
use crate::state::instances::Instances;

/// The list stands still when no row has come into view for this long.
const STILL_MS: u64 = 150;

impl Instances {
    /// The row that a memo names is in view, until it names another one or the current owner is disposed of.
    /// Its connection is asked for once the list stands still.
    pub fn watch_row(self, key: Memo<Option<RowKey>>) {
        let watched = StoredValue::new(None::<RowKey>);
        let enter = move |now: Option<RowKey>| {
            let before =
                watched.try_update_value(|watched| std::mem::replace(watched, now.clone()));
            self.live.try_update_untracked(|live| {
                if let Some(before) = before.flatten() {
                    live.leave(&before);
                }
                if let Some(now) = now {
                    live.enter(now);
                }
            });
        };
        Effect::new(move || {
            enter(key.get().filter(|key| self.lists_late(key.server)));
            self.ask_when_still();
        });
        on_cleanup(move || enter(None));
    }

    /// Asks once no row has come into view for a while: nobody reads rows that fly by.
    fn ask_when_still(self) {
        let was_waiting = self
            .entered
            .try_update_value(|entered| entered.replace(monotonic_whole_ms()).is_some());
        if was_waiting == Some(false) {
            self.ask_after(STILL_MS);
        }
    }

    /// Waits on while rows have come into view meanwhile.
    fn ask_after(self, ms: u64) {
        let ask = move || {
            let Some(Some(entered)) = self.entered.try_get_value() else { return };
            let still_ms = monotonic_whole_ms().saturating_sub(entered);
            if still_ms < STILL_MS {
                return self.ask_after(STILL_MS - still_ms);
            }
            self.entered.set_value(None);
            self.ask_live();
        };
        set_timeout(ask, Duration::from_millis(ms));
    }

    /// Asks for what is due, as many as may be on their way at once.
    pub(super) fn ask_live(self) {
        if document().hidden() {
            return;
        }
        // The rows are not drawn again for a question, only for its answer.
        while let Some(Some(key)) =
            self.live.try_update_untracked(|live| live.next(monotonic_whole_ms()))
        {
            self.ask_row(key);
        }
    }

    fn ask_row(self, key: RowKey) {
        let Some(server) = self.server(key.server).filter(|server| !server.key.is_empty()) else {
            self.live.update_untracked(|live| live.answered(&key, None, monotonic_whole_ms()));
            return;
        };
        let cancel = self.cancel();
        spawn_local(async move {
            let state = ActionCall::State;
            let call = state.call(&server.base_url, server.dialect, &key.name, &server.key);
            let reply = fetch::send(&call, state.time_limit_ms(), &cancel).await;
            let told =
                reply.and_then(|reply| state.read(reply.status, &reply.text, server.dialect));
            let told = match told {
                Ok(Told::State(state)) => Some(state),
                Ok(Told::Accepted) | Err(_) => None,
            };
            // Forgotten meanwhile, with everything that was read, or at another address by now.
            let is_same = |now: Server| now.base_url == server.base_url && now.key == server.key;
            let is_wanted = !cancel.is_cancelled() && self.server(key.server).is_some_and(is_same);
            if is_wanted && self.row_exists(&key) {
                if let Some(state) = told {
                    self.note_state(&key, state);
                }
                let _ =
                    self.live.try_update(|live| live.answered(&key, told, monotonic_whole_ms()));
                self.ask_live();
            } else {
                let _ = self.live.try_update_untracked(|live| live.forget(&key));
            }
        });
    }

    fn row_exists(self, key: &RowKey) -> bool {
        self.rows.try_with_untracked(|_| ()).is_some() && untrack(|| self.row(key)).is_some()
    }

    /// A state that an action or a pairing has read. Whoever did that knows that a connection ended.
    pub fn note_live(self, key: &RowKey, state: ConnectionState) {
        self.live_histories.update(|histories| {
            histories.note(key.clone(), state);
        });
        self.live.update(|live| live.note(key.clone(), state, monotonic_whole_ms()));
    }
}
