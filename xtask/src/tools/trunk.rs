//! trunk, which builds the panel. Pinned: newer ones want a newer Rust than the panel does.

use crate::failure::Outcome;
use crate::tools::cargo_install::{self, Wanted};
use std::path::PathBuf;

const VERSION: &str = "0.21.14";

pub(crate) fn ensure() -> Outcome<PathBuf> {
    cargo_install::ensure(&Wanted {
        krate: "trunk",
        program: "trunk",
        version: VERSION,
        takes: "8 to 12 minutes on two cores",
        is_locked: true,
    })
}
