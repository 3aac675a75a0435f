//! The instance's row in the list of its server, and the state of its connection, which is looked at
//! again and again while the page is seen.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::creation::machine::calls::row_call;
use crate::domain::instance::state_watch::StateWatch;
use crate::domain::instances::action::{ActionCall, Told};
use crate::domain::instances::list_reply;
use crate::domain::instances::row::InstanceRow;
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::servers::server::Server;
use crate::platform::clock;
use crate::platform::fetch;
use crate::platform::fetch::Cancel;

/// Between two looks at the state.
const LOOK: Duration = Duration::from_secs(5);

/// What is known of the row.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum RowReading {
    #[default]
    Loading,
    Found(Arc<InstanceRow>),
    /// The server lists no instance of this name
    Missing,
    Unreadable(Arc<ApiError>),
}

/// The row as signals.
#[derive(Clone, Copy, Debug)]
pub struct RowRun {
    pub reading: RwSignal<RowReading>,
    /// What the connection itself says, and whether that is an old state
    pub watch: RwSignal<StateWatch>,
    /// Why the row could not be read again, although an earlier one is shown
    pub error: RwSignal<Option<Arc<ApiError>>>,
    is_reading: RwSignal<bool>,
    task: StoredValue<RowTask, LocalStorage>,
}

#[derive(Clone, Debug)]
struct RowTask {
    server: Server,
    name: String,
    cancel: Cancel,
}

impl RowRun {
    /// Starts under the current owner, reads the row, and looks at the state from then on.
    #[must_use]
    pub fn start(server: Server, name: &str) -> Self {
        let task = RowTask { server, name: name.to_owned(), cancel: Cancel::new() };
        let run = Self {
            reading: RwSignal::new(RowReading::Loading),
            watch: RwSignal::new(StateWatch::default()),
            error: RwSignal::new(None),
            is_reading: RwSignal::new(false),
            task: StoredValue::new_local(task),
        };
        let look = set_interval_with_handle(move || run.look_if_seen(), LOOK).ok();
        on_cleanup(move || {
            if let Some(look) = look {
                look.clear();
            }
            run.task.try_with_value(|task| task.cancel.cancel());
        });
        run.read();
        run
    }

    /// Reads the row, and the state.
    pub fn read(self) {
        if self.is_reading.get_untracked() {
            return;
        }
        self.is_reading.set(true);
        let Some(task) = self.task.try_get_value() else { return };
        spawn_local(async move {
            let call = row_call(&task.server, &task.name);
            let reply = fetch::read(&call, list_reply::TIME_LIMIT_MS, &task.cancel).await;
            if task.cancel.is_cancelled() {
                return;
            }
            let dialect = task.server.dialect;
            let list = reply.and_then(|it| list_reply::read(it.status, &it.text, dialect));
            self.is_reading.set(false);
            self.on_list(list.map(|list| list.rows), &task);
        });
        self.look();
    }

    fn on_list(self, rows: Result<Vec<InstanceRow>, ApiError>, task: &RowTask) {
        let known = self.reading.get_untracked();
        match rows {
            Ok(rows) => {
                self.error.set(None);
                let row = rows.into_iter().find(|row| row.name == task.name);
                let reading =
                    row.map_or(RowReading::Missing, |row| RowReading::Found(Arc::new(row)));
                if reading != known {
                    self.reading.set(reading);
                }
            }
            Err(error) => {
                let error = error.without(&[task.server.key.reveal().to_owned()]);
                let error = Arc::new(error);
                match known {
                    // What was read before is still worth showing.
                    RowReading::Found(_) => self.error.set(Some(error)),
                    _ => self.reading.set(RowReading::Unreadable(error)),
                }
            }
        }
    }

    fn look_if_seen(self) {
        if !document().hidden() {
            self.look();
        }
    }

    /// Looks at the state of the connection.
    pub fn look(self) {
        let Some(task) = self.task.try_get_value() else { return };
        let Some(look) = self.watch.try_update_untracked(StateWatch::ask) else { return };
        spawn_local(async move {
            let (server, ask) = (&task.server, ActionCall::State);
            let call = ask.call(&server.base_url, server.dialect, &task.name, &server.key);
            let reply = fetch::send(&call, ask.time_limit_ms(), &task.cancel).await;
            if task.cancel.is_cancelled() {
                return;
            }
            let told = reply.and_then(|it| ask.read(it.status, &it.text, server.dialect));
            self.on_state(look, told);
        });
    }

    fn on_state(self, look: u32, told: Result<Told, ApiError>) {
        let state = match &told {
            Ok(Told::State(state)) => Some(*state),
            Ok(Told::Accepted) | Err(_) => None,
        };
        let before = self.watch.with_untracked(|watch| watch.state);
        let now = clock::wall_ms();
        if self.watch.try_update(|watch| watch.answer(look, state, now)) != Some(true) {
            return;
        }
        let is_known = |state| !matches!(state, ConnectionState::Unknown);
        let is_another =
            state.is_some_and(|state| state != before && is_known(before) && is_known(state));
        let is_gone = matches!(&told, Err(error) if error.case == Case::InstanceNotFound);
        let is_listed = matches!(self.reading.get_untracked(), RowReading::Found(_));
        // Another state changes the row, too; and the list says whether it was deleted.
        if is_another || is_gone && is_listed {
            self.read();
        }
    }

    #[must_use]
    pub fn row(self) -> Option<Arc<InstanceRow>> {
        match self.reading.get() {
            RowReading::Found(row) => Some(row),
            _ => None,
        }
    }

    /// The row, where the last reading had it: what is shown next to a failure is an old one.
    #[must_use]
    pub fn row_just_read(self) -> Option<Arc<InstanceRow>> {
        self.row().filter(|_| self.error.with(Option::is_none))
    }

    /// What the connection said last.
    #[must_use]
    pub fn state(self) -> ConnectionState {
        self.watch.with(|watch| watch.state)
    }
}
