//! The operator's servers: add, edit, remove, forget their keys. The list itself is in
//! [`crate::ui::servers::list`].

use leptos::prelude::*;

use crate::domain::deployment::{Deployment, ServerPolicy};
use crate::domain::servers::server::Server;
use crate::state::diagnostics::{Diagnostics, Subject};
use crate::state::servers::Servers;
use crate::state::servers::draft::{NEW, ServerDraft};
use crate::ui::kit::dialog::{DialogKeys, dialog};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t, tf};
use crate::ui::lazy_chunks::DEPLOYMENT;
use crate::ui::servers::device_section::device_section;
use crate::ui::servers::form::server_form;
use crate::ui::servers::list::{RowActions, action_id, server_list};

/// What the page needs of the state, and which server it asks about.
#[derive(Clone, Copy)]
struct ServersPage {
    servers: Servers,
    draft: ServerDraft,
    diagnostics: Diagnostics,
    /// Whether the deployment lets the operator add servers
    may_add: bool,
    /// The server of the question whether to remove it
    removing: RwSignal<Option<u32>>,
}

pub fn servers_page() -> El {
    let page = ServersPage {
        servers: expect_context::<Servers>(),
        draft: expect_context::<ServerDraft>(),
        diagnostics: expect_context::<Diagnostics>(),
        may_add: expect_context::<&'static Deployment>().server_policy != ServerPolicy::Nothing,
        removing: RwSignal::new(None),
    };
    let servers = page.servers;
    let is_empty = Memo::new(move |_| servers.list.with(Vec::is_empty));
    page.open_form_where_there_is_no_server();
    let actions = RowActions {
        edit: Callback::new(move |id| page.edit(page.server(id).as_ref())),
        remove: Callback::new(move |id| page.removing.set(Some(id))),
    };
    let unstored = || classed("p", "notice warning").t(key!("servers.storage_failed"));
    let nothing = || {
        classed("section", "notice")
            .child(el("h2").t(key!("servers.empty.title")))
            .child(el("p").t(key!("servers.empty.body")))
    };
    classed("main", "page narrow")
        .id("main")
        .attr("tabindex", "-1")
        .child(DEPLOYMENT.quiet_part(|deployment| deployment.config_notice))
        .child(page.head())
        .show(move || !servers.is_stored.get(), unstored)
        .show(move || is_empty.get(), nothing)
        .child(server_list(actions))
        .dyn_child(move || page.draft.editing.get().map(|id| page.form(id)))
        .child(device_section())
        .dyn_child(move || page.removing.get().and_then(|id| page.remove_dialog(id)))
}

impl ServersPage {
    /// Nothing else can be done without a server. Not while the page renders: that writes no signal.
    fn open_form_where_there_is_no_server(self) {
        let may_add = self.may_add;
        request_animation_frame(move || {
            let is_empty = self.servers.list.with_untracked(Vec::is_empty);
            if may_add && is_empty && self.draft.editing.get_untracked().is_none() {
                self.draft.open(None);
            }
        });
    }

    fn server(self, id: u32) -> Option<Server> {
        let find = |list: &Vec<Server>| list.iter().find(|server| server.id == id).cloned();
        self.servers.list.with_untracked(find)
    }

    /// The form for a new server has the page's primary button while it is open.
    fn head(self) -> El {
        let editing = self.draft.editing;
        let add = move || {
            button("button")
                .dyn_class("primary", move || editing.get().is_none())
                .id("add-server")
                .t(key!("servers.add"))
                .on_click(move || self.edit(None))
        };
        let may_add = self.may_add;
        let titles = el("div")
            .child(el("h1").t(key!("servers.title")))
            .child(classed("p", "lead").t(key!("servers.lead")));
        classed("div", "page-head with-actions")
            .child(titles)
            .show(move || may_add && editing.get() != Some(NEW), add)
    }

    /// Opens the form for a server, or for a new one. What a check of the form found was about what
    /// the form held before.
    fn edit(self, server: Option<&Server>) {
        self.diagnostics.forget(Subject::Form);
        self.draft.open(server);
    }

    fn form(self, id: u32) -> El {
        let close = move || {
            self.draft.close();
            let button = if id == NEW { "add-server".to_owned() } else { action_id("edit", id) };
            focus::next_frame(button);
        };
        server_form(self.server(id), close)
    }

    /// Nothing for a server that is gone.
    fn remove_dialog(self, id: u32) -> Option<El> {
        let label = self.server(id)?.label;
        let answer = move |is_confirmed: bool| {
            self.removing.set(None);
            if !is_confirmed {
                focus::next_frame(action_id("remove", id));
                return;
            }
            // Saving the form of a server that is gone would bring it back.
            if self.draft.editing.get_untracked() == Some(id) {
                self.draft.close();
            }
            self.servers.remove(id);
            self.diagnostics.forget(Subject::Server(id));
            focus::next_frame("add-server".to_owned());
        };
        let body = format!(
            "{} {}",
            tf!("servers.remove.title", label = &label),
            t(key!("servers.remove.body"))
        );
        let keys = DialogKeys {
            title: key!("servers.remove.heading"),
            confirm: key!("servers.remove.confirm"),
            dismiss: key!("common.cancel"),
        };
        Some(dialog(|| true, keys, body, answer))
    }
}
