//! The command line of wasm-bindgen and its test runner. Their version must equal that of the crate
//! that the panel links, so it is read from Cargo.lock.

use crate::error::{Error, Result};
use crate::tools::cargo_install::{self, CargoProgram};
use crate::tools::{crates, find};
use std::path::PathBuf;

#[derive(Debug)]
pub(crate) struct BindgenTools {
    pub(crate) wasm_bindgen: PathBuf,
    pub(crate) test_runner: PathBuf,
}

pub(crate) fn ensure() -> Result<BindgenTools> {
    let version = linked_version()?;
    let wasm_bindgen = cargo_install::ensure(&CargoProgram {
        crate_name: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: &version,
        duration: "1 to 3 minutes",
        // The lock file of this crate may name versions that a registry mirror does not have yet.
        is_locked: false,
        needs_defaults: true,
        // It reads modules of the tests that have more than a hundred megabytes.
        opt_level: "1",
    })?;
    let test_runner =
        find::with_version("wasm-bindgen-test-runner", &version).ok_or_else(|| {
            Error::new(format!(
                "wasm-bindgen {version} is installed without its test runner: install both with \
             `cargo install wasm-bindgen-cli --version {version} --force`."
            ))
        })?;
    Ok(BindgenTools { wasm_bindgen, test_runner })
}

fn linked_version() -> Result<String> {
    let wasm_bindgen = crates::locked()?.into_iter().find(|locked| locked.name == "wasm-bindgen");
    wasm_bindgen.map(|locked| locked.version).ok_or_else(|| {
        Error::new("Cargo.lock has no wasm-bindgen: run `cargo update --workspace`.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_cargo_toml() {
        let manifest = crate::files::read_text(&crate::paths::root().join("Cargo.toml"));
        let manifest: toml::Table =
            manifest.expect("the repository has it").parse().expect("it is TOML");
        let target = &manifest["target"]["cfg(target_arch = \"wasm32\")"];
        let required = target["dependencies"]["wasm-bindgen"].as_str().expect("it is a version");
        assert_eq!(format!("={}", linked_version().expect("Cargo.lock is committed")), required);
    }
}
