//! The batch that is on the screen, its dry check and its run, as signals. What decides are the machines
//! in the domain. It lives as long as the page; what is kept of it outlives a reload.

mod check;
mod driver;
mod existing;
mod kept;
mod owner;
mod secrets;

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::import::Import;
use crate::domain::many::batch::{Batch, RunCommon, common_of};
use crate::domain::many::check::DryCheck;
use crate::domain::many::row::ManyRow;
use crate::domain::many::run::input::RunInput;
use crate::domain::many::run::row::RowState;
use crate::domain::many::run::{AT_ONCE, ManyRun};
use crate::domain::many::server_list::ServerList;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::servers::server::Server;
use crate::state::form::model::FormModel;
use crate::state::many::driver::ManyDriver;
use crate::state::many::existing::ExistingReading;
use crate::state::many::owner::RunOwner;
use crate::state::servers::Servers;

/// What is known of the server's list.
#[derive(Clone, Debug)]
pub enum ListKnown {
    NotAsked,
    /// With the one that was known before
    Asking(Arc<ServerList>),
    Known(Arc<ServerList>),
    Failed(Arc<ApiError>),
}

/// Where the rows of a run go. An entry of the list of servers may get another address meanwhile.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RunPlace {
    base_url: String,
    dialect: Dialect,
}

impl RunPlace {
    fn is_at(&self, server: &Server) -> bool {
        self.base_url == server.base_url && self.dialect == server.dialect
    }
}

/// The signals of the screen.
#[derive(Clone, Copy, Debug)]
pub struct ManyDesk {
    servers: Servers,
    form: FormModel,
    /// The server that the rows are for
    pub server: RwSignal<Option<u32>>,
    pub batch: RwSignal<Batch>,
    pub check: RwSignal<DryCheck>,
    /// Rows are being looked at
    pub is_checking: RwSignal<bool>,
    pub list: RwSignal<ListKnown>,
    /// Instances that are there are being compared with their rows
    pub is_comparing: RwSignal<bool>,
    pub at_once: RwSignal<usize>,
    /// Every so many rows one is read back
    pub prove_each: RwSignal<usize>,
    pub run: RwSignal<Option<ManyRun>>,
    common: RwSignal<Option<Arc<RunCommon>>>,
    place: RwSignal<Option<RunPlace>>,
    owner: RwSignal<RunOwner>,
    /// An earlier page was left while its run was on its way
    pub is_resumed: RwSignal<bool>,
    /// Whether the browser keeps the rows, and how far they are
    kept: RwSignal<[bool; 2]>,
    /// Rows were changed and are not written down yet
    is_unwritten: StoredValue<bool>,
    /// Counts the checks: only the newest one goes on
    turn: StoredValue<u32>,
    /// Counts the calls for the list
    lists: StoredValue<u32>,
    driver: StoredValue<ManyDriver, LocalStorage>,
    existing: StoredValue<ExistingReading, LocalStorage>,
}

impl ManyDesk {
    /// Reads what an earlier page left. To be called with the root's owner.
    #[must_use]
    pub fn new(servers: Servers, form: FormModel) -> Self {
        let desk = Self {
            servers,
            form,
            server: RwSignal::new(None),
            batch: RwSignal::new(Batch::default()),
            check: RwSignal::new(DryCheck::default()),
            is_checking: RwSignal::new(false),
            list: RwSignal::new(ListKnown::NotAsked),
            is_comparing: RwSignal::new(false),
            at_once: RwSignal::new(AT_ONCE),
            prove_each: RwSignal::new(1),
            run: RwSignal::new(None),
            common: RwSignal::new(None),
            place: RwSignal::new(None),
            owner: RwSignal::new(RunOwner::ThisTab),
            is_resumed: RwSignal::new(false),
            kept: RwSignal::new([true; 2]),
            is_unwritten: StoredValue::new(false),
            turn: StoredValue::new(0),
            lists: StoredValue::new(0),
            driver: StoredValue::new_local(ManyDriver::default()),
            existing: StoredValue::new_local(ExistingReading::default()),
        };
        desk.restore();
        // It lives as long as the page.
        for event in ["pagehide", "visibilitychange"] {
            window_event_listener_untyped(event, move |_| desk.write_changed());
        }
        desk
    }

    /// The server of the rows as it is configured now; none where it has moved since their run began.
    #[must_use]
    pub fn server(self) -> Option<Server> {
        let id = self.server.get_untracked()?;
        let find = |list: &Vec<Server>| list.iter().find(|one| one.id == id).cloned();
        self.servers.list.with_untracked(find).filter(|server| !self.has_moved_to(server))
    }

    fn has_moved_to(self, server: &Server) -> bool {
        self.place.with_untracked(|place| place.as_ref().is_some_and(|place| !place.is_at(server)))
    }

    /// Whether the server of the run has another address, or another dialect, by now.
    #[must_use]
    pub fn has_moved(self) -> bool {
        let (id, place) = (self.server.get(), self.place.get());
        self.servers.list.with(|list| {
            let server = list.iter().find(|one| Some(one.id) == id);
            place.zip(server).is_some_and(|(place, server)| !place.is_at(server))
        })
    }

    #[must_use]
    pub fn api(self) -> Api {
        self.server().map_or_else(|| self.form.api.get_untracked(), |server| server.api())
    }

    /// The page of a server is opened. Rows that were sent to none are for this one now; those of a run
    /// that is not over stay where they are.
    pub fn enter(self, server: u32) {
        if self.server.get_untracked() != Some(server) {
            if self.is_running() {
                return;
            }
            if self.run.with_untracked(Option::is_some) {
                self.clear();
            }
            self.forget_existing();
            self.list.set(ListKnown::NotAsked);
            self.server.set(Some(server));
        }
        self.resume();
        self.recheck();
        self.ask_list();
    }

    /// What all rows have, with the secrets that are missing.
    #[must_use]
    pub fn common(self) -> RunCommon {
        match self.common.get() {
            Some(common) => (*common).clone(),
            None => common_of(&self.form.drafts.get()).into(),
        }
    }

    /// What is sent for a row, apart from its fresh token.
    #[must_use]
    pub fn drafts(self, id: u32) -> Option<Drafts> {
        let (common, api) = (untrack(|| self.common()).drafts, self.api());
        self.batch.with_untracked(|batch| Some(batch.drafts(batch.row(id)?, &common, api)))
    }

    /// Takes every instance of a paste.
    pub fn take_import(self, import: &Import) {
        let (api, form) = (self.api(), self.form);
        // What the deployment has fixed, or closed, is the same for all rows.
        let may_have = |field: Field| {
            form.is_free(field) && form.with_rules(|rules| rules.allows(field.spec().section))
        };
        self.batch.update(|batch| batch.add_import(import, None, api, may_have));
        self.recheck();
    }

    pub fn take_names(self, names: impl Iterator<Item = String>) {
        self.batch.update(|batch| {
            for name in names {
                batch.add(ManyRow::named(&name));
            }
        });
        self.recheck();
    }

    /// Adds an empty row, and says which.
    pub fn add_row(self) -> Option<u32> {
        let id = self.batch.try_update(|batch| batch.add(ManyRow::default())).flatten();
        self.recheck();
        id
    }

    /// Takes what was typed into a cell.
    pub fn edit(self, id: u32, field: Field, text: &str) {
        if !self.may_edit(id) {
            return;
        }
        let place = self.batch.try_update(|batch| batch.change(id, |row| row.type_in(field, text)));
        if let Some(place) = place.flatten() {
            self.recheck_row(place);
        }
        self.tell_missing(id);
    }

    /// Tells the run which secrets of a row have to be typed again, where that has changed.
    fn tell_missing(self, id: u32) {
        let known = self.run.with_untracked(|run| Some(run.as_ref()?.row(id)?.forgotten.clone()));
        let common = untrack(|| self.common());
        let missing = self
            .batch
            .with_untracked(|batch| batch.row(id).map(|row| common.missing(row)))
            .unwrap_or_default();
        if known.is_some_and(|known| known != missing) {
            self.give(RunInput::Filled(id, missing));
        }
    }

    pub fn remove(self, id: u32) {
        if self.run.with_untracked(|run| run.as_ref().is_some_and(|run| run.row(id).is_some())) {
            return;
        }
        let place = self.batch.with_untracked(|batch| batch.place(id));
        self.batch.update(|batch| batch.remove(id));
        match place.filter(|_| !self.is_checking.get_untracked()) {
            Some(place) => self.check.update(|check| {
                check.remove(place);
                self.compare(check);
            }),
            None => self.recheck(),
        }
        self.keep_rows_soon();
    }

    /// Whether nothing of the row is on its way or on the server.
    #[must_use]
    pub fn may_edit(self, id: u32) -> bool {
        self.run.with(|run| {
            let state = run.as_ref().and_then(|run| run.row(id)).map(|row| &row.state);
            state.is_none_or(RowState::can_change)
        })
    }

    /// What was read of instances that are there is forgotten.
    fn forget_existing(self) {
        self.existing.update_value(ExistingReading::clear);
        self.is_comparing.set(false);
    }

    #[must_use]
    pub fn is_running(self) -> bool {
        self.run.with_untracked(|run| run.as_ref().is_some_and(|run| !run.is_over()))
    }

    /// Nothing is on the screen any more, and nothing is kept.
    pub fn clear(self) {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.next_list();
        self.run.set(None);
        self.batch.set(Batch::default());
        self.check.set(DryCheck::default());
        self.is_checking.set(false);
        self.list.set(ListKnown::NotAsked);
        self.common.set(None);
        self.place.set(None);
        self.owner.set(RunOwner::ThisTab);
        self.is_resumed.set(false);
        self.driver.update_value(ManyDriver::clear);
        self.forget_existing();
        kept::forget();
    }
}
