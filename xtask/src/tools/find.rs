//! Finds installed programs on `PATH` and where `cargo install` puts them.

use crate::process;
use std::path::{Path, PathBuf};

/// Every file of that name on `PATH` and then in the program folders of cargo.
pub(crate) fn all(name: &str) -> Vec<PathBuf> {
    let file_name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(cargo_programs())
        .map(|folder| folder.join(&file_name))
        .filter(|candidate| candidate.is_file())
        .collect()
}

pub(crate) fn first(name: &str) -> Option<PathBuf> {
    all(name).into_iter().next()
}

/// The first program of that name whose `--version` output has `expected` as one of its words.
pub(crate) fn with_version(name: &str, expected: &str) -> Option<PathBuf> {
    all(name).into_iter().find(|candidate| {
        version_output(candidate)
            .is_some_and(|output| output.split_whitespace().any(|word| word == expected))
    })
}

pub(crate) fn version_output(program: &Path) -> Option<String> {
    process::capture(process::program(program).arg("--version"))
}

/// The folders where `cargo install` puts programs; the most specific setting comes first.
fn cargo_programs() -> Vec<PathBuf> {
    let home = std::env::home_dir().map(|home| home.join(".cargo"));
    [
        std::env::var_os("CARGO_INSTALL_ROOT").map(PathBuf::from),
        std::env::var_os("CARGO_HOME").map(PathBuf::from),
        home,
    ]
    .into_iter()
    .flatten()
    .map(|root| root.join("bin"))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_program_by_its_version() {
        let output = version_output(Path::new("cargo")).expect("cargo runs this test");
        let version = output.split_whitespace().nth(1).expect("`cargo 1.2.3 (…)`");
        assert!(with_version("cargo", version).is_some());
        assert_eq!(with_version("cargo", "0.0.0"), None);
        assert_eq!(first("no-such-program-here"), None);
    }
}
