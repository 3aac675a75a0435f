//! Adding or editing a server.

use leptos::prelude::*;

use crate::domain::route::Route;
use crate::domain::servers::form::ServerField;
use crate::domain::servers::server::Server;
use crate::state::diagnostics::{Diagnostics, SaveEnd, Subject};
use crate::state::keys::KeyGuard;
use crate::state::route::go_to;
use crate::state::servers::draft::{NEW, ServerDraft};
use crate::ui::diagnostics::checks::{checks_of, test_button};
use crate::ui::diagnostics::detail::CheckDetail;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{fill, key, t};
use crate::ui::servers::fields::{control_id, field_row};
use crate::ui::servers::list::edit_key;
use crate::ui::servers::save_bar::{save_anyway, save_button, save_line};

/// The form for a server, or for a new one.
pub fn server_form(server: Option<Server>, on_close: impl Fn() + Copy + Send + 'static) -> El {
    let draft = expect_context::<ServerDraft>();
    let keys = expect_context::<KeyGuard>();
    let diagnostics = expect_context::<Diagnostics>();
    let title = match &server {
        Some(server) => fill(edit_key(server), &[("label", &server.label)]),
        None => t(key!("servers.add")),
    };
    let id = server.as_ref().map_or(NEW, |server| server.id);
    // Of a server that the deployment gave, only the key can be typed.
    let given = server.filter(Server::is_preconfigured);
    draft.take_key_alone(given.is_some());
    let fields = match given {
        Some(_) => &[ServerField::Key, ServerField::Remember],
        None => ServerField::ALL.as_slice(),
    };
    let first = control_id(fields[0]);
    let on_close = move || {
        diagnostics.forget_form();
        on_close();
    };
    let save = move |is_forced: bool| {
        diagnostics.save(is_forced, move |end| match end {
            SaveEnd::Saved(_) => {
                // There is something to forget again.
                keys.forgotten.set(None);
                on_close();
                if id == NEW {
                    go_to(&Route::Create);
                }
            }
            SaveEnd::Stopped(field) => focus::next_frame(control_id(draft.place_of(field))),
        });
    };
    on_cleanup(move || diagnostics.cancel_save_check());
    request_animation_frame(move || focus::by_id(&first));
    let rows: Vec<El> = fields.iter().map(|field| field_row(draft, *field)).collect();
    classed("form", "card server-form")
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .on("submit", move |event| {
            event.prevent_default();
            save(false);
        })
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
                .child(save_line(draft, diagnostics))
                .child(classed("span", "spring"))
                .child(button("button").t(key!("common.cancel")).on_click(on_close))
                .child(save_anyway(draft, move || save(true)))
                .child(save_button(draft, key!("servers.save"))),
        )
}

fn given_lead(server: &Server) -> El {
    classed("div", "given-server")
        .child(el("code").text(&server.base_url))
        .child(classed("p", "help").t(key!("servers.preconfigured.lead")))
}
