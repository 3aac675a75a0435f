//! The packages of one npm folder, installed exactly as its lock file says.

use crate::command;
use crate::failure::{Failure, Outcome};
use crate::say;
use crate::tools::{find, node};
use std::path::Path;

/// A copy of the lock file that the installed packages belong to.
const STAMP: &str = "node_modules/.installed-lock.json";

/// Installs the packages of `folder` unless those of its lock file are there already.
pub(crate) fn ensure(folder: &Path, what: &str) -> Outcome {
    node::ensure()?;
    let lock_path = folder.join("package-lock.json");
    let lock = std::fs::read(&lock_path).map_err(|error| Failure::file(&lock_path, &error))?;
    let stamp = folder.join(STAMP);
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let npm = find::first("npm").ok_or_else(|| {
        Failure::new(
            "npm was not found beside Node: install it (Debian: `apt-get install npm`) and run \
             the command again.",
        )
    })?;
    say::note(&format!("Installing {what} with npm: under a minute, once."));
    let mut install = command::program(npm);
    install
        .args(["ci", "--no-audit", "--no-fund"])
        // The tests use the Chromium that is installed; Playwright's own is a large download.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .current_dir(folder);
    command::run(&mut install, &format!("Installing {what} with npm")).map_err(|failure| {
        Failure::new(format!(
            "{failure} Without a network connection, connect this machine and run the command \
             again."
        ))
    })?;
    std::fs::write(&stamp, lock).map_err(|error| Failure::file(&stamp, &error))
}
