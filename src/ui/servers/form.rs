//! Adding or editing a server.

use leptos::prelude::*;

use crate::domain::route::Route;
use crate::domain::servers::form::ServerField;
use crate::domain::servers::server::Server;
use crate::state::diagnostics::{Diagnostics, Subject};
use crate::state::keys::KeyGuard;
use crate::state::route::go_to;
use crate::state::servers::Servers;
use crate::state::servers::draft::{NEW, ServerDraft};
use crate::ui::diagnostics::checks::{CheckDetail, checks_of, test_button};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{fill, key, t};
use crate::ui::servers::fields::{control_id, field_row};
use crate::ui::servers::list::edit_key;

/// The form for a server, or for a new one.
pub fn server_form(server: Option<Server>, on_close: impl Fn() + Copy + 'static) -> El {
    let draft = expect_context::<ServerDraft>();
    let servers = expect_context::<Servers>();
    let keys = expect_context::<KeyGuard>();
    let diagnostics = expect_context::<Diagnostics>();
    let title = match &server {
        Some(server) => fill(edit_key(server), &[("label", &server.label)]),
        None => t(key!("servers.add")),
    };
    let id = server.as_ref().map_or(NEW, |server| server.id);
    // Of a server that the deployment gave, only the key can be typed.
    let given = server.filter(Server::is_preconfigured);
    let fields = match given {
        Some(_) => &[ServerField::Key, ServerField::Remember],
        None => ServerField::ALL.as_slice(),
    };
    let first = control_id(fields[0]);
    let on_close = move || {
        diagnostics.forget(Subject::Form);
        on_close();
    };
    let save = move |event: web_sys::Event| {
        event.prevent_default();
        let server = match draft.submit() {
            Ok(server) => server,
            Err(field) => {
                focus::by_id(&control_id(field));
                return;
            }
        };
        let saved = servers.save(server);
        diagnostics.forget(Subject::Server(saved));
        // There is something to forget again.
        keys.forgotten.set(None);
        on_close();
        if id == NEW {
            servers.choose(saved);
            go_to(&Route::Create);
        }
    };
    request_animation_frame(move || focus::by_id(&first));
    let rows: Vec<El> = fields.iter().map(|field| field_row(draft, *field)).collect();
    classed("form", "card server-form")
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .on("submit", save)
        .child(classed("div", "card-head").child(el("h2").text(title)))
        .child(given.as_ref().map(given_lead))
        .child(rows)
        .child(checks_of(diagnostics, Subject::Form, CheckDetail::All))
        .child(
            classed("div", "actions form-actions")
                .child(test_button("test-form".to_owned(), None, move || {
                    if draft.is_testable() {
                        diagnostics.check_form();
                    }
                }))
                .child(classed("span", "spring"))
                .child(button("button").t(key!("common.cancel")).on_click(on_close))
                .child(
                    el("button")
                        .attr("type", "submit")
                        .class("button primary")
                        .t(key!("servers.save")),
                ),
        )
}

fn given_lead(server: &Server) -> El {
    classed("div", "given-server")
        .child(el("code").text(&server.base_url))
        .child(classed("p", "help").t(key!("servers.preconfigured.lead")))
}
