//! The panel's code, from Rust to files that a page can load. trunk cannot split a module, so this
//! is done before it joins the page (`cargo xtask assets`): compile, split off
//! what the form does not need, bind to JavaScript, optimize, name every file after its content.
//!
//! What it leaves in target/panel: `files/`, copied into dist/ as it is, and `head.html`, the part of
//! the page that loads them.

mod bundle;
mod compile;
mod hashes;
mod named;
mod optimize;
mod slim;
mod split;
mod unused;

use crate::failure::{Failure, Outcome};
use crate::{command, locales, project, schema, styles};
use std::path::{Path, PathBuf};

/// How the panel is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Profile {
    /// Quick to compile, with the names that an error needs
    Debug,
    /// Small
    Release,
}

/// trunk tells its hooks whether `--release` was asked for.
pub(crate) fn run() -> Outcome {
    let is_release = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    build(if is_release { Profile::Release } else { Profile::Debug })
}

fn build(profile: Profile) -> Outcome {
    // Always these folders, wherever cargo builds: index.html names them.
    let folder = project::root().join("target").join("panel");
    let work = empty(&folder.join("work"))?;
    let files = empty(&folder.join("files"))?;
    let module = compile::run(profile)?;
    let parts = split::run(&module, &work)?;
    bind(&parts.main, &work)?;
    hashes::drop_from(&work.join("panel_bg.wasm"), &work.join("panel.js"))?;
    split::link_to_page(&parts.link)?;
    styles::run(&work)?;
    let main = work.join("panel_bg.wasm");
    if profile == Profile::Release {
        unused::drop_exports(&main, &bundle::run(&work, &[], profile)?)?;
        optimize::run(&main)?;
        optimize::run(&parts.later)?;
    }
    let main = named::copy(&main, &files, "panel.wasm")?;
    let mut known = vec![
        named::copy(&parts.later, &files, "later.wasm")?,
        named::copy(&work.join("later.css"), &files, "later.css")?,
    ];
    for name in locales::run(&work)? {
        known.push(named::copy(&work.join(&name), &files, &name)?);
    }
    known.push(main);
    schema::run(&files)?;
    let script = named::copy(&bundle::run(&work, &known, profile)?, &files, "panel.js")?;
    let main = known.last().expect("the module was put there last");
    let head = folder.join("head.html");
    std::fs::write(&head, named::head(main, &script)).map_err(|error| Failure::file(&head, &error))
}

/// The main module's bindings, beside the parts they belong to.
fn bind(main: &Path, work: &Path) -> Outcome {
    let bindgen = crate::tools::bindgen::ensure()?.wasm_bindgen;
    command::run(
        command::program(bindgen)
            // The later module is linked to exports that would else be dropped as nobody's.
            .arg("--keep-lld-exports")
            .args(["--target", "web", "--no-typescript", "--out-name", "panel", "--out-dir"])
            .args([work, main]),
        "Binding the panel to JavaScript",
    )
}

/// The folder, without what an earlier build left in it.
fn empty(folder: &Path) -> Outcome<PathBuf> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(Failure::file(folder, &error));
        }
        _ => {}
    }
    std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    Ok(folder.to_path_buf())
}
