//! The page's scripts and its style sheet into one file: the starter, wasm-bindgen's glue without
//! what nobody calls, the link to the later part, and the styles that the form needs.

use super::Profile;
use super::named::{self, Named};
use crate::failure::{Failure, Outcome};
use crate::tools::npm_program;
use crate::{command, project};
use std::path::{Path, PathBuf};

/// The bundle of what lies in the work folder. The starter is told the files' final names.
pub(super) fn run(work: &Path, files: &[Named], profile: Profile) -> Outcome<PathBuf> {
    let source = project::root().join("src").join("start");
    for script in crate::compress::files_below(&source)? {
        let name = script.file_name().expect("a file has a name");
        std::fs::copy(&script, work.join(name)).map_err(|error| Failure::file(&script, &error))?;
    }
    let bundle = work.join("bundle.js");
    let mut esbuild = command::program(npm_program::path("esbuild")?);
    esbuild
        .arg(work.join("index.mjs"))
        // A script that is no module runs before the page is painted.
        .args(["--bundle", "--format=iife", "--target=es2022", "--log-level=warning"])
        .arg("--loader:.css=text")
        .arg(format!("--define:FILES={}", named::list(files)))
        // What the glue would do by itself the starter does: it never looks where it lies.
        .arg("--define:import.meta.url=undefined")
        // Without it the glue keeps classes that only a `using` declaration would need.
        .arg("--define:Symbol.dispose=undefined")
        .arg(format!("--outfile={}", bundle.display()));
    if profile == Profile::Release {
        esbuild.args(["--minify", "--legal-comments=none"]);
    }
    command::run(&mut esbuild, "Bundling the panel's scripts")?;
    Ok(bundle)
}
