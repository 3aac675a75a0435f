//! The bar on top: product, pages, server, language, theme.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::deployment::Deployment;
use crate::domain::interpolate;
use crate::domain::route::Route;
use crate::domain::servers::server::Server;
use crate::state::preferences::{Language, Preferences, Theme};
use crate::state::servers::{Reach, Servers};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{key, t};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::kit::{focus, i18n};
use crate::ui::lazy_chunks::OPERATE;

/// What the header shows.
#[derive(Clone, Copy, Debug)]
pub struct HeaderProps {
    pub deployment: &'static Deployment,
    pub route: ReadSignal<Route>,
    pub servers: Servers,
    pub preferences: Preferences,
}

pub fn header(HeaderProps { deployment, route, servers, preferences }: HeaderProps) -> El {
    let mark = match &deployment.logo {
        Some(logo) => classed("img", "logo").attr("src", logo).attr("alt", ""),
        None => classed("span", "mark").attr("aria-hidden", "true"),
    };
    let brand = classed("span", "brand")
        .child(mark)
        .child(classed("span", "brand-name").text(i18n::product(deployment)));
    let pages = el("nav")
        .attr_t("aria-label", key!("nav.label"))
        .child(page_link(route, Route::Create, key!("nav.create")))
        .child(instances_link(route, servers))
        .child(page_link(route, Route::Servers, key!("nav.servers")))
        .child(page_link(route, Route::Requests, key!("page.requests")));
    classed("header", "top")
        .child(brand)
        .child(pages)
        .child(classed("span", "spring"))
        .child(palette_button())
        .child(server_switch(servers))
        .child(language_choice(preferences))
        .child(theme_button(preferences))
}

/// The start script listens for it, as for the key.
fn palette_button() -> El {
    button("button icon-only")
        .id("open-palette")
        .attr_t("aria-label", key!("nav.search"))
        .attr_t("title", key!("nav.search"))
        .attr("aria-keyshortcuts", "Control+K Meta+K")
        .child(draw(Icon::Search))
}

/// The result belongs to the page that created it.
fn page_link(current: ReadSignal<Route>, route: Route, key: &str) -> El {
    let href = route.to_hash();
    let is_here = move || {
        current.with(|here| *here == route || (route == Route::Create && *here == Route::Result))
    };
    el("a")
        .attr("href", href)
        .dyn_attr("aria-current", move || is_here().then(|| "page".to_owned()))
        .t(key)
}

/// The list of the server in use. Without one there is nothing to list.
fn instances_link(current: ReadSignal<Route>, servers: Servers) -> El {
    let id = move || servers.current.with(|server| server.as_ref().map(|server| server.id));
    let is_here = move || {
        current.with(|here| {
            matches!(here, Route::Instances { .. } | Route::Instance { .. } | Route::Many { .. })
        })
    };
    el("a")
        .dyn_attr("href", move || Some(Route::instances(id()).to_hash().into_owned()))
        .dyn_attr("aria-current", move || is_here().then(|| "page".to_owned()))
        .bool_attr("hidden", move || id().is_none())
        .t(key!("nav.instances"))
}

/// The server in use, its version and whether it answers.
fn server_switch(servers: Servers) -> El {
    // The list changes with every greeting; rendering the choice again would take its focus away.
    let is_empty = Memo::new(move |_| servers.list.with(Vec::is_empty));
    classed("div", "server-switch").dyn_child(move || {
        if is_empty.get() {
            let link = classed("a", "no-server").attr("href", Route::Servers.to_hash());
            return vec![link.t(key!("server.none"))];
        }
        let dot = el("span")
            .dyn_attr("class", move || Some(format!("dot {}", state(servers))))
            .attr("aria-hidden", "true");
        let reach = classed("span", "server-state")
            .attr("role", "status")
            .dyn_text(move || t(&format!("server.state.{}", state(servers))));
        let badge = classed("span", "badge").dyn_text(move || version(servers));
        let dialect = classed("span", "badge dialect").dyn_text(move || dialect(servers));
        // A choice that leaves the page as it is made would take its readers by surprise.
        let manage = classed("a", "manage")
            .attr("href", Route::Servers.to_hash())
            .attr_t("aria-label", key!("server.manage"))
            .attr_t("title", key!("server.manage"))
            .child(draw(Icon::Sliders));
        let age = OPERATE.quiet_part(|operate| operate.last_seen).class("server-age-place");
        vec![dot, server_choice(servers), reach, age, dialect, badge, manage]
    })
}

/// How the server in use stands. One that answers is not ready before it has a key.
fn state(servers: Servers) -> &'static str {
    let reach = servers.reach.get();
    let has_key =
        servers.current.with(|server| server.as_ref().is_none_or(|server| !server.key.is_empty()));
    if has_key || matches!(reach, Reach::Testing | Reach::Failed | Reach::Offline) {
        reach.id()
    } else {
        "needs_key"
    }
}

/// The version of the server in use; empty while none is known.
fn version(servers: Servers) -> String {
    let version = |server: &Server| server.version.clone().unwrap_or_default();
    servers.current.with(|server| server.as_ref().map(version).unwrap_or_default())
}

fn dialect(servers: Servers) -> String {
    let name = |server: &Server| server.dialect.name().to_owned();
    servers.current.with(|server| server.as_ref().map(name).unwrap_or_default())
}

fn server_choice(servers: Servers) -> El {
    let choose = move |value: String| {
        if let Ok(id) = value.parse() {
            servers.choose(id);
        }
    };
    let options = move || {
        let current = servers.current.with(|server| server.as_ref().map(|server| server.id));
        servers.list.with(|list| {
            let of = |server: &Server| {
                // A label that only repeats the address is said once.
                let label = interpolate::plain(&server.label);
                let name = match server.address() {
                    address if address == server.label => label,
                    address => format!("{label} — {address}"),
                };
                option(server.id.to_string(), current == Some(server.id)).text(name)
            };
            list.iter().map(of).collect::<Vec<El>>()
        })
    };
    el("select")
        .attr_t("aria-label", key!("server.switch"))
        .on_text("change", choose)
        .dyn_child(options)
}

fn language_choice(preferences: Preferences) -> El {
    let choose = move |tag: String| {
        let Some(language) = Language::with_tag(&tag) else { return };
        spawn_local(async move {
            if i18n::speak(language).await {
                preferences.language.set(language);
                // The page is rendered again, and this choice with it.
                request_animation_frame(|| focus::by_id("language"));
            }
        });
    };
    let spoken = preferences.language.get_untracked();
    let options = Language::ALL.map(|language| {
        option(language.tag(), language == spoken)
            .attr("lang", language.tag())
            .text(language.name())
    });
    classed("select", "language")
        .id("language")
        .attr_t("aria-label", key!("language.label"))
        .on_text("change", choose)
        .child(Vec::from(options))
}

fn option(value: impl AsRef<str>, is_selected: bool) -> El {
    let option = el("option").attr("value", value);
    if is_selected { option.attr("selected", "") } else { option }
}

fn theme_button(preferences: Preferences) -> El {
    let name = move || {
        Some(match preferences.theme.get() {
            Theme::System => t(key!("theme.system")),
            Theme::Light => t(key!("theme.light")),
            Theme::Dark => t(key!("theme.dark")),
        })
    };
    let icon = move || match preferences.theme.get() {
        Theme::System => Icon::System,
        Theme::Light => Icon::Sun,
        Theme::Dark => Icon::Moon,
    };
    let turn = move || {
        let theme = preferences.theme.get_untracked().next();
        theme.write();
        preferences.theme.set(theme);
    };
    button("button icon-only")
        .dyn_attr("aria-label", name)
        .dyn_attr("title", name)
        .on_click(turn)
        .dyn_child(move || draw(icon()))
}
