//! What comes before the first screen where a deployment configures the panel or another page shows
//! it: what it is to be, and whether it may be drawn at all.

use wasm_bindgen_futures::spawn_local;

use super::brand::wear;
use super::clean_address::clean_address;
use super::frame_notice;
use super::later::Draw;
use super::page;
use crate::api;
use crate::domain::config;
use crate::domain::embed_options::EmbedOptions;
use crate::domain::framing::{Verdict, judge};
use crate::domain::server::given_id;
use crate::domain::setup::{Given, Setup};
use crate::state::parent;

/// How long a parent that nobody names has time to say who it is, before the notice shows.
const PATIENCE_MS: u32 = 3000;

pub fn configure(given: &Given) -> Setup {
    let mut setup =
        if given.config.is_empty() { Setup::default() } else { config::read(&given.config) };
    setup.is_address_cleaned = clean_address(&given.search, &given.hash);
    setup.asked = EmbedOptions::read(&given.search);
    let is_listed = |id: &String| setup.servers.iter().any(|server| server.id == given_id(id));
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
    wear(&setup);
    if let Some(policy) = setup.policy() {
        page::narrow(&policy);
    }
    setup
}

/// Inside another page the panel is drawn only where that page may show it.
pub fn admit(setup: Setup, draw: Draw) {
    if !parent::is_framed() {
        return draw(setup);
    }
    let origins = setup.origins.clone();
    match judge(&parent::own_origin(), parent::ancestors().as_deref(), &origins) {
        Verdict::Refused => frame_notice::show(),
        Verdict::Allowed => {
            parent::listen(origins, || {});
            draw(setup);
        }
        Verdict::Unknown => {
            parent::listen(origins, move || {
                frame_notice::hide();
                draw(setup);
            });
            spawn_local(async {
                api::pause(PATIENCE_MS).await;
                if !parent::is_greeted() {
                    frame_notice::show();
                }
            });
        }
    }
}
