//! The chunk that a creation needs: what sends it, the request next to the form, the result, the failure.

use std::time::Duration;

use leptos::prelude::{GetUntracked, Owner, ReadSignal, expect_context, set_timeout, untrack};

use crate::domain::route::Route;
use crate::platform::address;
use crate::state::Panel;
use crate::ui::create::form_sheets::find_and_sheets;
use crate::ui::create::groups::cards::groups;
use crate::ui::create::overlays::overlays;
use crate::ui::create::request::sheet::request;
use crate::ui::create::send::send;
use crate::ui::create::sending::sending;
use crate::ui::create::summary::summary;
use crate::ui::create::taken_name::taken_name;
use crate::ui::kit::element::El;
use crate::ui::lazy_chunks::{DEPLOYMENT, INSTANCES, MANY, OPERATE, Operate, PAIRING, SERVERS};
use crate::ui::palette::dialog::fill_when_opened;
use crate::ui::result::failure::panel::failure_panel;
use crate::ui::result::page::result_page;
use crate::ui::servers::last_seen::last_seen;
use crate::ui::shell::lock_notice::lock_notice;

/// What was asked for at once goes first.
const OTHERS_AFTER: Duration = Duration::from_millis(300);

lazy_chunk!(operate: OPERATE => exports() -> Operate);

pub(super) fn exports() -> Operate {
    Operate {
        find_field: find_and_sheets,
        taken_name,
        result_page,
        later_page,
        failure_panel,
        last_seen,
        groups,
        request,
        summary,
        sending,
        overlays,
        start,
    }
}

fn start(panel: Panel) {
    // Before the form of an earlier page comes back: only what was typed on this one was left.
    panel.taken_names.watch(panel.form);
    panel.start_background();
    let owner = Owner::current();
    DEPLOYMENT.when_loaded(move |deployment| {
        let start = || (deployment.start)(panel);
        owner.map_or_else(start, |owner| owner.with(start));
    });
    let owner = Owner::current();
    INSTANCES.when_loaded(move |instances| {
        owner.map_or_else(instances.start, |owner| owner.with(instances.start));
    });
    let owner = Owner::current();
    MANY.when_loaded(move |many| {
        owner.map_or_else(many.start, |owner| owner.with(many.start));
    });
    fill_when_opened();
    load_what_cleans_the_address();
    lock_notice();
    let (form, creation, route) = (panel.form, panel.creation, panel.route);
    panel.submission.provide_sender(move |server| send(form, creation, route, server));
    if !untrack(|| panel.servers.has_key()) {
        // Its form is what comes first.
        SERVERS.load();
    }
    // The next page that is opened, what tests a server after a failure, and the card of a result: all of it
    // is there if the network goes.
    let others = || {
        SERVERS.load();
        PAIRING.load();
    };
    set_timeout(others, OTHERS_AFTER);
}

/// The list, one instance, the log of requests and many at once need what this chunk has, and more.
fn later_page() -> El {
    let route = expect_context::<ReadSignal<Route>>().get_untracked();
    if let Route::Many { .. } = route {
        MANY.load();
        return MANY.screen(|many| many.many_page);
    }
    INSTANCES.load();
    match route {
        Route::Requests => INSTANCES.screen(|instances| instances.requests_page),
        Route::Instance { .. } => INSTANCES.screen(|instances| instances.instance_page),
        _ => INSTANCES.screen(|instances| instances.instances_page),
    }
}

/// A hash that is no page of the panel can hold a secret. What takes it out of the address is in the
/// chunk for deployments.
fn load_what_cleans_the_address() {
    let look = || {
        if Route::parse(&address::hash()).is_none() {
            DEPLOYMENT.load();
        }
    };
    address::on_hash_change(look);
    look();
}
