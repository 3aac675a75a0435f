//! The list of servers, with what can be done with each. A row keeps its element while its server
//! changes or moves, and so the focus.

use leptos::prelude::*;

use crate::domain::deployment::Deployment;
use crate::domain::interpolate;
use crate::domain::servers::server::Server;
use crate::state::diagnostics::{Diagnostics, Subject};
use crate::state::servers::Servers;
use crate::ui::diagnostics::checks::{checks_of, test_button};
use crate::ui::diagnostics::detail::CheckDetail;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{fill, filled_key, key, t};
use crate::ui::kit::icon::{Icon, draw};

/// What the operator can start from a row.
#[derive(Clone, Copy, Debug)]
pub struct RowActions {
    pub edit: Callback<u32>,
    pub remove: Callback<u32>,
}

pub fn server_list(actions: RowActions) -> El {
    let servers = expect_context::<Servers>();
    let ids = move || servers.list.with(|list| list.iter().map(|server| server.id).collect());
    classed("ul", "server-list").each(ids, |id| *id, move |id| server_row(id, actions))
}

/// A server of the list, as signals.
#[derive(Clone, Copy)]
struct ServerRow {
    id: u32,
    servers: Servers,
    /// Nothing for a server that was removed
    server: Memo<Option<Server>>,
    is_current: Memo<bool>,
}

impl ServerRow {
    fn new(id: u32) -> Self {
        let servers = expect_context::<Servers>();
        let find = move |list: &Vec<Server>| list.iter().find(|server| server.id == id).cloned();
        let current_id = move || servers.current.with(|server| server.as_ref().map(|now| now.id));
        Self {
            id,
            servers,
            server: Memo::new(move |_| servers.list.with(find)),
            is_current: Memo::new(move |_| current_id() == Some(id)),
        }
    }

    fn text(self, read: fn(&Server) -> String) -> String {
        self.server.with(|server| server.as_ref().map(read).unwrap_or_default())
    }

    fn is(self, holds: fn(&Server) -> bool) -> bool {
        self.server.with(|server| server.as_ref().is_some_and(holds))
    }

    fn label(self) -> String {
        self.text(|server| server.label.clone())
    }

    /// The place in the list, and how many servers there are.
    fn place(self) -> (usize, usize) {
        self.servers.list.with(|list| {
            let place = list.iter().position(|server| server.id == self.id);
            (place.unwrap_or_default(), list.len())
        })
    }
}

fn server_row(id: u32, actions: RowActions) -> El {
    let row = ServerRow::new(id);
    // Once a row is there, its server stays one of the deployment's, or of the operator's.
    let is_preconfigured = untrack(|| row.is(Server::is_preconfigured));
    el("li")
        .class("card server-row")
        .dyn_class("current", move || row.is_current.get())
        .child(name(row, is_preconfigured))
        .child(buttons(row, is_preconfigured, actions))
        .child(checks_of(expect_context::<Diagnostics>(), Subject::Server(id), CheckDetail::All))
}

fn name(row: ServerRow, is_preconfigured: bool) -> El {
    let badge = |class: &'static str, key: &str| el("span").class(class).t(key);
    let version = move || row.text(|server| server.version.clone().unwrap_or_default());
    let badges = classed("span", "badges")
        .child(classed("span", "badge").dyn_text(move || row.text(|s| s.dialect.name().to_owned())))
        .show(move || !version().is_empty(), move || classed("span", "badge").dyn_text(version))
        .show(
            move || row.is(|server| server.key.is_empty()),
            move || badge("badge warn", key!("server.key_missing")),
        )
        .show(move || row.is_current.get(), move || badge("badge good", key!("servers.in_use")))
        .child(is_preconfigured.then(|| badge("badge", key!("servers.preconfigured"))));
    classed("div", "server-name")
        .child(el("b").dyn_text(move || interpolate::plain(&row.label())))
        .child(el("code").dyn_text(move || row.text(|server| server.base_url.clone())))
        .child(badges)
}

fn buttons(row: ServerRow, is_preconfigured: bool, actions: RowActions) -> El {
    let id = row.id;
    let diagnostics = expect_context::<Diagnostics>();
    let choose = move || {
        row.servers.choose(id);
        // The button disappears.
        focus::next_frame(action_id("edit", id));
    };
    let use_it = move || {
        button("button small")
            .dyn_attr("aria-label", move || {
                Some(format!("{}: {}", t(key!("servers.use")), row.label()))
            })
            .t(key!("servers.use"))
            .on_click(choose)
    };
    let test = move || {
        if let Some(server) = row.server.get_untracked() {
            diagnostics.check_server(Subject::Server(id), &server);
        }
    };
    let edit = button("button small")
        .id(action_id("edit", id))
        .dyn_attr("aria-label", move || {
            let key = row.server.with(|server| server.as_ref().map(edit_key));
            Some(fill(
                key.unwrap_or(filled_key!("servers.edit", label)),
                &[("label", &row.label())],
            ))
        })
        .t(if is_preconfigured { key!("servers.key") } else { key!("servers.edit_short") })
        .on_click(move || actions.edit.run(id));
    let remove = move || {
        button("button small")
            .id(action_id("remove", id))
            .dyn_attr("aria-label", move || {
                Some(format!("{}: {}", t(key!("common.remove")), row.label()))
            })
            .t(key!("common.remove"))
            .on_click(move || actions.remove.run(id))
    };
    let is_own = !is_preconfigured;
    classed("div", "actions")
        .show(move || !row.is_current.get(), use_it)
        .child(test_button(action_id("test", id), Some(&untrack(|| row.label())), test))
        .child(is_own.then(|| shift_button(row, true)))
        .child(is_own.then(|| shift_button(row, false)))
        .child(edit)
        .child(is_own.then(remove))
}

/// Of a server of the deployment only the key is the operator's.
pub fn edit_key(server: &Server) -> &'static str {
    if server.is_preconfigured() {
        filled_key!("servers.preconfigured.edit", label)
    } else {
        filled_key!("servers.edit", label)
    }
}

fn shift_button(row: ServerRow, is_up: bool) -> El {
    let id = row.id;
    let (key, action, other, icon) = if is_up {
        (filled_key!("servers.move_up", label), "up", "down", Icon::Up)
    } else {
        (filled_key!("servers.move_down", label), "down", "up", Icon::Down)
    };
    // The servers of the deployment stay in front.
    let first = expect_context::<&'static Deployment>().servers.len();
    let is_at_end = move || {
        let (place, count) = row.place();
        if is_up { place <= first } else { place + 1 == count }
    };
    let shift = move || {
        row.servers.shift(id, is_up);
        // An element that moves loses the focus. At the end of the list this button is disabled, so the
        // other one gets it.
        focus::next_frame(action_id(other, id));
        focus::next_frame(action_id(action, id));
    };
    button("button icon-only quiet")
        .id(action_id(action, id))
        .dyn_attr("aria-label", move || Some(fill(key, &[("label", &row.label())])))
        .bool_attr("disabled", is_at_end)
        .on_click(shift)
        .child(draw(icon))
}

/// The id of a button of a row.
pub fn action_id(action: &str, id: u32) -> String {
    format!("{action}-server-{id}")
}
