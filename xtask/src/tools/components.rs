//! rustfmt and clippy, which a minimal Rust installation lacks.

use crate::console;
use crate::error::{Error, Result};
use crate::process;

pub(crate) fn ensure() -> Result {
    let missing: Vec<&str> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(subcommand, _)| {
            process::capture(process::cargo().args([subcommand, "--version"])).is_none()
        })
        .map(|(_, component)| component)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    console::note(&format!("Adding {names} with rustup: under a minute, once."));
    process::run(
        process::program("rustup").args(["component", "add"]).args(&missing),
        "Adding Rust components",
    )
    .map_err(|error| {
        Error::new(format!(
            "{error} The tests need Rust from rustup.rs, with these components: `rustup component add {names}`."
        ))
    })
}
