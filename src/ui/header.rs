//! The bar on top: product, pages, server, language, theme.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::icon::{Draw, Icon};
use super::text::{self, t};
use crate::state::look::{Language, Theme};
use crate::state::page::Page;
use crate::state::{Panel, use_panel};

#[component]
pub fn Header() -> impl IntoView {
    let panel = use_panel();
    let link = move |page: Page, label: &'static str| {
        let is_here = move || {
            let here = panel.page.get();
            here == page || (page == Page::Create && here == Page::Result)
        };
        view! {
            <a href=page.hash() aria-current=move || is_here().then_some("page")>{t(label)}</a>
        }
    };
    view! {
        <header class="top">
            <span class="brand">
                <span class="mark" aria-hidden="true"></span>
                <span class="brand-name">{t("app.name")}</span>
            </span>
            <nav aria-label=t("nav.label")>
                {link(Page::Create, "nav.create")} {link(Page::Servers, "nav.servers")}
            </nav>
            <span class="spring"></span>
            <ServerSwitch panel />
            <LanguageChoice panel />
            <ThemeButton panel />
        </header>
    }
}

/// The server in use, its version and whether it answers.
#[component]
fn ServerSwitch(panel: Panel) -> impl IntoView {
    let servers = panel.servers;
    let choose = move |value: String| match value.parse() {
        Ok(id) => servers.choose(id),
        Err(_) => Page::Servers.go(),
    };
    let reach = move || t(&format!("server.state.{}", servers.reach.get().id()));
    let badge = move || {
        servers.current.with(|server| {
            server.as_ref().map(|server| {
                server.version.clone().unwrap_or_else(|| server.dialect.name().to_owned())
            })
        })
    };
    let options = move || {
        let current = servers.current.with(|server| server.as_ref().map(|server| server.id));
        servers.list.with(|list| {
            list.iter()
                .map(|server| {
                    view! {
                        <option value=server.id.to_string() selected=current == Some(server.id)>
                            {format!("{} — {}", server.label, server.address())}
                        </option>
                    }
                })
                .collect_view()
        })
    };
    let choice = move || {
        let is_empty = servers.list.with(Vec::is_empty);
        if is_empty {
            return view! {
                <a class="no-server" href=Page::Servers.hash()>{t("server.none")}</a>
            }
            .into_any();
        }
        view! {
            <span class=move || format!("dot {}", servers.reach.get().id()) aria-hidden="true"></span>
            <select
                aria-label=t("server.switch")
                on:change=move |event| choose(event_target_value(&event))
            >
                {options}
                <option value="manage">{t("server.manage")}</option>
            </select>
            <span class="badge">{badge}</span>
            <span class="off-screen" role="status">{reach}</span>
        }
        .into_any()
    };
    view! { <span class="server-switch">{choice}</span> }
}

#[component]
fn LanguageChoice(panel: Panel) -> impl IntoView {
    let choose = move |tag: String| {
        let Some(language) = Language::with_tag(&tag) else { return };
        spawn_local(async move {
            // Without its file the language cannot be spoken; the old one stays.
            if text::load(language).await.is_ok() {
                text::speak(language);
                language.write();
                panel.language.set(language);
                super::focus::by_id("language");
            }
        });
    };
    view! {
        <select
            id="language"
            class="language"
            aria-label=t("language.label")
            on:change=move |event| choose(event_target_value(&event))
        >
            {Language::ALL
                .map(|language| {
                    view! {
                        <option
                            value=language.tag()
                            lang=language.tag()
                            selected=language == panel.language.get_untracked()
                        >
                            {language.name()}
                        </option>
                    }
                })
                .into_iter()
                .collect_view()}
        </select>
    }
}

#[component]
fn ThemeButton(panel: Panel) -> impl IntoView {
    let name = move || match panel.theme.get() {
        Theme::System => t("theme.system"),
        Theme::Light => t("theme.light"),
        Theme::Dark => t("theme.dark"),
    };
    let icon = move || match panel.theme.get() {
        Theme::System => Icon::System,
        Theme::Light => Icon::Sun,
        Theme::Dark => Icon::Moon,
    };
    let turn = move |_| {
        let theme = panel.theme.get_untracked().next();
        theme.write();
        panel.theme.set(theme);
    };
    view! {
        <button type="button" class="button icon-only" aria-label=name title=name on:click=turn>
            {move || view! { <Draw icon=icon() /> }}
        </button>
    }
}
