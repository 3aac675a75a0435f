//! A release compiles the standard library of Rust together with the panel. A panic then stops the
//! module at once, and the code that formats panic messages is gone: the page shows a prepared message
//! and never that text. docs/build.md has the size that this saves.
//!
//! This needs unstable flags, which RUSTC_BOOTSTRAP allows in the stable compiler. They can change
//! with every version, so `tools::rust_toolchain` requires one exact version and its source.

use std::process::Command;

const FLAGS: [&str; 4] =
    ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none", "-Zfmt-debug=none"];

pub(super) fn rebuild(cargo: &mut Command, flags: &mut Vec<String>) {
    cargo
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
    flags.extend(FLAGS.map(str::to_owned));
}
