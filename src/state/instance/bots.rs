//! The bots of an instance: a run for the rows of each kind, and what else is read of a kind when it is
//! asked for.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::bots::{BotKind, KINDS};
use crate::domain::instance::machine::GroupMachine;
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::schema::drafts::Drafts;
use crate::domain::servers::server::Server;
use crate::platform::fetch::Cancel;
use crate::state::instance::rows_run::find;
use crate::state::instance::{GroupRun, InstanceScreen, RowsRun};

/// How many kinds are read at a time.
const AT_ONCE: usize = 2;

/// One kind of bot. A handle: it lives as long as its owner.
#[derive(Clone, Copy, Debug)]
pub struct BotKindRun {
    pub kind: &'static BotKind,
    pub rows: RowsRun,
    /// Read when they are first shown
    pub credentials: Option<RowsRun>,
}

/// What the form of a new bot begins with, once that is known.
pub(crate) type Suggestion = RwSignal<Option<Option<Box<Drafts>>>>;

/// Starts under the current owner and reads the bots of every kind that the API has.
pub(super) fn start(server: &Server, name: &str) -> Vec<BotKindRun> {
    let exists = |kind: &&BotKind| kind.bots.exists_in(server.api());
    let runs: Vec<BotKindRun> = KINDS
        .iter()
        .filter(exists)
        .map(|kind| BotKindRun {
            kind,
            rows: RowsRun::new(server, name, kind.bots),
            credentials: kind.credentials.map(|section| RowsRun::new(server, name, section)),
        })
        .collect();
    read_all(runs.clone());
    runs
}

/// Reads the bots of every kind, a few kinds at a time.
pub(super) fn read_all(runs: Vec<BotKindRun>) {
    let waiting = Rc::new(RefCell::new(VecDeque::from(runs)));
    for _ in 0..AT_ONCE {
        let waiting = waiting.clone();
        spawn_local(async move {
            loop {
                let next = waiting.borrow_mut().pop_front();
                let Some(next) = next else { return };
                next.rows.read_through().await;
            }
        });
    }
}

impl BotKindRun {
    /// The default settings of the kind, read under the current owner.
    #[must_use]
    pub fn settings(self, screen: InstanceScreen) -> GroupRun {
        let (server, name) = (screen.server(), screen.name());
        let section = self.kind.settings;
        GroupRun::start(GroupMachine::new(server, &name, section, None))
    }

    /// What a new bot of the kind begins with: the default settings, if any are stored. Those that a server
    /// answers before it has stored any are not used by it.
    #[must_use]
    pub fn suggestion(self, screen: InstanceScreen) -> Suggestion {
        let suggestion = RwSignal::new(None);
        let cancel = Cancel::new();
        let (server, name, section) = (screen.server(), screen.name(), self.kind.settings);
        on_cleanup({
            let cancel = StoredValue::new_local(cancel.clone());
            move || {
                cancel.try_with_value(Cancel::cancel);
            }
        });
        spawn_local(async move {
            let found = find(&server, &name, section, &cancel).await;
            if cancel.is_cancelled() {
                return;
            }
            let reading = GroupReading::of(section, server.api(), found, None);
            let is_stored = |group: &&std::sync::Arc<StoredGroup>| group.row_id.is_some();
            let stored = reading.stored().filter(is_stored);
            suggestion.set(Some(stored.map(|group| Box::new(group.drafts.clone()))));
        });
        suggestion
    }
}
