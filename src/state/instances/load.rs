//! Asks servers for their lists, and again while somebody looks at them.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::instances::list_reply::{self, InstanceList};
use crate::domain::instances::listed_row::{ListedRow, RowKey};
use crate::domain::instances::refresh::pause_ms;
use crate::domain::reply::error::ApiError;
use crate::domain::servers::server::Server;
use crate::platform::clock::Stopwatch;
use crate::platform::fetch;
use crate::state::instance::InstanceKey;
use crate::state::instances::Instances;
use crate::state::instances::source::{ReadWith, Source};

/// How often it is looked whether a list is old enough to be asked for again.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// What a list was read with: another key may see other rows.
fn read_with(server: &Server) -> ReadWith {
    ReadWith { base_url: server.base_url.clone(), key: server.key.clone() }
}

impl Instances {
    /// Keeps the lists of the shown servers new for as long as the current owner lives.
    pub fn follow(self) {
        let shown = Memo::new(move |_| {
            let of = |server: &Server| (server.id, read_with(server));
            self.listed_servers().iter().map(of).collect::<Vec<_>>()
        });
        Effect::new(move || {
            shown.track();
            untrack(|| self.load_due());
        });
        let look = move || {
            if !document().hidden() {
                self.load_due();
            }
        };
        let clock = set_interval_with_handle(look, LOOK_EVERY).ok();
        let seen = window_event_listener_untyped("visibilitychange", move |_| look());
        on_cleanup(move || {
            seen.remove();
            if let Some(clock) = clock {
                clock.clear();
            }
        });
    }

    /// Asks again now.
    pub fn reload(self) {
        for server in untrack(|| self.listed_servers()) {
            self.load(server);
        }
    }

    /// What was read of a server that was removed since goes with it.
    fn drop_removed(self) {
        let is_there = |id: &u32| self.server(*id).is_some();
        let gone: Vec<u32> = self
            .rows
            .with_untracked(|rows| rows.keys().copied().filter(|id| !is_there(id)).collect());
        gone.into_iter().for_each(|id| self.forget_server(id));
    }

    fn load_due(self) {
        self.drop_removed();
        for server in untrack(|| self.listed_servers()) {
            if !server.key.is_empty() && self.is_due(&server) {
                self.load(server);
            }
        }
    }

    fn is_due(self, server: &Server) -> bool {
        self.sources.with_untracked(|sources| {
            let Some(source) = sources.of(server.id) else { return true };
            // Another key or address is asked at once, whatever the old one still does.
            if source.read_with != read_with(server) {
                return true;
            }
            let pause = pause_ms(source.bytes, source.took_ms, source.failures);
            let is_over = |at: Stopwatch| at.elapsed_with_sleep_ms() >= pause;
            !source.is_loading && source.ended_at.is_none_or(is_over)
        })
    }

    /// Asks one server. What was read with another key is shown no longer.
    pub fn load(self, server: Server) {
        let with = read_with(&server);
        let is_running = self.sources.with_untracked(|sources| {
            sources
                .of(server.id)
                .is_some_and(|source| source.is_loading && source.read_with == with)
        });
        if is_running {
            return;
        }
        let id = server.id;
        let is_other = self.sources.with_untracked(|sources| {
            sources.of(id).is_some_and(|source| source.read_with != with)
        });
        if is_other {
            self.forget_server(id);
        }
        self.sources.update(|sources| {
            let source = sources.entry(id);
            source.is_loading = true;
            source.read_with.clone_from(&with);
        });
        spawn_local(async move {
            let call = list_reply::call(&server.base_url, &server.key);
            let reply = fetch::read(&call, list_reply::TIME_LIMIT_MS, &self.cancel()).await;
            if !self.is_wanted(id, &with) {
                return;
            }
            match reply {
                Ok(reply) => {
                    let list = list_reply::read(reply.status, &reply.text, server.dialect);
                    let (bytes, took_ms) = (reply.text.len(), reply.elapsed_ms);
                    // The text of a long list is large; it is not needed while the rows are drawn.
                    drop(reply);
                    match list {
                        Ok(list) => self.show(&server, list, bytes, took_ms),
                        Err(error) => self.fail(id, error),
                    }
                }
                Err(error) => self.fail(id, error),
            }
        });
    }

    /// Whether the answer to this call is still the one that is waited for. The keys may have been
    /// forgotten, and the server removed.
    fn is_wanted(self, id: u32, with: &ReadWith) -> bool {
        let is_read = |source: &Source| source.is_loading && source.read_with == *with;
        let is_asked = self
            .sources
            .try_with_untracked(|sources| sources.of(id).is_some_and(is_read))
            .unwrap_or_default();
        is_asked && self.server(id).is_some_and(|server| read_with(&server) == *with)
    }

    fn show(self, server: &Server, list: InstanceList, bytes: usize, took_ms: u32) {
        let id = server.id;
        let is_own_only = list.rows.len() == 1
            && list.rows.iter().all(|row| row.token.as_ref() == Some(&server.key));
        let rows: Vec<ListedRow> =
            list.rows.into_iter().map(|row| ListedRow::new(id, Arc::new(row))).collect();
        self.note_states(server, &rows);
        // Every row can be ticked: they are not searched one by one.
        let names: LazyCell<HashSet<&str>, _> =
            LazyCell::new(|| rows.iter().map(|listed| listed.row.name.as_str()).collect());
        self.activities.list_came(id, |name| names.contains(name));
        let is_there = |key: &RowKey| key.server != id || names.contains(key.name.as_str());
        if self.ticked.with_untracked(|ticked| !ticked.iter().all(is_there)) {
            self.ticked.update(|ticked| ticked.retain(is_there));
        }
        if server.dialect.lists_late_states() {
            self.live.update(|live| live.renew(id));
        }
        self.rows.update(|all| {
            all.insert(id, rows);
        });
        self.sources.update(|sources| {
            let source = sources.entry(id);
            *source = Source {
                read_at: Some(Stopwatch::start()),
                ended_at: Some(Stopwatch::start()),
                bytes,
                took_ms,
                unreadable: list.unreadable,
                is_own_only,
                read_with: std::mem::take(&mut source.read_with),
                ..Source::default()
            };
        });
        self.ask_live();
        self.ask_switches(server.clone());
    }

    /// The last list stays, and is shown as an old one.
    fn fail(self, id: u32, error: ApiError) {
        self.sources.update(|sources| {
            let source = sources.entry(id);
            source.is_loading = false;
            source.failures = source.failures.saturating_add(1);
            source.ended_at = Some(Stopwatch::start());
            source.error = Some(Arc::new(error));
        });
    }

    /// Everything that was read of a server: another address or key may mean other instances.
    fn forget_server(self, id: u32) {
        self.rows.update(|rows| {
            rows.remove(&id);
        });
        self.sources.update(|sources| sources.remove(id));
        self.live.update(|live| live.forget_server(id));
        self.histories.update(|histories| histories.forget_server(id));
        self.live_histories.update(|histories| histories.forget_server(id));
        self.switches.update(|switches| {
            switches.remove(&id);
        });
        self.activities.forget_server(id);
        self.ticked.update(|ticked| ticked.retain(|key| key.server != id));
    }

    /// Takes a row out that is known to be gone, without waiting for the next list.
    pub(super) fn drop_row(self, key: &RowKey) {
        self.rows.update(|rows| {
            if let Some(rows) = rows.get_mut(&key.server) {
                rows.retain(|listed| listed.row.name != key.name);
            }
        });
        self.ticked.update(|ticked| {
            ticked.remove(key);
        });
        if let Some(server) = self.server(key.server) {
            self.memory.forget_instance(&InstanceKey::of(&server, &key.name));
        }
    }
}
