//! Compiles the panel to WebAssembly: one module for the form and one for each lazy chunk. May import
//! what `build` may import; only `build::assets` uses it.

mod bind;
mod compile;
mod import_names;
mod optimize;
mod split;
mod standard_library;

pub(crate) use split::SplitModules;

use super::BuildProfile;
use crate::chunks::Chunk;
use crate::error::Result;
use std::path::{Path, PathBuf};

/// The modules of the panel.
#[derive(Debug)]
pub(super) struct PanelModules {
    /// The module of the form
    pub(super) panel: PathBuf,
    pub(super) lazy: Vec<LazyModule>,
}

/// A module that the page loads after the form: that of a chunk, or code that several chunks share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LazyModule {
    /// `operate`, or `shared-bulk-operate`
    pub(crate) name: String,
    pub(crate) path: PathBuf,
}

/// The modules before they are made smaller: their functions still have names. They go to a folder of
/// their own.
pub(crate) fn named_modules(work: &Path, chunks: &[Chunk]) -> Result<SplitModules> {
    let module = compile::run(BuildProfile::Release)?;
    split::run(&module, work, chunks)
}

/// Compiles the module of the release, which a later build then finds.
pub(super) fn compile_release() -> Result {
    compile::run(BuildProfile::Release).map(drop)
}

/// Leaves the modules and their scripts in the work folder.
pub(super) fn build(work: &Path, chunks: &[Chunk], profile: BuildProfile) -> Result<PanelModules> {
    let module = compile::run(profile)?;
    let split = split::run(&module, work, chunks)?;
    let panel = bind::run(&split.main, work)?;
    import_names::shorten(&panel.module, &panel.script)?;
    if profile == BuildProfile::Release {
        let lazy = split.lazy.iter().map(|module| module.path.as_path());
        optimize::run(std::iter::once(panel.module.as_path()).chain(lazy).collect())?;
    }
    Ok(PanelModules { panel: panel.module, lazy: split.lazy })
}
