//! trunk, which builds the panel. The version is fixed: newer ones need a newer Rust than the panel.

use crate::error::Result;
use crate::tools::cargo_install::{self, CargoProgram};
use std::path::PathBuf;

const VERSION: &str = "0.21.14";

pub(crate) fn ensure() -> Result<PathBuf> {
    cargo_install::ensure(&CargoProgram {
        crate_name: "trunk",
        program: "trunk",
        version: VERSION,
        duration: "8 to 12 minutes on two cores",
        is_locked: true,
    })
}
