//! The release build of the panel into dist/, with every file's compressed neighbours.

use crate::failure::{Failure, Outcome};
use crate::tools::{bindgen, crates, target, trunk, wasm_opt};
use crate::{command, compress, freshness, project, say};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The programs that a build needs, all of them there.
#[derive(Debug)]
pub(crate) struct Toolchain {
    trunk: PathBuf,
    /// Folders that come first on `PATH`, so that trunk finds these tools and no others.
    folders: Vec<PathBuf>,
}

/// Sets up what a build needs; what fails at once comes before what takes minutes.
pub(crate) fn set_up() -> Outcome<Toolchain> {
    let wasm_opt = wasm_opt::ensure()?;
    target::ensure()?;
    crates::ensure()?;
    let wasm_bindgen = bindgen::ensure()?.wasm_bindgen;
    let trunk = trunk::ensure()?;
    let bindgen_folder = wasm_bindgen.parent().map(Path::to_path_buf);
    Ok(Toolchain { trunk, folders: std::iter::once(wasm_opt).chain(bindgen_folder).collect() })
}

/// Builds unless dist/ already holds this very panel.
pub(crate) fn build_if_stale() -> Outcome {
    if freshness::is_fresh() {
        say::note("The panel in dist/ is up to date.");
        return Ok(());
    }
    build(&set_up()?)
}

pub(crate) fn build(toolchain: &Toolchain) -> Outcome {
    say::note("Building the release panel: 1 to 4 minutes at first, under one later.");
    let begun = SystemTime::now();
    freshness::forget()?;
    let mut trunk = command::program(&toolchain.trunk);
    trunk
        .args(["build", "--release", "--offline", "true"])
        .env("PATH", command::path_with(&toolchain.folders)?);
    without_strangers(&mut trunk).env("CARGO_ENCODED_RUSTFLAGS", flags());
    command::run(&mut trunk, "Building the panel")?;
    let dist = project::dist();
    if !dist.join("index.html").is_file() {
        return Err(Failure::new(
            "trunk built no index.html into dist/: the `dist` of Trunk.toml must stay `dist`.",
        ));
    }
    compress::compress_folder(&dist)?;
    freshness::record(begun)
}

/// The flags of `.cargo/config.toml`, which this variable replaces, and one more: messages of panics
/// name source files, and a release must not tell in which folder it was built.
fn flags() -> String {
    let cargo_home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"))?;
        Some(Path::new(&home).join(".cargo"))
    });
    let mut flags = vec!["--cfg".to_owned(), "erase_components".to_owned()];
    if let Some(crates) = cargo_home.map(|home| home.join("registry").join("src")) {
        flags.push(format!("--remap-path-prefix={}=crates", crates.display()));
    }
    flags.join("\u{1f}")
}

/// Takes away settings of the surroundings that would change or break a WebAssembly build:
/// RUSTFLAGS replaces the flags of .cargo/config.toml, and trunk accepts NO_COLOR=true only.
pub(crate) fn without_strangers(command: &mut std::process::Command) -> &mut std::process::Command {
    command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("NO_COLOR")
}
