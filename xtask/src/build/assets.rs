//! The code, the styles and the locale files of the panel. trunk cannot split a WebAssembly module, so
//! this happens before trunk assembles the page.
//!
//! The result is in target/panel: `files/`, which trunk copies into dist/ unchanged, and `head.html`,
//! the part of the page that loads them.

use super::bundle::Script;
use super::hashed_file::HashedFile;
use super::{BuildProfile, bundle, locales, page_head, schema, styles, wasm};
use crate::chunks::WORKER;
use crate::error::Result;
use crate::{chunks, files, paths};

/// trunk tells its hooks in a variable whether it runs with `--release`.
pub(crate) fn build() -> Result {
    let is_release = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let profile = if is_release { BuildProfile::Release } else { BuildProfile::Debug };
    let chunks = chunks::read()?;
    let folder = paths::assets();
    let work = files::empty_folder(&folder.join("work"))?;
    let output = files::empty_folder(&folder.join("files"))?;

    let modules = wasm::build(&work, &chunks, profile)?;
    styles::bundle(&work, &chunks)?;
    let panel = HashedFile::copy(&modules.panel, &output, "panel.wasm")?;
    let mut loaded = Vec::new();
    for module in &modules.lazy {
        loaded.push(HashedFile::copy(&module.path, &output, &format!("{}.wasm", module.name))?);
    }
    for chunk in &chunks {
        let name = format!("{}.css", chunk.name);
        loaded.push(HashedFile::copy(&work.join(&name), &output, &name)?);
    }
    for name in locales::split(&work, &chunks)? {
        loaded.push(HashedFile::copy(&work.join(&name), &output, &name)?);
    }
    loaded.push(panel.clone());
    schema::write(&output)?;
    // The page knows its worker, which loads nothing but code.
    let code: Vec<_> = loaded.iter().filter(|file| file.is_code()).cloned().collect();
    let worker = bundle::build(Script::Worker, &work, &code, profile)?;
    loaded.push(HashedFile::copy(&worker, &output, &format!("{WORKER}.js"))?);
    let script = bundle::build(Script::Page, &work, &loaded, profile)?;
    let script = HashedFile::copy(&script, &output, "panel.js")?;
    files::write(&folder.join("head.html"), page_head::html(&panel, &script))
}
