//! What the README's commands run: set-up, start, test, check, bench and dist. This crate needs
//! only a Rust toolchain to compile, installs what else is missing, and names no part of the
//! panel's own code: it knows files, programs and their output.

mod assets;
mod bench;
mod check;
mod chrome_start;
mod command;
mod compress;
mod demo_server;
mod dist;
mod failure;
mod freshness;
mod fuzz;
mod help;
mod locales;
mod panel;
mod policy;
mod project;
mod recipes;
mod release;
mod say;
mod schema;
mod size;
mod start;
mod styles;
mod test;
mod tools;
mod wasm;

use failure::Outcome;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say::failure(&failure);
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Outcome {
    let (name, rest) = match arguments.split_first() {
        Some((name, rest)) => (name.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    if matches!(name, "help" | "--help" | "-h") || help::is_asked(rest) {
        help::print();
        return Ok(());
    }
    match name {
        "start" => start::run(rest),
        "test" => test::run(rest),
        "check" => check::run(rest),
        "bench" => bench::run(rest),
        "dist" => dist::run(rest),
        "recipes" => recipes::run(rest),
        "assets" => assets::run(),
        unknown => Err(failure::Failure::new(format!(
            "There is no command `{unknown}`: `cargo xtask help` lists them."
        ))),
    }
}
