//! Bundles the style sheets: style/panel.css for the form and style/<chunk>.css for each lazy chunk.
//! Each of them imports its parts.

use crate::chunks::{Chunk, PANEL};
use crate::error::Result;
use crate::tools::npm_tools;
use crate::{paths, process};
use std::path::Path;

/// Writes `panel.css` and one `<chunk>.css` per chunk into the folder.
pub(super) fn bundle(folder: &Path, chunks: &[Chunk]) -> Result {
    let source = paths::root().join("style");
    let names = [PANEL].into_iter().chain(chunks.iter().map(|chunk| chunk.name.as_str()));
    process::run(
        process::program(npm_tools::path("esbuild")?)
            .args(names.map(|name| source.join(format!("{name}.css"))))
            .args(["--bundle", "--minify", "--log-level=warning"])
            .arg(format!("--outdir={}", folder.display())),
        "Bundling the style sheets",
    )
}
