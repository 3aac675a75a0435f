//! Rust's standard library for WebAssembly.

use crate::command;
use crate::failure::{Failure, Outcome};
use crate::say;
use std::path::Path;

pub(crate) const WASM: &str = "wasm32-unknown-unknown";

pub(crate) fn ensure() -> Outcome {
    if is_installed() {
        return Ok(());
    }
    let by_hand = format!("rustup target add {WASM}");
    say::note(&format!("Adding the Rust target {WASM}: under a minute, once."));
    command::run(
        command::program("rustup").args(["target", "add", WASM]),
        "Adding the Rust target",
    )
    .map_err(|failure| {
        Failure::new(format!(
            "{failure} The panel needs Rust from rustup.rs and a network connection once: \
             `{by_hand}`."
        ))
    })?;
    if is_installed() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "The Rust target {WASM} was added, but to another toolchain than the one in use: run \
         `{by_hand}` with that toolchain active."
    )))
}

/// Asks the compiler rather than rustup: a distribution's own Rust has the one without the other.
fn is_installed() -> bool {
    let mut rustc = command::program("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM]);
    command::answer(&mut rustc).is_some_and(|folder| {
        std::fs::read_dir(Path::new(&folder)).is_ok_and(|mut entries| entries.next().is_some())
    })
}
