//! What comes before the first screen where a deployment configures the panel or another page shows
//! it: what it is to be, and whether it may be drawn at all.

use wasm_bindgen_futures::spawn_local;

use crate::domain::deployment::{BootInput, Deployment, config};
use crate::domain::embed::framing::{FrameDecision, judge};
use crate::domain::embed::options::EmbedOptions;
use crate::domain::servers::server::preconfigured_id;
use crate::platform::{clock, frame, host_page};
use crate::state::embed::parent_channel;
use crate::ui::deployment::brand::apply_branding;
use crate::ui::embed::clean_address::clean_address;
use crate::ui::embed::frame_notice;
use crate::ui::lazy_chunks::Draw;

/// How long a parent that nobody names has time to say who it is, before the notice shows.
const PATIENCE_MS: u32 = 3000;

pub fn configure(given: &BootInput) -> Deployment {
    let mut setup =
        if given.config.is_empty() { Deployment::default() } else { config::read(&given.config) };
    setup.is_address_cleaned = clean_address(&given.search, &given.hash);
    setup.asked = EmbedOptions::read(&given.search);
    let is_listed =
        |id: &String| setup.servers.iter().any(|server| server.id == preconfigured_id(id));
    if !setup.asked.server.as_ref().is_none_or(is_listed) {
        setup.asked.wrong.push("server");
    }
    // What the address asks for counts before what the file says; the page has begun with its
    // language and theme already.
    if setup.asked.language.is_some() {
        setup.language = None;
    }
    if setup.asked.theme.is_some() {
        setup.theme = None;
    }
    setup.accent = setup.asked.accent.or(setup.accent);
    apply_branding(&setup);
    if let Some(policy) = setup.policy() {
        host_page::narrow(&policy);
    }
    setup
}

/// Inside another page the panel is drawn only where that page may show it.
pub fn draw_if_allowed(setup: Deployment, draw: Draw) {
    if !frame::is_framed() {
        return draw(setup);
    }
    let origins = setup.origins.clone();
    match judge(&frame::own_origin(), frame::ancestors().as_deref(), &origins) {
        FrameDecision::Refused => frame_notice::show(),
        FrameDecision::Allowed => {
            parent_channel::listen(origins, || {});
            draw(setup);
        }
        FrameDecision::Unknown => {
            parent_channel::listen(origins, move || {
                frame_notice::hide();
                draw(setup);
            });
            spawn_local(async {
                clock::pause(PATIENCE_MS).await;
                if !parent_channel::is_greeted() {
                    frame_notice::show();
                }
            });
        }
    }
}
