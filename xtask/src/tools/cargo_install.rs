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
    /// Whether it needs what its crate has by default, such as TLS
    pub(crate) needs_defaults: bool,
    /// How much the compiler optimizes. The program runs for seconds, and compiling it takes minutes.
    pub(crate) opt_level: &'a str,
}

/// Less work for the compiler than the release profile of a crate asks for.
const QUICK: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
];

/// The path of the program, which is installed first if it is missing.
pub(crate) fn ensure(wanted: &CargoProgram<'_>) -> Result<PathBuf> {
    let CargoProgram { crate_name, program, version, duration, .. } = wanted;
    if let Some(found) = find::with_version(program, version) {
        return Ok(found);
    }
    console::note(&format!("Installing {crate_name} {version} with cargo: {duration}, once."));
    let mut install = process::cargo();
    install
        .args(["install", crate_name, "--version", version])
        .args(options(wanted))
        .envs(QUICK)
        // In a folder of its own it waits for no other build.
        .env_remove("CARGO_TARGET_DIR")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", wanted.opt_level);
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

fn options(wanted: &CargoProgram<'_>) -> impl Iterator<Item = &'static str> {
    let locked = wanted.is_locked.then_some("--locked");
    let features = (!wanted.needs_defaults).then_some("--no-default-features");
    locked.into_iter().chain(features)
}

fn manual_command(wanted: &CargoProgram<'_>) -> String {
    let CargoProgram { crate_name, version, .. } = wanted;
    options(wanted)
        .fold(format!("cargo install {crate_name} --version {version}"), |line, option| {
            format!("{line} {option}")
        })
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
            needs_defaults: true,
            opt_level: "0",
        };
        assert_eq!(manual_command(&wanted), "cargo install trunk --version 0.21.14 --locked");
        wanted.is_locked = false;
        assert_eq!(manual_command(&wanted), "cargo install trunk --version 0.21.14");
        wanted.needs_defaults = false;
        assert_eq!(
            manual_command(&wanted),
            "cargo install trunk --version 0.21.14 --no-default-features"
        );
    }
}
