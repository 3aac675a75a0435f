//! The source of every crate in Cargo.lock. trunk runs offline, so that it downloads no tools of its
//! own, and then cargo is offline too: the crates must be downloaded before.

use crate::error::{Error, Result};
use crate::process;

pub(crate) fn ensure() -> Result {
    process::run(process::cargo().args(["fetch", "--quiet"]), "Fetching the Rust packages").map_err(
        |error| {
            Error::new(format!(
                "{error} If there is no network connection, connect this machine and run the command \
             again."
            ))
        },
    )
}
