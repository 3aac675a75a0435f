//! The panel as a whole: header, the page that the address names, and the question before a token
//! is left behind.

use std::time::Duration;

use leptos::prelude::*;

use crate::domain::deployment::Deployment;
use crate::domain::route::Route;
use crate::state::{Panel, PanelState};
use crate::ui::create::page::create_page;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{key, t};
use crate::ui::kit::paint::after_paint;
use crate::ui::kit::{focus, i18n};
use crate::ui::lazy_chunks::{DEPLOYMENT, OPERATE, SERVERS};
use crate::ui::shell::header::{HeaderProps, header};

/// A page that nobody sees is never painted. A frame can be hidden until it says that it is ready.
const LONGEST_PAINT: Duration = Duration::from_secs(1);

/// The root. A change of language renders everything again; what was typed lives in the state.
pub fn app(setup: Deployment) -> AnyView {
    let panel = PanelState::create(setup);
    panel.provide();
    panel.guard_secrets();
    title_document(panel);
    OPERATE.when_loaded({
        let owner = Owner::current();
        move |operate| {
            let start = || (operate.start)(panel);
            owner.map_or_else(start, |owner| owner.with(start));
        }
    });
    warn_before_unload(panel);
    // The form is painted first.
    let prefetch = || OPERATE.prefetch();
    after_paint(prefetch);
    set_timeout(prefetch, LONGEST_PAINT);
    let is_bare = panel.setup.asked.is_bare;
    classed("div", if is_bare { "app bare" } else { "app" })
        .dyn_child(move || {
            panel.preferences.language.track();
            el("div")
                .child(button("skip").t(key!("app.skip")).on_click(|| focus::by_id("main")))
                .child((!is_bare).then(|| {
                    header(HeaderProps {
                        deployment: panel.setup,
                        route: panel.route,
                        servers: panel.servers,
                        preferences: panel.preferences,
                    })
                }))
                .child(DEPLOYMENT.quiet_part(|deployment| deployment.address_notice))
                .dyn_child(move || page(panel))
                .child(DEPLOYMENT.exports().map(|deployment| (deployment.page_links)()))
        })
        .into_view()
}

fn page(panel: Panel) -> El {
    match panel.route.get() {
        Route::Create => create_page(),
        Route::Result => OPERATE.screen(|operate| operate.result_page),
        Route::Servers => SERVERS.screen(|servers| servers.servers_page),
        Route::Instances { .. } | Route::Instance { .. } | Route::Many { .. } | Route::Requests => {
            OPERATE.screen(|operate| operate.later_page)
        }
    }
}

fn title_document(panel: Panel) {
    Effect::new(move || {
        panel.preferences.language.track();
        let page = match panel.route.get() {
            Route::Create => t(key!("create.title")),
            Route::Result => t(key!("page.result")),
            Route::Servers => t(key!("page.servers")),
            Route::Requests => t(key!("page.requests")),
            Route::Instances { .. } | Route::Instance { .. } | Route::Many { .. } => {
                t(key!("nav.instances"))
            }
        };
        document().set_title(&format!("{page} · {}", i18n::product(panel.setup)));
    });
}

/// Closing the tab loses the token from the screen, too.
fn warn_before_unload(panel: Panel) {
    let handle = window_event_listener_untyped("beforeunload", move |event| {
        if panel.creation.holds_unstored_token() {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}
