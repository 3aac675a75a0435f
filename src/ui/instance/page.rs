//! The page of one instance.

use leptos::prelude::*;

use crate::domain::instance::stored_group::GroupReading;
use crate::domain::instances::action::{ActionOutcome, RowAction};
use crate::domain::reply::error::Case;
use crate::domain::route::Route;
use crate::domain::servers::server::Server;
use crate::state::form::model::FormModel;
use crate::state::instance::{InstanceScreen, RowReading};
use crate::state::instances::{Activity, Instances};
use crate::state::pairing::{PairedInstance, PairingMemory, PairingRun, PairingStart};
use crate::state::route::go_to;
use crate::state::servers::Servers;
use crate::ui::asked_sheet::SheetPlace;
use crate::ui::instance::bots::bots_card;
use crate::ui::instance::danger::recreate::RecreateState;
use crate::ui::instance::group_card::group_card;
use crate::ui::instance::head::{HeadContext, head};
use crate::ui::instance::not_there::{key_needed, missing, no_server, unreadable};
use crate::ui::instance::overview::{overview, warning_list};
use crate::ui::instance::trouble::{failed, trouble};
use crate::ui::instance::try_it::try_it;
use crate::ui::instances::compare::Comparing;
use crate::ui::instances::duplicate::Duplicating;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::focus;
use crate::ui::pairing::card::pairing_card;

/// In front of the ids of the card that connects.
const PAIRING_PREFIX: &str = "instance-";

/// The instance that the address names.
pub fn instance_page() -> El {
    let servers = expect_context::<Servers>();
    let route = expect_context::<ReadSignal<Route>>();
    use_server(servers, route);
    let asked = Memo::new(move |_| match route.get() {
        Route::Instance { server, name } => Some((server, name)),
        _ => None,
    });
    // A version that was heard of later changes nothing here.
    let server = Memo::new(move |_| {
        let (id, _) = asked.get()?;
        servers.list.with(|list| list.iter().find(|server| server.id == id).map(spoken_to))
    });
    classed("main", "page instance-page").id("main").attr("tabindex", "-1").dyn_child(move || {
        let Some((_, name)) = asked.get() else { return Vec::new() };
        match server.get() {
            None => vec![no_server()],
            Some(server) if server.key.is_empty() => vec![key_needed(&server, false)],
            Some(server) => untrack(|| instance(&server, &name)),
        }
    })
}

/// The server of the instance is the one in use, and another one in the header leads to its list.
fn use_server(servers: Servers, route: ReadSignal<Route>) {
    let current =
        Memo::new(move |_| servers.current.with(|server| server.as_ref().map(|server| server.id)));
    if let Route::Instance { server, .. } = route.get_untracked() {
        let is_known = servers.list.with_untracked(|list| list.iter().any(|it| it.id == server));
        if is_known && current.get_untracked() != Some(server) {
            // Not while it is drawn: others are drawn from it.
            request_animation_frame(move || servers.choose(server));
        }
    }
    Effect::new(move |was: Option<Option<u32>>| {
        let now = current.get();
        let is_other = matches!(
            route.get_untracked(),
            Route::Instance { server, .. } if Some(server) != now
        );
        if was.is_some_and(|was| was != now) && is_other {
            go_to(&Route::instances(now));
        }
        now
    });
}

/// The server without what says nothing about how it is spoken to.
fn spoken_to(server: &Server) -> Server {
    let version = server.api().with_known_version().version().to_string();
    Server { version: Some(version), is_remembered: false, ..server.clone() }
}

fn instance(server: &Server, name: &str) -> Vec<El> {
    let screen = InstanceScreen::start(server, name);
    let instances = expect_context::<Instances>();
    let presses = RwSignal::new(0_u32);
    let connect = Callback::new(move |()| presses.update(|presses| *presses += 1));
    let context = HeadContext {
        screen,
        instances,
        form: expect_context::<FormModel>(),
        connect,
        question: RwSignal::new(None),
        duplicating: Duplicating::new(instances),
        sheets: SheetPlace::provide(),
        comparing: Comparing::new(instances),
        is_rescue_open: RwSignal::new(false),
        is_recreate_asked: RwSignal::new(false),
        recreation: RwSignal::new(RecreateState::Idle),
    };
    let reading = screen.row.reading;
    let is_missing = Memo::new(move |_| {
        reading.with(|it| *it == RowReading::Missing)
            || all_failed(screen, |case| case == Case::InstanceNotFound)
    });
    forget_earlier_deletion(screen, instances);
    let is_deleted = Memo::new(move |_| {
        let activity = instances.activities.of(&screen.key());
        matches!(activity, Some(Activity::Ended(RowAction::Delete, ActionOutcome::Verified(_))))
    });
    let is_refused = Memo::new(move |_| all_refused(screen));
    let unread = Memo::new(move |_| match reading.get() {
        RowReading::Unreadable(error) => Some(error),
        _ => None,
    });
    // One sentence is enough where nothing answers.
    let is_down = Memo::new(move |_| unread.with(Option::is_some) && all_failed(screen, |_| true));
    let leaving = window_event_listener_untyped("beforeunload", move |event| {
        if screen.is_edited() {
            event.prevent_default();
        }
    });
    on_cleanup(move || leaving.remove());
    let for_key = server.clone();
    let groups = move || {
        let groups = screen.groups.get_value().into_iter();
        groups.map(|run| group_card(screen, run)).collect::<Vec<El>>()
    };
    let side = {
        move || {
            let press = presses.get();
            (press > 0).then(|| untrack(|| connect_card(screen, press))).flatten()
        }
    };
    let columns = classed("div", "result-columns")
        .dyn_class("with-qr", move || presses.get() > 0)
        .child(
            classed("div", "result-main")
                .child(warning_list(screen))
                .child(overview(screen))
                .child(try_it(screen))
                .child(groups())
                .child(bots_card(screen)),
        )
        .child(el("div").dyn_child(side));
    vec![
        head(context),
        context.sheets.draw(false, |many| many.sheets),
        el("div").show(
            move || is_missing.get() || is_deleted.get(),
            move || missing(screen, untrack(|| is_deleted.get())),
        ),
        el("div").show(move || is_refused.get(), move || key_needed(&for_key, true)),
        el("div").dyn_child(move || {
            let is_shown = !is_refused.get() && !is_missing.get();
            unread.get().filter(|_| is_shown).map(|error| unreadable(screen, &error))
        }),
        el("div")
            .bool_attr("hidden", move || {
                is_missing.get() || is_deleted.get() || is_refused.get() || is_down.get()
            })
            .child(columns),
    ]
}

/// An instance that was deleted before the page was opened may be there again under its name: the row,
/// which is read again, tells.
fn forget_earlier_deletion(screen: InstanceScreen, instances: Instances) {
    let key = screen.key();
    let is_over = untrack(|| {
        let activity = instances.activities.of(&key);
        matches!(activity, Some(Activity::Ended(RowAction::Delete, ActionOutcome::Verified(_))))
    });
    if is_over {
        let key = key.clone();
        request_animation_frame(move || instances.activities.dismiss(&key));
    }
    // The same on a page that stays open.
    let reading = screen.row.reading;
    Effect::new(move |was_missing: Option<bool>| {
        let is_found = reading.with(|it| matches!(it, RowReading::Found(_)));
        if was_missing == Some(true) && is_found {
            let key = key.clone();
            request_animation_frame(move || instances.activities.dismiss(&key));
        }
        reading.with(|it| *it == RowReading::Missing)
    });
}

/// Every call so far was answered with *unauthorized*.
fn all_refused(screen: InstanceScreen) -> bool {
    let is_refused =
        |case| matches!(case, Case::Unauthorized | Case::MissingGlobalKey | Case::Forbidden);
    let of_row = screen.row.reading.with(|reading| match reading {
        RowReading::Unreadable(error) => is_refused(error.case),
        _ => false,
    });
    of_row && all_failed(screen, is_refused)
}

/// Whether every group failed in such a way, as far as they were read.
fn all_failed(screen: InstanceScreen, is_meant: impl Fn(Case) -> bool) -> bool {
    let mut is_any = false;
    let is_all = screen.groups.with_value(|groups| {
        groups.iter().all(|run| {
            run.state.with(|state| match &state.reading {
                Some(GroupReading::Unreadable(error)) => {
                    is_any = true;
                    is_meant(error.case)
                }
                None => true,
                Some(_) => false,
            })
        })
    });
    is_any && is_all
}

/// The card that connects the phone; each press of *Connect* has a run of its own.
fn connect_card(screen: InstanceScreen, press: u32) -> Option<El> {
    let (server, row) = (screen.server(), screen.row.row()?);
    let (mut instance, start) = PairedInstance::listed(&server, &row)?;
    // What an earlier press came to says nothing about this one.
    instance.id = format!("{} {press}", instance.id);
    let start = PairingStart { status: None, is_automatic: true, ..start };
    let run = PairingRun::start(expect_context::<PairingMemory>(), instance, start, PAIRING_PREFIX);
    focus::next_frame(run.element_id("pairing-heading"));
    let error = Memo::new(move |_| run.pairing.with(|pairing| pairing.error.clone()));
    let trouble = classed("div", "pairing-trouble").attr("role", "status").dyn_child(move || {
        error.get().map(|error| {
            let (call, limit_ms) = run.failed_call();
            trouble(&error, &failed(&server, call, limit_ms))
        })
    });
    Some(pairing_card(run, &screen.name(), trouble, None, RwSignal::new(false)))
}
