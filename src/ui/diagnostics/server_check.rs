//! The check of a server whose list of instances could not be read.

use leptos::prelude::*;

use crate::state::diagnostics::{Diagnostics, Subject};
use crate::ui::diagnostics::checks::checks_of;
use crate::ui::diagnostics::detail::FailedServer;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::key;

/// The check, and the offer to start it while another server is checked.
pub fn server_check() -> El {
    let FailedServer { server, detail } = expect_context();
    let diagnostics = expect_context::<Diagnostics>();
    let subject = Subject::Server(server.id);
    let is_other = move || diagnostics.run.with(|run| run.subject != subject);
    let offer = move || {
        let server = server.clone();
        button("button small")
            .t(key!("diagnostics.offer.test"))
            .on_click(move || diagnostics.check_server(subject, &server))
    };
    el("div")
        .child(checks_of(diagnostics, subject, detail))
        .child(classed("div", "actions").show(is_other, offer))
}
