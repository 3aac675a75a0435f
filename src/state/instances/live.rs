//! Asks the rows in view for their connection's own state, where the list tells it late.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::instances::action::{ActionCall, Told};
use crate::domain::instances::filter::RowKey;
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::servers::server::Server;
use crate::platform::clock::monotonic_whole_ms;
use crate::platform::fetch;
use crate::state::instances::Instances;

impl Instances {
    /// A row is in view until the current owner is disposed of.
    pub fn watch_row(self, key: RowKey) {
        let is_late = |key: &RowKey| {
            self.server(key.server).is_some_and(|server| server.dialect.lists_late_states())
        };
        if !is_late(&key) {
            return;
        }
        let left = key.clone();
        // The rows that come into view together are written at once, and not while they are drawn.
        request_animation_frame(move || {
            let entered = self.live.try_update_untracked(|live| live.enter(key));
            if entered.is_some() {
                self.ask_live();
            }
        });
        on_cleanup(move || {
            request_animation_frame(move || {
                let _ = self.live.try_update_untracked(|live| live.leave(&left));
            });
        });
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
