//! The first thing to do: connecting a server, or giving the server in use its key. The form comes with
//! the part that talks to servers; until then its place is kept.

use leptos::prelude::*;

use crate::domain::deployment::{Deployment, ServerPolicy};
use crate::state::servers::Servers;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::key;
use crate::ui::lazy_chunks::SERVERS;

/// Where the deployment lets nobody add a server, it says so.
pub fn connect_card(servers: Servers, deployment: &Deployment) -> El {
    let has_server = servers.current.with_untracked(Option::is_some);
    let may_add = deployment.server_policy != ServerPolicy::Nothing;
    let (title, lead) = if has_server {
        (key!("create.no_key.action"), key!("create.no_key"))
    } else if may_add {
        (key!("create.no_server.title"), key!("create.no_server.body"))
    } else {
        (key!("create.no_server.title"), key!("create.no_server.closed"))
    };
    let head = classed("div", "card-head")
        .child(el("h2").id("connect-heading").t(title))
        .child(classed("p", "card-lead").t(lead));
    let place = classed("div", if has_server { "connect-place for-key" } else { "connect-place" });
    classed("section", "card connect").attr("aria-labelledby", "connect-heading").child(head).child(
        (has_server || may_add).then(|| place.child(SERVERS.part(|servers| servers.connect_form))),
    )
}
