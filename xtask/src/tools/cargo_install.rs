//! Installs a program from its crate, in one exact version.

use crate::error::{Error, Result};
use crate::tools::find;
use crate::{console, process};
use std::path::PathBuf;

/// A program that `cargo install` provides.
#[derive(Debug)]
pub(crate) struct CargoProgram<'a> {
    pub(crate) crate_name: &'a str,
    pub(crate) program: &'a str,
    pub(crate) version: &'a str,
    /// How long the installation takes when nothing is compiled yet
    pub(crate) duration: &'a str,
    /// Whether to use the versions in the lock file of the crate
    pub(crate) is_locked: bool,
}

/// The path of the program, which is installed first if it is missing.
pub(crate) fn ensure(wanted: &CargoProgram<'_>) -> Result<PathBuf> {
    let CargoProgram { crate_name, program, version, duration, is_locked } = wanted;
    if let Some(found) = find::with_version(program, version) {
        return Ok(found);
    }
    console::note(&format!("Installing {crate_name} {version} with cargo: {duration}, once."));
    let mut install = process::cargo();
    install.args(["install", crate_name, "--version", version]);
    if *is_locked {
        install.arg("--locked");
    }
    process::run(&mut install, &format!("Installing {crate_name} {version}")).map_err(|error| {
        Error::new(format!(
            "{error} If there is no network connection, connect this machine and run the command \
             again. You can also install it by hand: `{}`.",
            manual_command(wanted)
        ))
    })?;
    find::with_version(program, version).ok_or_else(|| {
        Error::new(format!(
            "{crate_name} {version} was installed, but its program `{program}` was not found: add \
             the folder where cargo installs programs to PATH and run the command again."
        ))
    })
}

fn manual_command(wanted: &CargoProgram<'_>) -> String {
    let locked = if wanted.is_locked { " --locked" } else { "" };
    format!("cargo install {} --version {}{locked}", wanted.crate_name, wanted.version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_command_matches_the_installation() {
        let mut wanted = CargoProgram {
            crate_name: "trunk",
            program: "trunk",
            version: "0.21.14",
            duration: "10 minutes",
            is_locked: true,
        };
        assert_eq!(manual_command(&wanted), "cargo install trunk --version 0.21.14 --locked");
        wanted.is_locked = false;
        assert_eq!(manual_command(&wanted), "cargo install trunk --version 0.21.14");
    }
}
