//! The screens: one component a file, the file named after it. May import everything below; decides
//! nothing about dialects.

pub mod again_row;
pub mod app;
pub mod check_name;
pub mod control;
pub mod copy_button;
pub mod create_page;
pub mod customer_view;
pub mod dialog;
pub mod doctor;
pub mod element;
pub mod embedding;
pub mod failure_panel;
pub mod failure_text;
pub mod field_row;
pub mod find_field;
pub mod focus;
pub mod footer_bar;
pub mod header;
pub mod icon;
pub mod json_view;
pub mod later;
pub mod leave_dialog;
pub mod network_trouble;
pub mod page;
pub mod pairing_card;
pub mod pairing_form;
pub mod pairing_shown;
pub mod pairing_trouble;
pub mod proof_table;
pub mod qr_drawing;
pub mod rail;
pub mod request_pane;
pub mod result_page;
pub mod section_card;
pub mod send;
pub mod server_detection;
pub mod server_form;
pub mod server_rows;
pub mod servers_page;
pub mod sighting_line;
pub mod summary;
pub mod text;
pub mod timeline;
pub mod token_card;

use leptos::prelude::*;

use crate::state::look::Language;

/// Mounts the panel as soon as its sentences are there.
pub fn start() {
    if cfg!(debug_assertions) {
        std::panic::set_hook(Box::new(|info| leptos::logging::error!("{info}")));
    }
    // Leptos has no executor before it is mounted, so this one future is the browser's own.
    wasm_bindgen_futures::spawn_local(async {
        let language = Language::of_document();
        let spoken = match text::load(language).await {
            Ok(()) => Some(language),
            Err(()) => text::load(Language::English).await.ok().map(|()| Language::English),
        };
        let Some(spoken) = spoken else {
            show_last_resort(&"no locale file");
            return;
        };
        text::speak(spoken);
        if let Some(boot) = document().get_element_by_id("boot") {
            boot.remove();
        }
        mount_to_body(app::app);
    });
}

/// The page can do nothing more: a prepared message of `index.html` says so. In a debug build the
/// console tells why.
fn show_last_resort(why: &dyn std::fmt::Display) {
    if cfg!(debug_assertions) {
        leptos::logging::error!("{why}");
    }
    if let Some(message) = document().get_element_by_id("last-resort") {
        // The attribute's name is a constant, so removing it cannot fail.
        let _ = message.remove_attribute("hidden");
    }
}
