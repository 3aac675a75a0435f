//! The release build of the panel: trunk writes dist/, and every file gets compressed versions next to
//! it.

use super::{clear_build_env, compress, freshness, wasm};
use crate::error::{Error, Result};
use crate::tools::{crates, npm_tools, rust_toolchain, trunk, wasm_target};
use crate::{console, files, paths, process};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The installed programs that a build needs.
#[derive(Debug)]
pub(crate) struct BuildTools {
    trunk: PathBuf,
}

/// Installs what a build needs, the fastest checks first.
pub(crate) fn set_up() -> Result<BuildTools> {
    npm_tools::ensure()?;
    rust_toolchain::ensure()?;
    wasm_target::ensure()?;
    crates::ensure()?;
    Ok(BuildTools { trunk: trunk_and_code()? })
}

/// trunk. While it is installed, which takes minutes, the panel is compiled as well: most of that work is
/// for one processor.
fn trunk_and_code() -> Result<PathBuf> {
    if let Some(trunk) = trunk::installed() {
        return Ok(trunk);
    }
    console::note("The panel is compiled meanwhile.");
    std::thread::scope(|scope| {
        let code = scope.spawn(wasm::compile_release);
        let trunk = trunk::ensure();
        // trunk compiles again what failed here, and says why.
        let _ = code.join();
        trunk
    })
}

/// Builds unless dist/ is up to date.
pub(crate) fn build_if_stale() -> Result {
    if freshness::is_fresh() {
        console::note("The panel in dist/ is up to date.");
        return Ok(());
    }
    build(&set_up()?)
}

pub(crate) fn build(tools: &BuildTools) -> Result {
    console::note("Building the release: 1 to 4 minutes the first time, less than one later.");
    let start = SystemTime::now();
    freshness::reset()?;
    let mut trunk = process::program(&tools.trunk);
    trunk.args(["build", "--release", "--offline", "true"]);
    process::run(clear_build_env(&mut trunk), "Building the panel")?;
    let dist = paths::dist();
    if !dist.join("index.html").is_file() {
        return Err(Error::new(
            "trunk wrote no index.html into dist/: check that `dist` in Trunk.toml is `dist`.",
        ));
    }
    remove_skipped_link(&dist.join("index.html"))?;
    compress::compress_folder(&dist)?;
    freshness::record(start)
}

/// trunk leaves the link with `data-trunk-skip` in the page, where it has no meaning.
fn remove_skipped_link(page: &Path) -> Result {
    let text = files::read_text(page)?;
    let lines =
        text.lines().filter(|line| !line.contains("data-trunk-skip") && !line.trim().is_empty());
    let kept: String = lines.flat_map(|line| [line, "\n"]).collect();
    files::write(page, kept)
}
