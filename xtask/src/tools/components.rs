//! rustfmt and clippy, which a minimal Rust installation leaves out.

use crate::command;
use crate::failure::{Failure, Outcome};
use crate::say;

pub(crate) fn ensure() -> Outcome {
    let missing: Vec<&str> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(subcommand, _)| {
            command::answer(command::cargo().args([subcommand, "--version"])).is_none()
        })
        .map(|(_, component)| component)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    say::note(&format!("Adding {names} with rustup: under a minute, once."));
    command::run(
        command::program("rustup").args(["component", "add"]).args(&missing),
        "Adding Rust components",
    )
    .map_err(|failure| {
        Failure::new(format!(
            "{failure} The tests need Rust from rustup.rs: `rustup component add {names}`."
        ))
    })
}
