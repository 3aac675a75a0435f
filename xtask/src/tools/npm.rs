//! Installs the packages of an npm folder in the versions of its lock file.

use crate::error::{Error, Result};
use crate::tools::{find, node};
use crate::{console, files, process};
use std::path::Path;

/// A copy of the lock file that the installed packages belong to.
const INSTALLED_LOCK: &str = "node_modules/.installed-lock.json";

/// Installs the packages unless those of the lock file are already installed.
pub(crate) fn ensure(folder: &Path, what: &str) -> Result {
    node::ensure()?;
    let lock_path = folder.join("package-lock.json");
    let lock = files::read(&lock_path)?;
    let installed_lock = folder.join(INSTALLED_LOCK);
    if std::fs::read(&installed_lock).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let npm = find::first("npm").ok_or_else(|| {
        Error::new(
            "npm was not found next to Node: install it (Debian: `apt-get install npm`) and run \
             the command again.",
        )
    })?;
    console::note(&format!("Installing {what} with npm: under a minute, once."));
    let mut install = process::program(npm);
    install
        .args(["ci", "--no-audit", "--no-fund"])
        // The tests use the installed Chromium; the one of Playwright is a large download.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .current_dir(folder);
    process::run(&mut install, &format!("Installing {what} with npm")).map_err(|error| {
        Error::new(format!(
            "{error} If there is no network connection, connect this machine and run the command \
             again."
        ))
    })?;
    files::write(&installed_lock, lock)
}
