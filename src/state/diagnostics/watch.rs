//! Keeps the status of the server in use up to date: it is asked for when the server changes, when the
//! operator comes back to the page, when the network changes, and once a minute while the page is seen.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::servers::server::Server;
use crate::state::diagnostics::greet::greet_current;
use crate::state::servers::reach::{FRESH_MS, JUST_ASKED_MS};
use crate::state::servers::{Reach, Servers};

/// How often it is looked whether the status is too old.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Watches for as long as the panel lives. To be called with the root's owner.
pub fn watch(servers: Servers) {
    let greet = move || spawn_local(greet_current(servers));
    let address = Memo::new(move |_| {
        let of = |server: &Server| format!("{} {}", server.id, server.base_url);
        servers.current.with(|server| server.as_ref().map(of))
    });
    Effect::new(move || {
        if address.with(Option::is_some) {
            greet();
        }
    });
    // A server that was down may be up again when the operator comes back to look.
    let look = move || {
        let is_down = matches!(servers.reach.get_untracked(), Reach::Failed | Reach::Offline);
        if !document().hidden() && (is_down || servers.is_older_than(JUST_ASKED_MS)) {
            greet();
        }
    };
    let returns = [
        window_event_listener_untyped("focus", move |_| look()),
        window_event_listener_untyped("visibilitychange", move |_| look()),
    ];
    let networks =
        ["online", "offline"].map(|event| window_event_listener_untyped(event, move |_| greet()));
    let clock = set_interval_with_handle(
        move || {
            if !document().hidden() && servers.is_older_than(FRESH_MS) {
                greet();
            }
        },
        LOOK_EVERY,
    );
    on_cleanup(move || {
        returns.into_iter().chain(networks).for_each(|handle| handle.remove());
        if let Ok(clock) = clock {
            clock.clear();
        }
    });
}
