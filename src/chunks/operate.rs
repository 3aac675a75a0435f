//! The chunk that a creation needs: what sends it, the request beside the form, the result, the failure.

use leptos::prelude::{Owner, request_idle_callback, untrack};

use crate::domain::route::Route;
use crate::platform::address;
use crate::state::Panel;
use crate::state::create::taken_names::TakenNames;
use crate::ui::create::find_field::find_field;
use crate::ui::create::groups::cards::groups;
use crate::ui::create::overlays::overlays;
use crate::ui::create::request::sheet::request;
use crate::ui::create::send::send;
use crate::ui::create::sending::sending;
use crate::ui::create::summary::summary;
use crate::ui::lazy_chunks::{DEPLOYMENT, OPERATE, Operate, SERVERS};
use crate::ui::result::failure::panel::failure_panel;
use crate::ui::result::page::result_page;
use crate::ui::servers::last_seen::last_seen;
use crate::ui::shell::lock_notice::lock_notice;

lazy_chunk!(operate: OPERATE => exports() -> Operate);

fn exports() -> Operate {
    Operate {
        find_field,
        result_page,
        failure_panel,
        last_seen,
        groups,
        request,
        summary,
        sending,
        overlays,
        start,
        check_name: TakenNames::check,
    }
}

fn start(panel: Panel) {
    panel.start_background();
    let owner = Owner::current();
    DEPLOYMENT.when_loaded(move |deployment| {
        let start = || (deployment.start)(panel);
        owner.map_or_else(start, |owner| owner.with(start));
    });
    load_what_cleans_the_address();
    lock_notice();
    let (form, creation, route) = (panel.form, panel.creation, panel.route);
    panel.submission.provide_sender(move |server| send(form, creation, route, server));
    if untrack(|| panel.servers.has_key()) {
        // The next page that is opened. A browser without idle callbacks loads it then.
        request_idle_callback(|| SERVERS.load());
    } else {
        // Its form is what comes first.
        SERVERS.load();
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
