//! The programs of xtask/tools: wasm-opt and esbuild. A system's own wasm-opt is never used: an old
//! one writes, without a word, a module that throws when it starts.

use crate::failure::Outcome;
use crate::project;
use crate::tools::npm;
use std::path::PathBuf;

pub(crate) fn ensure() -> Outcome {
    npm::ensure(&project::npm_tools(), "wasm-opt and esbuild")
}

/// A program by its name, installed if need be.
pub(crate) fn path(name: &str) -> Outcome<PathBuf> {
    ensure()?;
    let name = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
    Ok(project::npm_tools().join("node_modules").join(".bin").join(name))
}
