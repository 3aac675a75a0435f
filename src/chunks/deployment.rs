//! The chunk for what a deployment configures and for the panel in a frame. A page without
//! `config.json`, without options in its address and in no frame never loads it.

use crate::ui::deployment::config_notice::config_notice;
use crate::ui::deployment::links::page_links;
use crate::ui::deployment::preset_choice::above_form;
use crate::ui::embed::address_notice::address_notice;
use crate::ui::embed::frame_gate::{configure, draw_if_allowed};
use crate::ui::embed::session;
use crate::ui::fields::readonly_row::{held_switch, restricted_row};
use crate::ui::lazy_chunks::{DEPLOYMENT, DeploymentChunk};

lazy_chunk!(deployment: DEPLOYMENT => exports() -> DeploymentChunk);

fn exports() -> DeploymentChunk {
    DeploymentChunk {
        configure,
        draw_if_allowed,
        start: session::begin,
        address_notice,
        above_form,
        config_notice,
        page_links,
        restricted_row,
        held_switch,
    }
}
