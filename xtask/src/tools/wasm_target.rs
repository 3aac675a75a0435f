//! The standard library of Rust for WebAssembly.

use crate::console;
use crate::error::{Error, Result};
use crate::process;
use std::path::Path;

pub(crate) const WASM: &str = "wasm32-unknown-unknown";

pub(crate) fn ensure() -> Result {
    if is_installed() {
        return Ok(());
    }
    let manual_command = format!("rustup target add {WASM}");
    console::note(&format!("Adding the Rust target {WASM}: under a minute, once."));
    process::run(
        process::program("rustup").args(["target", "add", WASM]),
        "Adding the Rust target",
    )
    .map_err(|error| {
        Error::new(format!(
            "{error} The panel needs Rust from rustup.rs and a network connection once: \
             `{manual_command}`."
        ))
    })?;
    if is_installed() {
        return Ok(());
    }
    Err(Error::new(format!(
        "The Rust target {WASM} was added, but to another toolchain than the one in use: run \
         `{manual_command}` with that toolchain active."
    )))
}

/// Asks the compiler, because the Rust of a Linux distribution comes without rustup.
fn is_installed() -> bool {
    let mut rustc = process::program("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM]);
    process::capture(&mut rustc).is_some_and(|folder| {
        std::fs::read_dir(Path::new(&folder)).is_ok_and(|mut entries| entries.next().is_some())
    })
}
