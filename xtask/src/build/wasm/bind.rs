//! wasm-bindgen: writes the script through which the module of the form calls the browser. It is a library
//! here, whose version Cargo.toml keeps equal to that of the panel: nothing has to be installed for it.

use crate::console;
use crate::error::{Error, Result};
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// The module after wasm-bindgen, and its script.
#[derive(Debug)]
pub(super) struct BoundModule {
    pub(super) module: PathBuf,
    pub(super) script: PathBuf,
}

/// Writes both into the folder.
pub(super) fn run(module: &Path, folder: &Path) -> Result<BoundModule> {
    console::note("Binding the panel to JavaScript.");
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name("panel").typescript(false);
    // The lazy modules use exports that wasm-bindgen would remove as unused.
    bindgen.keep_lld_exports(true);
    bindgen.web(true).and_then(|bindgen| bindgen.generate(folder)).map_err(|error| {
        Error::new(format!("Binding the panel to JavaScript failed: {error:#}."))
    })?;
    Ok(BoundModule { module: folder.join("panel_bg.wasm"), script: folder.join("panel.js") })
}
