//! The batch that is on the screen, its dry check and its run, as signals. What decides are the machines
//! in the domain. It lives as long as the page; what is kept of it outlives a reload.

mod check;
mod driver;
mod edit;
mod existing;
mod kept;
mod owner;
mod parts;
mod run_cell;
mod secrets;

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::many::batch::{Batch, RunCommon, common_of};
use crate::domain::many::check::DryCheck;
use crate::domain::many::run::AT_ONCE;
use crate::domain::many::server_list::ServerList;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::servers::server::Server;
use crate::state::form::model::FormModel;
use crate::state::many::check::next;
use crate::state::many::driver::ManyDriver;
use crate::state::many::existing::ExistingReading;
use crate::state::many::owner::RunOwner;
pub use crate::state::many::run_cell::RunCell;
use crate::state::servers::Servers;

/// How far the call for the server's list is.
#[derive(Clone, Debug)]
pub enum ListKnown {
    NotAsked,
    Asking,
    Known,
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
    /// The last list, and whose it is
    last_list: StoredValue<Option<(Server, Arc<ServerList>)>>,
    /// Instances that are there are being compared with their rows
    pub is_comparing: RwSignal<bool>,
    /// Why comparing has ended early
    pub compare_error: RwSignal<Option<Arc<ApiError>>>,
    pub at_once: RwSignal<usize>,
    /// Every so many rows one is read back
    pub prove_each: RwSignal<usize>,
    pub run: RunCell,
    common: RwSignal<Option<Arc<RunCommon>>>,
    place: RwSignal<Option<RunPlace>>,
    owner: RwSignal<RunOwner>,
    /// An earlier page was left while its run was on its way
    pub is_resumed: RwSignal<bool>,
    /// Whether the browser keeps the rows, and how far they are
    kept: RwSignal<[bool; 2]>,
    /// Rows were changed and are not written down yet
    is_unwritten: StoredValue<bool>,
    /// Counts how often everything was removed: what was on its way then belongs to rows that are gone
    clears: StoredValue<u32>,
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
            last_list: StoredValue::new(None),
            is_comparing: RwSignal::new(false),
            compare_error: RwSignal::new(None),
            at_once: RwSignal::new(AT_ONCE),
            prove_each: RwSignal::new(1),
            run: RunCell::new(),
            common: RwSignal::new(None),
            place: RwSignal::new(None),
            owner: RwSignal::new(RunOwner::ThisTab),
            is_resumed: RwSignal::new(false),
            kept: RwSignal::new([true; 2]),
            is_unwritten: StoredValue::new(false),
            clears: StoredValue::new(0),
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
            if self.run.with_untracked(|run| run.is_some()) {
                self.clear();
            }
            self.list.set(ListKnown::NotAsked);
            self.server.set(Some(server));
            if self.batch.with_untracked(|batch| batch.changes_existing) {
                // That was said of the instances of another server.
                self.batch.update(|batch| batch.changes_existing = false);
            }
        }
        // The server may have changed since the last visit.
        self.forget_existing();
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

    #[must_use]
    pub fn is_running(self) -> bool {
        self.run.with_untracked(|run| run.is_some_and(|run| !run.is_over()))
    }

    /// Nothing is on the screen any more, and nothing is kept.
    pub fn clear(self) {
        self.next_turn();
        self.next_list();
        next(self.clears);
        self.run.set(None);
        self.batch.set(Batch::default());
        self.check.set(DryCheck::default());
        self.is_checking.set(false);
        self.list.set(ListKnown::NotAsked);
        self.last_list.set_value(None);
        self.common.set(None);
        self.place.set(None);
        self.owner.set(RunOwner::ThisTab);
        self.is_resumed.set(false);
        self.driver.update_value(ManyDriver::clear);
        self.forget_existing();
        kept::forget();
    }
}
