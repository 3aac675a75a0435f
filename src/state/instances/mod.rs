//! The list of instances: one answer a server, the view of it, which rows are ticked and what is being
//! done with each. It lives as long as the page, so that who comes back finds the list as it was.

mod actions;
mod bulk;
mod columns;
mod comparison;
mod drops;
mod live;
mod load;
mod source;
mod switches;
mod ticks;

use std::collections::{BTreeMap, HashSet};

use leptos::prelude::*;

use crate::domain::http::secret::Secret;
use crate::domain::instances::filter::{Selection, SortedRows, select};
use crate::domain::instances::history::Histories;
use crate::domain::instances::listed_row::{ListedRow, RowKey};
use crate::domain::instances::live::LiveStates;
use crate::domain::instances::query::ListQuery;
use crate::domain::instances::sort::sort;
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::route::Route;
use crate::domain::servers::server::Server;
use crate::platform::fetch::Cancel;
use crate::state::instance::InstanceMemory;
use crate::state::secrets::{ForgetScope, SecretHolder};
use crate::state::servers::Servers;

pub use actions::{Activities, Activity};
pub use bulk::{BulkJob, BulkResult, BulkState, BulkWork};
pub use columns::{Column, Columns};
pub use comparison::PairUnread;
pub use drops::{DropSentence, Drops};
pub use source::{ListState, Source, Sources};
use switches::KnownSwitches;

/// The signals of the list.
#[derive(Clone, Copy, Debug)]
pub struct Instances {
    pub servers: Servers,
    /// The server that is listed; all that have a key where it is none
    pub scope: Memo<Option<u32>>,
    pub query: RwSignal<ListQuery>,
    /// The query that the page has written into the address last
    pub written: StoredValue<ListQuery>,
    /// How far each server's list is
    pub sources: RwSignal<Sources>,
    /// Every row, of every server that was listed
    rows: RwSignal<BTreeMap<u32, Vec<ListedRow>>>,
    live: RwSignal<LiveStates>,
    /// What the lists told, and what the connections themselves told: the one is late, so that together they
    /// would go back and forth
    histories: RwSignal<Histories>,
    live_histories: RwSignal<Histories>,
    switches: RwSignal<BTreeMap<u32, KnownSwitches>>,
    pub selection: Memo<Selection>,
    /// How many rows there are before any is left out
    pub total: Memo<usize>,
    pub ticked: RwSignal<HashSet<RowKey>>,
    pub activities: Activities,
    pub bulk: BulkState,
    /// Rises whenever everything is forgotten: what a view has read of an instance goes as well
    pub forgets: RwSignal<u32>,
    /// When a row came into view last, while nothing has been asked since
    entered: StoredValue<Option<u64>>,
    /// Ends every call when everything is forgotten
    running: StoredValue<Cancel, LocalStorage>,
    pub columns: Columns,
    pub drops: Drops,
    pub memory: InstanceMemory,
}

impl Instances {
    /// To be called with the root's owner.
    #[must_use]
    pub fn new(servers: Servers, route: ReadSignal<Route>) -> Self {
        // Elsewhere it stays as it was: nothing has to be sorted again for who comes back.
        let scope = Memo::new(move |before: Option<&Option<u32>>| {
            route.with(|route| match route {
                Route::Instances { server, .. } => *server,
                _ => before.copied().flatten(),
            })
        });
        let query = RwSignal::new(ListQuery::default());
        let rows = RwSignal::new(BTreeMap::<u32, Vec<ListedRow>>::new());
        let live = RwSignal::new(LiveStates::default());
        // Sorted once an answer, not once a key.
        let order = Memo::new(move |_| query.with(|query| (query.sort, query.is_descending)));
        let sorted = Memo::new(move |_| {
            let (by, is_descending) = order.get();
            let mut sorted = rows.with(|rows| listed(rows, scope.get()));
            sort(&mut sorted, by, is_descending, |id| label(servers, id));
            SortedRows::new(sorted)
        });
        let selection = Memo::new(move |_| {
            live.with(|live| {
                let has_live = !live.is_empty();
                let state = |listed: &ListedRow| {
                    let live = has_live.then(|| live.of(listed.server, &listed.row.name)).flatten();
                    live.unwrap_or(listed.row.state)
                };
                sorted.with(|rows| query.with(|query| select(rows, query, state)))
            })
        });
        Self {
            servers,
            scope,
            query,
            written: StoredValue::new(ListQuery::default()),
            sources: RwSignal::new(Sources::default()),
            rows,
            live,
            histories: RwSignal::new(Histories::default()),
            live_histories: RwSignal::new(Histories::default()),
            switches: RwSignal::new(BTreeMap::new()),
            selection,
            total: Memo::new(move |_| sorted.with(SortedRows::len)),
            ticked: RwSignal::new(HashSet::new()),
            activities: Activities::new(),
            bulk: BulkState::new(),
            forgets: RwSignal::new(0),
            entered: StoredValue::new(None),
            running: StoredValue::new_local(Cancel::new()),
            columns: Columns::of_device(),
            drops: Drops::new(),
            memory: InstanceMemory::new(),
        }
    }

    /// What cancels the calls that begin now.
    pub fn cancel(self) -> Cancel {
        self.running.try_get_value().unwrap_or_default()
    }

    /// The servers of the list, in the order of the operator. Without a key nothing can be listed.
    #[must_use]
    pub fn listed_servers(self) -> Vec<Server> {
        let scope = self.scope.get();
        self.servers.list.with(|list| {
            let is_listed = |server: &&Server| match scope {
                Some(id) => server.id == id,
                None => !server.key.is_empty(),
            };
            list.iter().filter(is_listed).cloned().collect()
        })
    }

    #[must_use]
    pub fn server(self, id: u32) -> Option<Server> {
        self.servers.list.with_untracked(|list| list.iter().find(|one| one.id == id).cloned())
    }

    /// Whether the list of a server tells the states of its connections late.
    #[must_use]
    pub fn lists_late(self, id: u32) -> bool {
        let is_late = |one: &Server| one.id == id && one.dialect.lists_late_states();
        self.servers.list.with_untracked(|list| list.iter().any(is_late))
    }

    /// The tokens of all instances that are listed.
    #[must_use]
    pub fn tokens(self) -> Vec<String> {
        self.rows.with_untracked(|rows| {
            let tokens = rows.values().flatten().filter_map(|listed| listed.row.token.as_ref());
            tokens.map(|token| token.reveal().to_owned()).collect()
        })
    }

    /// Whether a listed instance of a server has this token.
    #[must_use]
    pub fn has_token(self, server: u32, token: &Secret) -> bool {
        self.rows.with(|rows| {
            let mut listed = rows.get(&server).into_iter().flatten();
            listed.any(|listed| listed.row.token.as_ref() == Some(token))
        })
    }

    /// Every row of every list that was read.
    #[must_use]
    pub fn all_rows(self) -> Vec<ListedRow> {
        self.rows.with(|rows| listed(rows, None))
    }

    /// A row by its key, as the last list told it.
    #[must_use]
    pub fn row(self, key: &RowKey) -> Option<ListedRow> {
        self.rows.with(|rows| {
            let rows = rows.get(&key.server)?;
            rows.iter().find(|listed| listed.row.name == key.name).cloned()
        })
    }

    /// The names that the last list of a server told, in its order.
    #[must_use]
    pub fn names(self, server: u32) -> Vec<String> {
        self.rows.with(|rows| {
            let rows = rows.get(&server).map(Vec::as_slice).unwrap_or_default();
            rows.iter().map(|listed| listed.row.name.clone()).collect()
        })
    }

    /// What the connection of a row said last, if it was asked.
    #[must_use]
    pub fn live_state(self, key: &RowKey) -> Option<ConnectionState> {
        self.live.with(|live| live.of(key.server, &key.name))
    }

    /// The last states of a row that follow each other, oldest first, with how often each was seen.
    #[must_use]
    pub fn history(self, key: &RowKey) -> Vec<(ConnectionState, usize)> {
        let of = |histories: &Histories| {
            let history = histories.of(key).filter(|history| history.len() > 1);
            history.map(|history| history.runs())
        };
        self.live_histories.with(of).or_else(|| self.histories.with(of)).unwrap_or_default()
    }

    /// Whether a text is the key of a server or the token of an instance.
    #[must_use]
    pub fn is_secret(self, text: &str) -> bool {
        let text = text.trim();
        let is_key = |server: &Server| server.key.reveal() == text;
        let is_token = |listed: &ListedRow| {
            listed.row.token.as_ref().is_some_and(|token| token.reveal() == text)
        };
        !text.is_empty()
            && (self.servers.list.with_untracked(|list| list.iter().any(is_key))
                || self.rows.with_untracked(|rows| rows.values().flatten().any(is_token)))
    }
}

/// The rows of a server, or of all.
fn listed(rows: &BTreeMap<u32, Vec<ListedRow>>, scope: Option<u32>) -> Vec<ListedRow> {
    match scope {
        Some(id) => rows.get(&id).cloned().unwrap_or_default(),
        None => rows.values().flatten().cloned().collect(),
    }
}

fn label(servers: Servers, id: u32) -> String {
    servers.list.with(|list| {
        list.iter().find(|one| one.id == id).map(|one| one.label.clone()).unwrap_or_default()
    })
}

impl SecretHolder for Instances {
    /// Every row has its instance's token.
    fn has_secrets(&self) -> bool {
        self.rows.with_untracked(|rows| rows.values().any(|rows| !rows.is_empty()))
    }

    fn is_busy(&self) -> bool {
        self.activities.is_any_running() || untrack(|| self.bulk.is_running())
    }

    /// The rows go with their tokens, whatever is to be forgotten: they were read with a key.
    fn forget(&self, _: ForgetScope) {
        self.running.update_value(|running| std::mem::take(running).cancel());
        self.forgets.update(|forgets| *forgets = forgets.wrapping_add(1));
        self.rows.set(BTreeMap::new());
        self.sources.set(Sources::default());
        self.live.update(LiveStates::clear);
        self.histories.update(Histories::clear);
        self.live_histories.update(Histories::clear);
        self.switches.set(BTreeMap::new());
        self.ticked.set(HashSet::new());
        self.activities.clear();
        self.bulk.clear();
        self.drops.clear();
    }
}
