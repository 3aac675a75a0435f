//! wasm-opt and esbuild, from the npm packages in xtask/tools. The wasm-opt of the system is never
//! used: the one in Debian is so old that its module fails at the start, without any error before.

use crate::error::Result;
use crate::paths;
use crate::tools::npm;
use std::path::PathBuf;

pub(crate) fn ensure() -> Result {
    npm::ensure(&paths::npm_tools(), "wasm-opt and esbuild")
}

/// The path of a program, which is installed first if it is missing.
pub(crate) fn path(name: &str) -> Result<PathBuf> {
    ensure()?;
    let name = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
    Ok(paths::npm_tools().join("node_modules").join(".bin").join(name))
}
