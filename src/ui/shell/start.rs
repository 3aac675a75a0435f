//! Starts the panel: reads what the deployment configures, loads the language, mounts the root.

use leptos::prelude::*;

use crate::domain::deployment::{BootInput, Deployment};
use crate::platform::host_page;
use crate::state::preferences::Language;
use crate::ui::kit::i18n;
use crate::ui::lazy_chunks::DEPLOYMENT;
use crate::ui::shell::app;

/// Mounts the panel as soon as it is known how, and its sentences are there.
pub fn start() {
    if cfg!(debug_assertions) {
        std::panic::set_hook(Box::new(|info| leptos::logging::error!("{info}")));
    }
    // Leptos has no executor before it is mounted, so these futures are the browser's own.
    wasm_bindgen_futures::spawn_local(async {
        let is_drawn = match host_page::given().await {
            Ok(given) if given.is_plain() => {
                draw(Deployment::default());
                true
            }
            Ok(given) => draw_configured(&given).await,
            Err(()) => false,
        };
        if !is_drawn {
            show_last_resort("config.json or what reads it cannot be had");
        }
    });
}

/// Renders the panel as a deployment configures it. Only the lazy chunk can tell what that is, so here
/// the form waits for it. Without the chunk nothing is rendered: a form that ignores the configuration
/// would be another form.
async fn draw_configured(given: &BootInput) -> bool {
    let Some(chunk) = DEPLOYMENT.fetch_code().await else { return false };
    let deployment = (chunk.configure)(given);
    // It may have chosen the language. The form shows rows of the chunk, so its texts are needed.
    i18n::set_language(Language::of_document());
    if DEPLOYMENT.fetch().await.is_none() {
        return false;
    }
    (chunk.draw_if_allowed)(deployment, draw);
    true
}

fn draw(setup: Deployment) {
    wasm_bindgen_futures::spawn_local(async {
        let language = Language::of_document();
        let spoken = match i18n::load(language).await {
            Ok(()) => language,
            Err(()) => Language::English,
        };
        if i18n::load(spoken).await.is_err() {
            return show_last_resort("no locale file");
        }
        i18n::set_language(spoken);
        if let Some(boot) = document().get_element_by_id("boot") {
            boot.remove();
        }
        mount_to_body(move || app::app(setup));
    });
}

/// The page can do nothing more: a prepared message of `index.html` says so. In a debug build the
/// console tells why.
fn show_last_resort(why: &str) {
    if cfg!(debug_assertions) {
        leptos::logging::error!("{why}");
    }
    if let Some(root) = document().document_element() {
        // The class's name is a constant, so adding it cannot fail.
        let _ = root.class_list().add_1("failed");
    }
}
