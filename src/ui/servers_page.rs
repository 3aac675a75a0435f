//! The operator's servers: add, edit, remove, reorder, choose, forget their keys.

use leptos::prelude::*;

use super::dialog::Dialog;
use super::focus;
use super::icon::{Draw, Icon};
use super::server_form::ServerForm;
use super::text::{t, tf};
use crate::domain::server::Server;
use crate::state::{Panel, use_panel};

/// What the form at the bottom is open for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Editing {
    Nothing,
    New,
    Old(u32),
}

#[component]
pub fn ServersPage() -> impl IntoView {
    let panel = use_panel();
    let servers = panel.servers;
    let is_empty = servers.list.with_untracked(Vec::is_empty);
    let editing = RwSignal::new(if is_empty { Editing::New } else { Editing::Nothing });
    let removing = RwSignal::new(None::<u32>);
    let has_forgotten = RwSignal::new(false);
    let close = Callback::new(move |()| {
        editing.set(Editing::Nothing);
        request_animation_frame(|| focus::by_id("add-server"));
    });
    let form = move || {
        let server = match editing.get() {
            Editing::Nothing => return None,
            Editing::New => None,
            Editing::Old(id) => {
                servers.list.with_untracked(|list| list.iter().find(|s| s.id == id).cloned())
            }
        };
        Some(view! { <ServerForm panel server on_close=close /> })
    };
    let answer = Callback::new(move |yes| {
        if let Some(id) = removing.get_untracked().filter(|_| yes) {
            servers.remove(id);
        }
        removing.set(None);
    });
    let removed_label = move || {
        let id = removing.get();
        servers.list.with(|list| {
            list.iter().find(|server| Some(server.id) == id).map(|server| server.label.clone())
        })
    };
    let rows = move || {
        let list = servers.list.get();
        let current = servers.current.with(|server| server.as_ref().map(|server| server.id));
        let last = list.len().saturating_sub(1);
        list.into_iter()
            .enumerate()
            .map(|(index, server)| {
                let is_current = current == Some(server.id);
                let place = (index == 0, index == last);
                view! { <ServerRow panel server is_current place editing removing /> }
            })
            .collect_view()
    };
    let forget = move |_| {
        servers.forget_keys();
        has_forgotten.set(true);
    };
    view! {
        <main id="main" class="page narrow" tabindex="-1">
            <div class="page-head with-actions">
                <div>
                    <h1>{t("servers.title")}</h1>
                    <p class="lead">{t("servers.lead")}</p>
                </div>
                <div class="actions">
                    <Show when=move || servers.list.with(|list| !list.is_empty())>
                        <button type="button" class="button" on:click=forget>
                            {t("servers.forget")}
                        </button>
                    </Show>
                    <button
                        type="button"
                        class="button primary"
                        id="add-server"
                        on:click=move |_| editing.set(Editing::New)
                    >
                        {t("servers.add")}
                    </button>
                </div>
            </div>
            <p role="status" class="help">
                {move || has_forgotten.get().then(|| t("servers.forget.done"))}
            </p>
            <Show when=move || !servers.is_stored.get()>
                <p class="notice warning">{t("servers.storage_failed")}</p>
            </Show>
            <Show when=move || servers.list.with(Vec::is_empty)>
                <section class="notice">
                    <h2>{t("servers.empty.title")}</h2>
                    <p>{t("servers.empty.body")}</p>
                </section>
            </Show>
            <ul class="server-list">{rows}</ul>
            {form}
            {move || {
                removed_label()
                    .map(|label| {
                        view! {
                            <RemoveDialog label on_answer=answer />
                        }
                    })
            }}
        </main>
    }
}

#[component]
fn RemoveDialog(label: String, on_answer: Callback<bool>) -> impl IntoView {
    let body = format!(
        "{} {}",
        tf("servers.remove.title", &[("label", &label)]),
        t("servers.remove.body")
    );
    view! {
        <Dialog
            is_open=Signal::stored(true)
            title="servers.remove.heading"
            body
            confirm="servers.remove.confirm"
            on_answer
        />
    }
}

/// `place` tells whether the row is the first and whether it is the last.
#[component]
fn ServerRow(
    panel: Panel,
    server: Server,
    is_current: bool,
    place: (bool, bool),
    editing: RwSignal<Editing>,
    removing: RwSignal<Option<u32>>,
) -> impl IntoView {
    let id = server.id;
    let named = |key: &str| tf(key, &[("label", &server.label)]);
    let version = server.version.clone();
    let use_it = move |_| panel.servers.choose(id);
    view! {
        <li class="card server-row" class:current=is_current>
            <div class="server-name">
                <b>{server.label.clone()}</b>
                <code>{server.base_url.clone()}</code>
                <span class="badges">
                    <span class="badge">{server.dialect.name()}</span>
                    {version.map(|version| view! { <span class="badge">{version}</span> })}
                    {server
                        .key
                        .is_empty()
                        .then(|| view! { <span class="badge warn">{t("server.key_missing")}</span> })}
                    {is_current
                        .then(|| view! { <span class="badge good">{t("servers.in_use")}</span> })}
                </span>
            </div>
            <div class="actions">
                {(!is_current)
                    .then(|| {
                        view! {
                            <button type="button" class="button small" on:click=use_it>
                                {t("servers.use")}
                            </button>
                        }
                    })}
                <button
                    type="button"
                    class="button icon-only quiet"
                    aria-label=named("servers.move_up")
                    disabled=place.0
                    on:click=move |_| panel.servers.shift(id, true)
                >
                    <Draw icon=Icon::Up />
                </button>
                <button
                    type="button"
                    class="button icon-only quiet"
                    aria-label=named("servers.move_down")
                    disabled=place.1
                    on:click=move |_| panel.servers.shift(id, false)
                >
                    <Draw icon=Icon::Down />
                </button>
                <button
                    type="button"
                    class="button small"
                    aria-label=named("servers.edit")
                    on:click=move |_| editing.set(Editing::Old(id))
                >
                    {t("servers.edit_short")}
                </button>
                <button
                    type="button"
                    class="button small"
                    aria-label=format!("{}: {}", t("common.remove"), server.label)
                    on:click=move |_| removing.set(Some(id))
                >
                    {t("common.remove")}
                </button>
            </div>
        </li>
    }
}
