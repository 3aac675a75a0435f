//! What comes before the first screen where a deployment configures the panel or another page shows
//! it: what it is to be, and whether it may be drawn at all.

use super::later::Draw;
use crate::domain::setup::{Given, Setup};

pub fn configure(_given: &Given) -> Setup {
    Setup::default()
}

pub fn admit(setup: Setup, draw: Draw) {
    draw(setup);
}
