//! wasm-opt from the npm package `binaryen`, in xtask/tools. A system's own is never used: an old
//! one writes, without a word, a module that throws when it starts.

use crate::failure::Outcome;
use crate::project;
use crate::tools::npm;
use std::path::PathBuf;

/// The folder that holds `wasm-opt`.
pub(crate) fn ensure() -> Outcome<PathBuf> {
    let folder = project::npm_tools();
    npm::ensure(&folder, "wasm-opt")?;
    Ok(folder.join("node_modules").join(".bin"))
}
