//! The test runner of wasm-bindgen, which comes with its command line. Its version must equal that of the
//! crate that the panel links, so it is read from Cargo.lock.

use crate::error::{Error, Result};
use crate::tools::cargo_install::{self, CargoProgram};
use crate::tools::{crates, find};
use std::path::PathBuf;

pub(crate) fn test_runner() -> Result<PathBuf> {
    let version = linked_version()?;
    cargo_install::ensure(&CargoProgram {
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
    find::with_version("wasm-bindgen-test-runner", &version).ok_or_else(|| {
        Error::new(format!(
            "wasm-bindgen {version} is installed without its test runner: install both with \
             `cargo install wasm-bindgen-cli --version {version} --force`."
        ))
    })
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
        let manifest = |folder: &str| -> toml::Table {
            let text =
                crate::files::read_text(&crate::paths::root().join(folder).join("Cargo.toml"));
            text.expect("the repository has it").parse().expect("it is TOML")
        };
        let version = format!("={}", linked_version().expect("Cargo.lock is committed"));
        let panel = &manifest("")["target"]["cfg(target_arch = \"wasm32\")"]["dependencies"];
        assert_eq!(panel["wasm-bindgen"].as_str(), Some(version.as_str()));
        let xtask = &manifest("xtask")["dependencies"];
        assert_eq!(xtask["wasm-bindgen-cli-support"].as_str(), Some(version.as_str()));
    }
}
