//! What comes before the first screen where a deployment configures the panel or another page shows
//! it: what it is to be, and whether it may be drawn at all.

use super::brand::wear;
use super::later::Draw;
use crate::domain::config;
use crate::domain::setup::{Given, Setup};

pub fn configure(given: &Given) -> Setup {
    let setup = match given.config.as_str() {
        "" => Setup::default(),
        text => config::read(text),
    };
    wear(&setup);
    setup
}

pub fn admit(setup: Setup, draw: Draw) {
    draw(setup);
}
