//! Builds the panel. `assets` builds the code, styles and locale files that trunk copies; `dist` runs
//! trunk and compresses the result. docs/build.md describes the steps. May import the base, `tools` and
//! `hosting`.

pub(crate) mod assets;
mod bundle;
pub(crate) mod compress;
pub(crate) mod dist;
mod freshness;
mod hashed_file;
mod locales;
mod page_head;
mod parallel;
mod schema;
mod styles;
pub(crate) mod wasm;

use std::process::Command;

/// How the panel is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BuildProfile {
    /// Fast to compile, with the names that errors need
    Debug,
    /// Small
    Release,
}

/// Removes variables that would change or break a WebAssembly build: RUSTFLAGS replaces the flags of
/// .cargo/config.toml, and trunk accepts no NO_COLOR but `true`.
pub(crate) fn clear_build_env(command: &mut Command) -> &mut Command {
    command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("NO_COLOR")
}
