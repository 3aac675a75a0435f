//! Looks for installed programs: on `PATH` and where `cargo install` puts them.

use crate::command;
use std::path::{Path, PathBuf};

/// Every file of that name on `PATH`, then in cargo's own folder of programs.
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

/// The first program of that name which answers `--version` with `expected` as one of its words.
pub(crate) fn of_version(name: &str, expected: &str) -> Option<PathBuf> {
    all(name).into_iter().find(|candidate| {
        version_answer(candidate)
            .is_some_and(|answer| answer.split_whitespace().any(|word| word == expected))
    })
}

pub(crate) fn version_answer(program: &Path) -> Option<String> {
    command::answer(command::program(program).arg("--version"))
}

/// Where `cargo install` puts programs, the most particular setting first.
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
    fn a_program_is_found_by_a_word_of_its_version() {
        let answer = version_answer(Path::new("cargo")).expect("cargo runs this test");
        let version = answer.split_whitespace().nth(1).expect("`cargo 1.2.3 (…)`");
        assert!(of_version("cargo", version).is_some());
        assert_eq!(of_version("cargo", "0.0.0"), None);
        assert_eq!(first("no-such-program-here"), None);
    }
}
