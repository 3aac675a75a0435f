//! A release compiles the standard library along with the panel: without the machinery that prints
//! panics, which a page that shows a prepared message never uses, it is some 15 kB smaller after
//! brotli. These are unstable flags of the stable compiler; a compiler that does not know them, or
//! has no source of its library, builds the same panel, only larger.

use crate::{command, say};
use std::path::Path;
use std::process::Command;

/// A panic becomes a trap at once, and nothing of its place or message is kept.
const FLAGS: [&str; 4] =
    ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none", "-Zfmt-debug=none"];

/// Adds what makes a small build, where that can be had.
pub(super) fn apply(cargo: &mut Command, flags: &mut Vec<String>) {
    if !is_known() || !has_source() {
        say::note(
            "This compiler cannot slim its standard library: the panel gets some 15 kB larger.",
        );
        return;
    }
    cargo
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
    flags.extend(FLAGS.map(str::to_owned));
}

/// Whether this compiler takes the flags.
fn is_known() -> bool {
    let mut rustc = command::program("rustc");
    rustc.env("RUSTC_BOOTSTRAP", "1").args(["--print", "cfg"]).args(FLAGS);
    command::answer(&mut rustc).is_some()
}

/// Whether the library's source is there, after asking rustup for it.
fn has_source() -> bool {
    let is_there = || {
        let mut rustc = command::program("rustc");
        command::answer(rustc.args(["--print", "sysroot"])).is_some_and(|sysroot| {
            Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.lock").is_file()
        })
    };
    if is_there() {
        return true;
    }
    say::note("Adding the source of Rust's library with rustup: under a minute, once.");
    command::answer(command::program("rustup").args(["component", "add", "rust-src"]));
    is_there()
}
