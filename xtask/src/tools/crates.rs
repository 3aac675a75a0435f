//! The source of every crate in Cargo.lock. trunk builds with cargo's network switched off, so
//! that it downloads no tools of its own: the crates must be there before.

use crate::command;
use crate::failure::{Failure, Outcome};

pub(crate) fn ensure() -> Outcome {
    command::run(command::cargo().args(["fetch", "--quiet"]), "Fetching the Rust packages").map_err(
        |failure| {
            Failure::new(format!(
                "{failure} Without a network connection, connect this machine and run the command \
             again."
            ))
        },
    )
}
