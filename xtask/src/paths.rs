//! The folders of the repository. No other file builds these paths.

use crate::error::{Error, Result};
use std::path::{Path, PathBuf};

/// The root of the repository. It is compiled in, because cargo runs this program from any folder
/// below the root.
pub(crate) fn root() -> &'static Path {
    // The folder of the manifest is `<root>/xtask`, so it always has a parent.
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the folder of xtask has a parent")
}

/// The release files of the panel.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// One JSON file per language.
pub(crate) fn locales() -> PathBuf {
    root().join("locales")
}

pub(crate) fn end2end() -> PathBuf {
    root().join("end2end")
}

/// The npm folder with wasm-opt and esbuild. It is separate from the packages of the tests, because
/// `cargo xtask start` must not need those.
pub(crate) fn npm_tools() -> PathBuf {
    root().join("xtask").join("tools")
}

/// The target folder of cargo, wherever the settings of the user put it: this program is in
/// `<target>/<profile>/`.
pub(crate) fn target_directory() -> Result<PathBuf> {
    let program = std::env::current_exe().map_err(|error| {
        Error::new(format!("Could not find the program file of xtask: {error}."))
    })?;
    program
        .parent()
        .and_then(Path::parent)
        .map(Path::to_path_buf)
        .ok_or_else(|| Error::new("Run xtask as `cargo xtask`, not as a copied program."))
}

/// A folder for the state that xtask keeps between two runs.
pub(crate) fn state() -> Result<PathBuf> {
    let folder = target_directory()?.join("xtask-state");
    std::fs::create_dir_all(&folder).map_err(|error| Error::file(&folder, &error))?;
    Ok(folder)
}

/// The files that trunk copies into dist/ and the part of the page that loads them. The location is
/// fixed, even when cargo builds elsewhere: index.html names it.
pub(crate) fn assets() -> PathBuf {
    root().join("target").join("panel")
}
