//! wasm-bindgen: writes the script through which the module of the form calls the browser.

use crate::error::Result;
use crate::process;
use crate::tools::wasm_bindgen;
use std::path::{Path, PathBuf};

/// The module after wasm-bindgen, and its script.
#[derive(Debug)]
pub(super) struct BoundModule {
    pub(super) module: PathBuf,
    pub(super) script: PathBuf,
}

/// Writes both into the folder.
pub(super) fn run(module: &Path, folder: &Path) -> Result<BoundModule> {
    process::run(
        process::program(wasm_bindgen::ensure()?.wasm_bindgen)
            // The lazy modules use exports that wasm-bindgen would remove as unused.
            .arg("--keep-lld-exports")
            .args(["--target", "web", "--no-typescript", "--out-name", "panel", "--out-dir"])
            .args([folder, module]),
        "Binding the panel to JavaScript",
    )?;
    Ok(BoundModule { module: folder.join("panel_bg.wasm"), script: folder.join("panel.js") })
}
