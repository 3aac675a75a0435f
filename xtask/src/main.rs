//! The build, test and release commands of the README. This crate needs only a Rust toolchain to
//! compile and installs whatever else is missing. It does not import the panel: it works with files,
//! programs and their output.
//!
//! Files in this folder (`error`, `console`, `process`, `paths`, `files`, `chunks`) are the base: they
//! import only each other. Each folder says in its `mod.rs` what it may import; `tests/structure.rs` checks
//! that.

mod build;
mod chunks;
mod commands;
mod console;
mod error;
mod files;
mod hosting;
mod launch;
mod paths;
mod process;
mod release;
mod size;
mod testing;
mod tools;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match commands::dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            console::error(&error);
            ExitCode::FAILURE
        }
    }
}
