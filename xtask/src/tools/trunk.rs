//! trunk, which builds the panel. The version is fixed: newer ones need a newer Rust than the panel.

use crate::error::Result;
use crate::tools::cargo_install::{self, CargoProgram};
use crate::tools::find;
use std::path::PathBuf;

const VERSION: &str = "0.21.14";

const NAME: &str = "trunk";

/// The program, where it is installed in this version.
pub(crate) fn installed() -> Option<PathBuf> {
    find::with_version(NAME, VERSION)
}

pub(crate) fn ensure() -> Result<PathBuf> {
    cargo_install::ensure(&CargoProgram {
        crate_name: NAME,
        program: NAME,
        version: VERSION,
        duration: "2 to 4 minutes on two cores",
        is_locked: true,
        // TLS is for its downloads and for a server with a certificate; here it does neither.
        needs_defaults: false,
        // It starts other programs and copies files.
        opt_level: "0",
    })
}
