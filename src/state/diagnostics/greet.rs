//! Greets a server: what an address alone tells, without a key.

use leptos::prelude::*;

use crate::domain::diagnostics::{CheckTarget, ConnectionCheck};
use crate::domain::http::secret::Secret;
use crate::platform::fetch::Cancel;
use crate::platform::origin;
use crate::state::diagnostics::run::advance;
use crate::state::servers::{Reach, Servers};

/// Checks as far as that goes without a key.
pub(super) async fn greet(url: String) -> ConnectionCheck {
    let target = CheckTarget {
        url,
        dialect: None,
        key: Secret::default(),
        names: Vec::new(),
        page: origin::page(),
        is_brief: true,
        greeted: None,
    };
    let mut check = ConnectionCheck::new(target);
    let cancel = Cancel::new();
    while advance(&mut check, &cancel).await {}
    check
}

/// Greets the current server and notes what it says about itself. Of several greetings the newest one
/// counts.
pub(super) async fn greet_current(servers: Servers) {
    let Some(server) = servers.current.get_untracked() else { return };
    // A status that is only asked for again stays on the screen until the answer is there.
    if servers.reach.get_untracked() == Reach::Unknown {
        servers.reach.set(Reach::Testing);
    }
    let turn = servers.begin_greeting();
    let check = greet(server.base_url.clone()).await;
    if !servers.end_greeting(turn) || !servers.is_current(server.id, &server.base_url) {
        return;
    }
    servers.note_reach(&check);
    if !check.version().is_empty() {
        servers.note_version(server.id, &server.base_url, check.version());
    }
}
