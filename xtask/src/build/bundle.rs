//! Bundles the scripts of the page into one file: the start script in src/start, the generated code of
//! wasm-bindgen, the script that links the lazy chunks, and the style sheet of the form. A worker of the
//! page has a script of its own, without what only a page needs.
//!
//! One script means one `integrity` value in the page, and its styles need no permission in the
//! security policy.

use super::BuildProfile;
use super::hashed_file::{self, HashedFile};
use crate::error::Result;
use crate::tools::npm_tools;
use crate::{files, paths, process};
use std::path::{Path, PathBuf};

/// A script to bundle; both lie in src/start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Page,
    Worker,
}

impl Script {
    const fn entry(self) -> &'static str {
        match self {
            Self::Page => "index.mjs",
            Self::Worker => "worker.mjs",
        }
    }
}

/// Bundles a script in the work folder. `loaded` are the files that it loads.
pub(super) fn build(
    script: Script,
    work: &Path,
    loaded: &[HashedFile],
    profile: BuildProfile,
) -> Result<PathBuf> {
    for script in files::below(&paths::root().join("src").join("start"))? {
        files::copy(&script, &work.join(files::name(&script)))?;
    }
    let bundle = work.join(format!("bundled-{}", script.entry()));
    let mut esbuild = process::program(npm_tools::path("esbuild")?);
    esbuild
        .arg(work.join(script.entry()))
        // A classic script runs before the first paint; a module script would not.
        .args(["--bundle", "--format=iife", "--target=es2022", "--log-level=warning"])
        .arg("--loader:.css=text")
        .arg(format!("--define:FILES={}", hashed_file::javascript_object(loaded)))
        // The start script passes the module in, so the generated code never uses its own address.
        .arg("--define:import.meta.url=undefined")
        .arg(format!("--outfile={}", bundle.display()));
    if profile == BuildProfile::Release {
        esbuild.args(["--minify", "--legal-comments=none"]);
    }
    process::run(&mut esbuild, "Bundling the scripts of the panel")?;
    Ok(bundle)
}
