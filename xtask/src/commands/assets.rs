//! `cargo xtask assets`: builds the files that trunk copies into dist/ but cannot build itself. The
//! hook in Trunk.toml calls this before every build, so it also runs for a `trunk build` by hand.

use crate::build::assets;
use crate::error::Result;

pub(crate) fn run() -> Result {
    assets::build()
}
