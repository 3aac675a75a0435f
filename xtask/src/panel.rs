//! The release build of the panel into dist/, with every file's compressed neighbours.

use crate::failure::{Failure, Outcome};
use crate::tools::{bindgen, crates, npm_program, target, trunk};
use crate::{command, compress, freshness, project, say};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The programs that a build needs, all of them there.
#[derive(Debug)]
pub(crate) struct Toolchain {
    trunk: PathBuf,
}

/// Sets up what a build needs; what fails at once comes before what takes minutes.
pub(crate) fn set_up() -> Outcome<Toolchain> {
    npm_program::ensure()?;
    target::ensure()?;
    crates::ensure()?;
    bindgen::ensure()?;
    Ok(Toolchain { trunk: trunk::ensure()? })
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
    trunk.args(["build", "--release", "--offline", "true"]);
    command::run(without_strangers(&mut trunk), "Building the panel")?;
    let dist = project::dist();
    if !dist.join("index.html").is_file() {
        return Err(Failure::new(
            "trunk built no index.html into dist/: the `dist` of Trunk.toml must stay `dist`.",
        ));
    }
    drop_skipped_link(&dist.join("index.html"))?;
    compress::compress_folder(&dist)?;
    freshness::record(begun)
}

/// trunk leaves the link that it was told to skip in the page, where it means nothing.
fn drop_skipped_link(page: &Path) -> Outcome {
    let text = std::fs::read_to_string(page).map_err(|error| Failure::file(page, &error))?;
    let lines =
        text.lines().filter(|line| !line.contains("data-trunk-skip") && !line.trim().is_empty());
    let kept: String = lines.flat_map(|line| [line, "\n"]).collect();
    std::fs::write(page, kept).map_err(|error| Failure::file(page, &error))
}

/// Takes away settings of the surroundings that would change or break a WebAssembly build:
/// RUSTFLAGS replaces the flags of .cargo/config.toml, and trunk accepts NO_COLOR=true only.
pub(crate) fn without_strangers(command: &mut std::process::Command) -> &mut std::process::Command {
    command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("NO_COLOR")
}
