//! The screens: one component a file, the file named after it. May import everything below; decides
//! nothing about dialects.

pub mod create;
pub mod deployment;
pub mod diagnostics;
pub mod embed;
pub mod fields;
pub mod kit;
pub mod pairing;
pub mod result;
pub mod servers;
pub mod shell;

use leptos::prelude::*;

use crate::chunks::later;
use crate::domain::deployment::Deployment;
use crate::platform::host_page;
use crate::state::preferences::Language;
use kit::i18n;

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
            Ok(given) => later::draw_configured(given, draw).await.is_ok(),
            Err(()) => false,
        };
        if !is_drawn {
            show_last_resort("config.json or what reads it cannot be had");
        }
    });
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
        i18n::speak(spoken);
        if let Some(boot) = document().get_element_by_id("boot") {
            boot.remove();
        }
        mount_to_body(move || shell::app::app(setup));
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
