//! The scripts into one: the starter, wasm-bindgen's glue without what nobody calls, and the link to
//! the later part.

use super::Profile;
use super::named::Named;
use crate::failure::{Failure, Outcome};
use crate::tools::npm_program;
use crate::{command, project};
use std::path::{Path, PathBuf};

/// The starter is told the later style sheet's final name.
pub(super) fn run(work: &Path, style: &Named, profile: Profile) -> Outcome<PathBuf> {
    let bundle = work.join("bundle.js");
    let start = work.join("start.mjs");
    let source = project::root().join("src").join("start.mjs");
    std::fs::copy(&source, &start).map_err(|error| Failure::file(&source, &error))?;
    let mut esbuild = command::program(npm_program::path("esbuild")?);
    esbuild
        .arg(&start)
        .args(["--bundle", "--format=esm", "--target=es2022", "--log-level=warning"])
        .arg(format!("--define:LATER_STYLE={:?}", format!("./{}", style.name)))
        .arg(format!("--define:LATER_STYLE_INTEGRITY={:?}", style.integrity))
        .arg(format!("--outfile={}", bundle.display()));
    if profile == Profile::Release {
        esbuild.args(["--minify", "--legal-comments=none"]);
    }
    command::run(&mut esbuild, "Bundling the panel's scripts")?;
    Ok(bundle)
}
