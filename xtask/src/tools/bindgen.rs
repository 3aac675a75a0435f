//! wasm-bindgen's command line and its test runner. They must be of exactly the version of the
//! crate that the panel links, so Cargo.lock says which.

use crate::failure::{Failure, Outcome};
use crate::project;
use crate::tools::cargo_install::{self, Wanted};
use crate::tools::find;
use std::path::PathBuf;

#[derive(Debug)]
pub(crate) struct Bindgen {
    pub(crate) wasm_bindgen: PathBuf,
    pub(crate) test_runner: PathBuf,
}

pub(crate) fn ensure() -> Outcome<Bindgen> {
    let version = version_of_the_panel()?;
    // Without `--locked`: its lock file may name crates newer than a registry serves.
    let wasm_bindgen = cargo_install::ensure(&Wanted {
        krate: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: &version,
        takes: "2 to 4 minutes",
        is_locked: false,
    })?;
    let test_runner = find::of_version("wasm-bindgen-test-runner", &version).ok_or_else(|| {
        Failure::new(format!(
            "wasm-bindgen {version} is installed without its test runner: install both with \
             `cargo install wasm-bindgen-cli --version {version} --force`."
        ))
    })?;
    Ok(Bindgen { wasm_bindgen, test_runner })
}

fn version_of_the_panel() -> Outcome<String> {
    let path = project::root().join("Cargo.lock");
    let lock = std::fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
    locked_version(&lock, "wasm-bindgen").ok_or_else(|| {
        Failure::new("Cargo.lock names no wasm-bindgen: run `cargo update --workspace`.")
    })
}

/// The version of a package in the text of a Cargo.lock.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?;
    Some(version.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
[[package]]
name = "wasm-bindgen-futures"
version = "0.4.80"
dependencies = [
 "wasm-bindgen",
]

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
source = "registry"
"#;

    #[test]
    fn the_version_is_the_one_of_that_very_package() {
        for (package, expected) in [
            ("wasm-bindgen", Some("0.2.130")),
            ("wasm-bindgen-futures", Some("0.4.80")),
            ("wasm", None),
        ] {
            assert_eq!(locked_version(LOCK, package).as_deref(), expected);
        }
    }

    #[test]
    fn this_repository_locks_one() {
        let version = version_of_the_panel().expect("Cargo.lock is committed");
        assert!(version.starts_with("0.2."), "{version}");
    }
}
