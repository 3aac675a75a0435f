//! The screens: one component a file, the file named after it. May import everything below; decides
//! nothing about dialects.

pub mod address_notice;
pub mod admit;
pub mod again_row;
pub mod app;
pub mod brand;
pub mod check_name;
pub mod clean_address;
pub mod config_notice;
pub mod config_text;
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
pub mod forget_device;
pub mod frame_notice;
pub mod header;
pub mod icon;
pub mod json_view;
pub mod later;
pub mod leave_dialog;
pub mod lock_notice;
pub mod lock_setting;
pub mod network_trouble;
pub mod page;
pub mod page_links;
pub mod pairing_card;
pub mod pairing_form;
pub mod pairing_shown;
pub mod pairing_trouble;
pub mod preset_choice;
pub mod proof_table;
pub mod qr_drawing;
pub mod rail;
pub mod request_pane;
pub mod result_page;
pub mod ruled_row;
pub mod section_card;
pub mod send;
pub mod server_detection;
pub mod server_form;
pub mod server_rows;
pub mod servers_page;
pub mod sighting_line;
pub mod state_words;
pub mod summary;
pub mod text;
pub mod timeline;
pub mod token_card;

use leptos::prelude::*;

use crate::domain::setup::Setup;
use crate::state::look::Language;

/// Mounts the panel as soon as it is known how, and its sentences are there.
pub fn start() {
    if cfg!(debug_assertions) {
        std::panic::set_hook(Box::new(|info| leptos::logging::error!("{info}")));
    }
    // Leptos has no executor before it is mounted, so these futures are the browser's own.
    wasm_bindgen_futures::spawn_local(async {
        let is_drawn = match page::given().await {
            Ok(given) if given.is_plain() => {
                draw(Setup::default());
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

fn draw(setup: Setup) {
    wasm_bindgen_futures::spawn_local(async {
        let language = Language::of_document();
        let spoken = match text::load(language).await {
            Ok(()) => language,
            Err(()) => Language::English,
        };
        if text::load(spoken).await.is_err() {
            return show_last_resort("no locale file");
        }
        text::speak(spoken);
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
