//! Installs a program from its crate, in exactly one version.

use crate::command;
use crate::failure::{Failure, Outcome};
use crate::say;
use crate::tools::find;
use std::path::PathBuf;

/// One program to have, and how long its installation takes where nothing is compiled yet.
#[derive(Debug)]
pub(crate) struct Wanted<'a> {
    pub(crate) krate: &'a str,
    pub(crate) program: &'a str,
    pub(crate) version: &'a str,
    pub(crate) takes: &'a str,
    /// Whether the versions in the crate's own lock file are used.
    pub(crate) is_locked: bool,
}

/// The installed program; installs it first where it is missing.
pub(crate) fn ensure(wanted: &Wanted<'_>) -> Outcome<PathBuf> {
    let Wanted { krate, program, version, takes, is_locked } = wanted;
    if let Some(found) = find::of_version(program, version) {
        return Ok(found);
    }
    say::note(&format!("Installing {krate} {version} with cargo: about {takes}, once."));
    let mut install = command::cargo();
    install.args(["install", krate, "--version", version]);
    if *is_locked {
        install.arg("--locked");
    }
    command::run(&mut install, &format!("Installing {krate} {version}")).map_err(|failure| {
        Failure::new(format!(
            "{failure} Without a network connection, connect this machine and run the command \
             again; else repeat it by hand: `{}`.",
            by_hand(wanted)
        ))
    })?;
    find::of_version(program, version).ok_or_else(|| {
        Failure::new(format!(
            "{krate} {version} was installed, but its program `{program}` is not where cargo \
             says it puts programs: add that folder to PATH and run the command again."
        ))
    })
}

fn by_hand(wanted: &Wanted<'_>) -> String {
    let locked = if wanted.is_locked { " --locked" } else { "" };
    format!("cargo install {} --version {}{locked}", wanted.krate, wanted.version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_by_hand_is_the_one_that_was_run() {
        let mut wanted = Wanted {
            krate: "trunk",
            program: "trunk",
            version: "0.21.14",
            takes: "10 minutes",
            is_locked: true,
        };
        assert_eq!(by_hand(&wanted), "cargo install trunk --version 0.21.14 --locked");
        wanted.is_locked = false;
        assert_eq!(by_hand(&wanted), "cargo install trunk --version 0.21.14");
    }
}
