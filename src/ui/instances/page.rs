//! The page of the list. Its parts share [`ListScreen`], which lives as long as the page is shown.

use std::time::Duration;

use leptos::prelude::*;

use crate::domain::embed::options::looks_secret;
use crate::domain::instances::listed_row::RowKey;
use crate::domain::instances::query::ListQuery;
use crate::domain::route::Route;
use crate::platform::address;
use crate::state::instances::{Column, Instances};
use crate::state::route::go_to;
use crate::ui::asked_sheet::SheetPlace;
use crate::ui::instances::bulk::bar::bulk_bar;
use crate::ui::instances::bulk::set_sheet::set_sheet;
use crate::ui::instances::compare::{Comparing, compare_sheet};
use crate::ui::instances::confirm::{Question, confirm_dialog};
use crate::ui::instances::connect_sheet::connect_sheet;
use crate::ui::instances::duplicate::{Duplicating, duplicate_dialog};
use crate::ui::instances::header::page_head;
use crate::ui::instances::measures::Measures;
use crate::ui::instances::notices::{fallback, notices};
use crate::ui::instances::row::menu::{OpenMenu, row_menu};
use crate::ui::instances::row::shared_texts::SharedTexts;
use crate::ui::instances::table::table;
use crate::ui::instances::toolbar::toolbar;
use crate::ui::instances::unsaved_edits::unsaved_edits;
use crate::ui::kit::element::{El, classed};
use crate::ui::kit::i18n::tf;

/// How long nothing must have changed before the address says what is searched.
const ADDRESS_AFTER: Duration = Duration::from_millis(250);

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub(in crate::ui::instances) struct ListScreen {
    pub instances: Instances,
    pub measures: Measures,
    pub shared_texts: SharedTexts,
    /// The columns that are shown, next to those that always are
    pub columns: Memo<Vec<Column>>,
    /// The menu of a row, while it is open
    pub menu: RwSignal<Option<OpenMenu>>,
    /// What is asked before something is done
    pub question: RwSignal<Option<Question>>,
    /// The row whose phone is being connected
    pub connecting: RwSignal<Option<RowKey>>,
    /// A group is being set on the ticked rows
    pub is_setting: RwSignal<bool>,
    pub duplicating: Duplicating,
    pub comparing: Comparing,
    /// What was done and shows nowhere else
    pub said: RwSignal<String>,
}

impl ListScreen {
    pub(in crate::ui::instances) fn has(self, column: Column) -> bool {
        self.columns.with(|columns| columns.contains(&column))
    }
}

pub fn instances_page() -> El {
    let instances = expect_context::<Instances>();
    let route = expect_context::<ReadSignal<Route>>();
    let sheets = SheetPlace::provide();
    let measures = Measures::new(instances.columns);
    let screen = ListScreen {
        instances,
        measures,
        shared_texts: SharedTexts::look_up(),
        columns: measures.columns(),
        menu: RwSignal::new(None),
        question: RwSignal::new(None),
        connecting: RwSignal::new(None),
        is_setting: RwSignal::new(false),
        duplicating: Duplicating::new(instances),
        comparing: Comparing::new(instances),
        said: RwSignal::new(String::new()),
    };
    enter(instances);
    follow_server_in_use(instances, route);
    keep_in_address(instances);
    instances.drops.speak_by(drop_sentence);
    instances.follow();
    let has_rows = Memo::new(move |_| instances.total.get() > 0);
    classed("main", "page instances")
        .id("main")
        .attr("tabindex", "-1")
        .child(page_head(screen))
        .child(unsaved_edits(instances))
        .child(notices(instances))
        .child(sheets.draw(false, |many| many.sheets))
        .show(move || has_rows.get(), move || toolbar(screen))
        .child(bulk_bar(screen))
        .show(move || has_rows.get(), move || table(screen))
        .show(move || !has_rows.get(), move || fallback(instances))
        .child(
            classed("p", "said floating")
                .attr("role", "status")
                .dyn_text(move || screen.said.get()),
        )
        .child(row_menu(screen))
        .child(connect_sheet(screen))
        .child(set_sheet(screen))
        .child(confirm_dialog(screen))
        .child(duplicate_dialog(screen.duplicating))
        .child(compare_sheet(screen.comparing))
}

/// Takes what the address says, once the page is drawn: drawing writes no signal.
fn enter(instances: Instances) {
    // Not the route: what was searched since stands in the address alone.
    let Some(Route::Instances { server, query }) = Route::parse(&address::hash()) else { return };
    let query = ListQuery::parse(&query);
    request_animation_frame(move || {
        // What is ticked and cannot be seen would be worked on all the same.
        let is_seen = |key: &RowKey| server.is_none_or(|server| key.server == server);
        if instances.ticked.with_untracked(|ticked| !ticked.iter().all(is_seen)) {
            instances.ticked.update(|ticked| ticked.retain(is_seen));
        }
        // Whoever comes by a link without a query finds the list as it was left. So does who comes back to what
        // the page wrote into the address: more may have been typed since.
        let is_left = query == ListQuery::default() || instances.written.get_value() == query;
        if !is_left && instances.query.with_untracked(|now| *now != query) {
            instances.query.set(query);
        }
        let servers = instances.servers;
        let current = servers.current.with_untracked(|now| now.as_ref().map(|now| now.id));
        if let Some(id) =
            server.filter(|id| Some(*id) != current && instances.server(*id).is_some())
        {
            servers.choose(id);
        }
    });
}

/// The switch in the header changes the list that is shown.
fn follow_server_in_use(instances: Instances, route: ReadSignal<Route>) {
    let current = Memo::new(move |_| {
        instances.servers.current.with(|server| server.as_ref().map(|server| server.id))
    });
    Effect::new(move |was: Option<Option<u32>>| {
        let now = current.get();
        let is_moved = was.is_some_and(|was| was != now);
        let is_other = matches!(
            route.get_untracked(),
            Route::Instances { server: Some(shown), .. } if Some(shown) != now
        );
        if is_moved && is_other {
            go_to(&Route::instances(now));
        }
        now
    });
}

/// What is searched and sorted stands in the address, once nothing has changed for a moment: that takes the
/// browser longer than a search takes the panel.
fn keep_in_address(instances: Instances) {
    let mut write = debounce(ADDRESS_AFTER, move |()| write_address(instances));
    Effect::new(move || {
        instances.query.track();
        write(());
    });
}

/// Writes the query into the address, unless it is a secret that somebody pasted.
fn write_address(instances: Instances) {
    let mut query = instances.query.get_untracked();
    if instances.is_secret(&query.search) || looks_secret(&query.search) {
        query.search.clear();
    }
    let server = instances.scope.get_untracked();
    let hash = Route::Instances { server, query: query.to_text() }.to_hash().into_owned();
    // The address may name another page by now, which is not shown yet.
    let is_of = |now: Route| matches!(now, Route::Instances { server: of, .. } if of == server);
    if address::hash() != hash && Route::parse(&address::hash()).is_some_and(is_of) {
        address::replace(&address::search(), &hash);
        instances.written.set_value(query);
    }
}

/// What the browser's notification says.
pub(super) fn drop_sentence(names: &[String]) -> String {
    match names {
        [name] => tf!("instances.drop.one", name = name),
        _ => tf!("instances.drop.many", count = &names.len().to_string()),
    }
}
