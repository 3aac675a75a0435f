//! Where things are: the one place that knows the repository's folders.

use crate::failure::{Failure, Outcome};
use std::path::{Path, PathBuf};

/// The repository's root. Compiled in, because cargo runs this program from any folder below it.
pub(crate) fn root() -> &'static Path {
    // The manifest's folder is `<root>/xtask`, so it always has a parent.
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the folder of xtask has a parent")
}

/// The release files of the panel.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

pub(crate) fn end2end() -> PathBuf {
    root().join("end2end")
}

/// The npm package folder that holds wasm-opt, apart from the tests' packages: starting the panel
/// must not need those.
pub(crate) fn npm_tools() -> PathBuf {
    root().join("xtask").join("tools")
}

/// The folder where cargo puts everything it builds, wherever the user's settings have it: this
/// program lies in `<target>/<profile>/`.
pub(crate) fn target_directory() -> Outcome<PathBuf> {
    let program = std::env::current_exe()
        .map_err(|error| Failure::new(format!("Could not find my own program file: {error}.")))?;
    program
        .parent()
        .and_then(Path::parent)
        .map(Path::to_path_buf)
        .ok_or_else(|| Failure::new("Run this as `cargo xtask`, not as a copied program."))
}

/// A folder for notes of our own between two runs.
pub(crate) fn scratch() -> Outcome<PathBuf> {
    let folder = target_directory()?.join("xtask-notes");
    std::fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    Ok(folder)
}
