//! The operator's servers: add, edit, remove, reorder, choose, forget their keys.

use leptos::prelude::*;

use crate::domain::deployment::ServerPolicy;
use crate::domain::interpolate;
use crate::domain::route::Route;
use crate::domain::servers::server::Server;
use crate::state::Panel;
use crate::state::diagnostics::Subject;
use crate::state::keys::idle_lock::LOCKED;
use crate::state::servers::draft::{NEW, ServerDraft};
use crate::state::servers::store::keeps_keys;
use crate::ui::deployment::config_notice::config_notice;
use crate::ui::diagnostics::checks::{CheckDetail, checks_of, test_button};
use crate::ui::kit::dialog::{DialogKeys, dialog};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{t, tf};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::servers::forget_device::forget_device;
use crate::ui::servers::form::{edit_key, server_form};
use crate::ui::servers::lock_setting::lock_setting;

/// What the page shows beside the list.
#[derive(Clone, Copy, Debug)]
struct Open {
    form: ServerDraft,
    removing: RwSignal<Option<u32>>,
}

pub fn servers_page(panel: Panel) -> El {
    let servers = panel.servers;
    // The list changes with every greeting; what only depends on its being empty stays as it is.
    let is_empty = Memo::new(move |_| servers.list.with(Vec::is_empty));
    let open = Open { form: panel.server_draft, removing: RwSignal::new(None) };
    // Without a server there is one thing to do here. The form opens after the page is rendered.
    let opens_form = is_empty.get_untracked()
        && panel.setup.server_policy != ServerPolicy::Nothing
        && open.form.editing.get_untracked().is_none();
    if opens_form {
        request_animation_frame(move || {
            if panel.route.get_untracked() == Route::Servers {
                open.form.open(None);
            }
        });
    }
    // The lock has a notice of its own.
    let forgotten = move || {
        panel.forgotten.with(|key| match key.as_str() {
            "" | LOCKED => String::new(),
            key => t(key),
        })
    };
    let unstored = || classed("p", "notice warning").t("servers.storage_failed");
    let nothing = || {
        classed("section", "notice")
            .child(el("h2").t("servers.empty.title"))
            .child(el("p").t("servers.empty.body"))
    };
    classed("main", "page narrow")
        .id("main")
        .attr("tabindex", "-1")
        .child(config_notice(panel))
        .child(head(panel, is_empty, open))
        .child(classed("p", "help").attr("role", "status").dyn_text(forgotten))
        .dyn_child(move || (!servers.is_stored.get()).then(unstored))
        .dyn_child(move || is_empty.get().then(nothing))
        .child(classed("ul", "server-list").dyn_child(move || rows(panel, open)))
        .dyn_child(move || open.form.editing.get().map(|id| form(panel, open, id)))
        .child(lock_setting(panel))
        .dyn_child(move || open.removing.get().and_then(|id| remove_dialog(panel, open, id)))
}

fn head(panel: Panel, is_empty: Memo<bool>, open: Open) -> El {
    let forget = move || panel.forget_keys_everywhere();
    let add = move || {
        // What was typed into a form that is open already stays.
        if open.form.editing.get_untracked() == Some(NEW) {
            focus::by_id("server-url");
        } else {
            open_form(panel, open, None);
        }
    };
    let forget_button = move || button("button").t("servers.forget").on_click(forget);
    let add = button("button primary").id("add-server").t("servers.add").on_click(add);
    let actions = classed("div", "actions")
        // A server that is not listed today may have left a key.
        .dyn_child(move || (!is_empty.get() || keeps_keys()).then(forget_button))
        .child(forget_device(panel))
        .child((panel.setup.server_policy != ServerPolicy::Nothing).then_some(add));
    let titles =
        el("div").child(el("h1").t("servers.title")).child(classed("p", "lead").t("servers.lead"));
    classed("div", "page-head with-actions").child(titles).child(actions)
}

/// What a test of the form has shown was about what stood in it before.
fn open_form(panel: Panel, open: Open, server: Option<&Server>) {
    panel.diagnostics.forget(Subject::Form);
    open.form.open(server);
}

fn form(panel: Panel, open: Open, id: u32) -> El {
    let server = found(panel, id);
    let close = move || {
        open.form.close();
        focus_next(if id == NEW { "add-server".to_owned() } else { action_id("edit", id) });
    };
    server_form(panel, server, close)
}

/// Nothing for a server that is gone.
fn remove_dialog(panel: Panel, open: Open, id: u32) -> Option<El> {
    let label = found(panel, id)?.label;
    let answer = move |is_confirmed: bool| {
        open.removing.set(None);
        if !is_confirmed {
            focus_next(action_id("remove", id));
            return;
        }
        // Saving the form of a server that is gone would bring it back.
        if open.form.editing.get_untracked() == Some(id) {
            open.form.close();
        }
        panel.servers.remove(id);
        panel.diagnostics.forget(Subject::Server(id));
        focus_next("add-server".to_owned());
    };
    let body = format!(
        "{} {}",
        tf("servers.remove.title", &[("label", &label)]),
        t("servers.remove.body")
    );
    let keys = DialogKeys {
        title: "servers.remove.heading",
        confirm: "servers.remove.confirm",
        dismiss: "common.cancel",
    };
    Some(dialog(|| true, keys, body, answer))
}

fn rows(panel: Panel, open: Open) -> Vec<El> {
    keep_focus();
    let current = panel.servers.current.with(|server| server.as_ref().map(|server| server.id));
    panel.servers.list.with(|list| {
        let last = list.len().saturating_sub(1);
        let of = |(index, server): (usize, &Server)| {
            let is_current = current == Some(server.id);
            let row = if is_current { "card server-row current" } else { "card server-row" };
            // The deployment's own stay in front.
            let place = (index == panel.setup.servers.len(), index == last);
            el("li")
                .class(row)
                .child(name(server, is_current))
                .child(actions(panel, open, server, is_current, place))
                .child(checks_of(panel, Subject::Server(server.id), CheckDetail::All))
        };
        list.iter().enumerate().map(of).collect()
    })
}

fn name(server: &Server, is_current: bool) -> El {
    let badge = |class: &'static str, text: String| el("span").class(class).text(text);
    let badges = classed("span", "badges")
        .child(badge("badge", server.dialect.name().to_owned()))
        .child(server.version.clone().map(|version| badge("badge", version)))
        .child(server.key.is_empty().then(|| badge("badge warn", t("server.key_missing"))))
        .child(is_current.then(|| badge("badge good", t("servers.in_use"))))
        .child(server.is_preconfigured().then(|| badge("badge", t("config.server.given"))));
    classed("div", "server-name")
        .child(el("b").text(interpolate::plain(&server.label)))
        .child(el("code").text(server.base_url.clone()))
        .child(badges)
}

/// `place` tells whether the row is the first and whether it is the last.
fn actions(panel: Panel, open: Open, server: &Server, is_current: bool, place: (bool, bool)) -> El {
    let (id, is_preconfigured) = (server.id, server.is_preconfigured());
    let choose = move || {
        panel.servers.choose(id);
        focus_next(action_id("edit", id));
    };
    let edit = button("button small")
        .id(action_id("edit", id))
        .attr("aria-label", tf(edit_key(server), &[("label", &server.label)]))
        .t(if is_preconfigured { "servers.key" } else { "servers.edit_short" })
        .on_click(move || open_form(panel, open, found(panel, id).as_ref()));
    let remove = button("button small")
        .id(action_id("remove", id))
        .attr("aria-label", format!("{}: {}", t("common.remove"), server.label))
        .t("common.remove")
        .on_click(move || open.removing.set(Some(id)));
    let use_it = move || {
        button("button small")
            .attr("aria-label", format!("{}: {}", t("servers.use"), server.label))
            .t("servers.use")
            .on_click(choose)
    };
    let test = move || {
        if let Some(server) = found(panel, id) {
            panel.check_server(Subject::Server(id), &server);
        }
    };
    classed("div", "actions")
        .child((!is_current).then(use_it))
        .child(test_button(action_id("test", id), Some(&server.label), test))
        .child((!is_preconfigured).then(|| shift_button(panel, server, true, place.0)))
        .child((!is_preconfigured).then(|| shift_button(panel, server, false, place.1)))
        .child(edit)
        .child((!is_preconfigured).then_some(remove))
}

fn shift_button(panel: Panel, server: &Server, is_up: bool, is_at_end: bool) -> El {
    let id = server.id;
    let (key, action, other, icon) = if is_up {
        ("servers.move_up", "up", "down", Icon::Up)
    } else {
        ("servers.move_down", "down", "up", Icon::Down)
    };
    let shift = move || {
        panel.servers.shift(id, is_up);
        // At the end of the list this button is disabled and takes no focus; the other one keeps it.
        focus_next(action_id(other, id));
        focus_next(action_id(action, id));
    };
    button("button icon-only quiet")
        .id(action_id(action, id))
        .attr("aria-label", tf(key, &[("label", &server.label)]))
        .bool_attr("disabled", move || is_at_end)
        .on_click(shift)
        .child(draw(icon))
}

fn action_id(action: &str, id: u32) -> String {
    format!("{action}-server-{id}")
}

/// The list is drawn anew when a server tells its version, whatever has the focus then.
fn keep_focus() {
    let focused = || document().active_element().map(|element| element.id());
    let Some(id) = focused().filter(|id| !id.is_empty()) else { return };
    request_animation_frame(move || {
        if focused().is_none_or(|now| now.is_empty()) {
            focus::by_id(&id);
        }
    });
}

/// Focuses what is there after the next frame: a button that was pressed may be drawn anew by then.
fn focus_next(id: String) {
    request_animation_frame(move || focus::by_id(&id));
}

fn found(panel: Panel, id: u32) -> Option<Server> {
    panel.servers.list.with_untracked(|list| list.iter().find(|server| server.id == id).cloned())
}
