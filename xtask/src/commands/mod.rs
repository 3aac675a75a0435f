//! One file per command of `cargo xtask`. May import everything; only `main.rs` imports it.

mod assets;
mod bench;
mod check;
mod dist;
mod help;
mod recipes;
mod start;
mod test;

use crate::error::{Error, Result};

pub(crate) fn dispatch(arguments: &[String]) -> Result {
    let (name, rest) = match arguments.split_first() {
        Some((name, rest)) => (name.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    if matches!(name, "help" | "--help" | "-h") || help::is_requested(rest) {
        help::print();
        return Ok(());
    }
    match name {
        "start" => start::run(rest),
        "test" => test::run(rest),
        "check" => check::run(rest),
        "bench" => bench::run(rest),
        "dist" => dist::run(rest),
        "composition" => {
            reject_arguments("composition", rest)?;
            crate::size::composition::print()
        }
        "recipes" => recipes::run(rest),
        "assets" => assets::run(),
        unknown => Err(Error::new(format!(
            "There is no command `{unknown}`. `cargo xtask help` lists the commands."
        ))),
    }
}

/// An error for the first argument of a command that takes none.
fn reject_arguments(command: &str, arguments: &[String]) -> Result {
    match arguments.first() {
        Some(argument) => {
            Err(Error::new(format!("`{command}` does not take the argument `{argument}`.")))
        }
        None => Ok(()),
    }
}
