//! wasm-opt, for size. Every feature is named: with all of them it writes modules that browsers
//! refuse.

use crate::command;
use crate::failure::Outcome;
use crate::tools::npm_program;
use std::path::Path;

pub(super) const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
];

pub(super) fn run(module: &Path) -> Outcome {
    command::run(
        command::program(npm_program::path("wasm-opt")?)
            // Functions that were made of one another stand together, which compresses better.
            .args(["-Oz", "--converge", "--reorder-functions-by-name"])
            .args(FEATURES)
            .arg(module)
            .arg("-o")
            .arg(module),
        "Optimizing the panel's code",
    )
}
