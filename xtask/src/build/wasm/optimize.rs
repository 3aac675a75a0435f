//! wasm-opt, for size.

use crate::build::parallel;
use crate::error::Result;
use crate::process;
use crate::tools::npm_tools;
use std::path::Path;

/// The WebAssembly features that the browsers support. With `--all-features`, wasm-opt writes modules
/// that browsers refuse.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
];

/// Flattening the code first lets the later passes find more. The first kilobyte of the memory is the
/// far end of the 1 MiB stack and holds no data, so wasm-opt may assume that no address calculation
/// ends there. Functions with similar names are often similar, so brotli compresses them better side
/// by side. No browser reads who made the module.
const PASSES: [&str; 9] = [
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--converge",
    "--low-memory-unused",
    "--reorder-functions-by-name",
    "--strip-producers",
    "--strip-target-features",
];

/// Optimizes these modules, as many at a time as there are processors: wasm-opt keeps hardly more than one
/// of them busy.
pub(super) fn run(modules: Vec<&Path>) -> Result {
    parallel::each(modules, optimize)
}

fn optimize(module: &Path) -> Result {
    process::run(
        process::program(npm_tools::path("wasm-opt")?)
            .args(PASSES)
            .args(FEATURES)
            .arg(module)
            .arg("-o")
            .arg(module),
        "Optimizing the code of the panel",
    )
}
