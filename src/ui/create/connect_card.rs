//! The first thing to do: connecting a server. Its form comes with the part that talks to servers; until
//! then its place is kept.

use crate::domain::deployment::{Deployment, ServerPolicy};
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::key;
use crate::ui::lazy_chunks::OPERATE;

/// Where the deployment lets nobody add a server, it says so.
pub fn connect_card(deployment: &Deployment) -> El {
    let may_add = deployment.server_policy != ServerPolicy::Nothing;
    let lead =
        if may_add { key!("create.no_server.body") } else { key!("create.no_server.closed") };
    let head = classed("div", "card-head")
        .child(el("h2").id("connect-heading").t(key!("create.no_server.title")))
        .child(classed("p", "card-lead").t(lead));
    classed("section", "card connect").attr("aria-labelledby", "connect-heading").child(head).child(
        may_add.then(|| {
            classed("div", "connect-place").child(OPERATE.part(|operate| operate.connect_form))
        }),
    )
}
