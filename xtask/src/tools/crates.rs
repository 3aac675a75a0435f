//! The crates in Cargo.lock: their versions, and their download.

use crate::error::{Error, Result};
use crate::{files, paths, process};
use toml::{Table, Value};

/// A crate as Cargo.lock lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LockedCrate {
    pub(crate) name: String,
    pub(crate) version: String,
    /// SHA-256 of the package file; the crates of this workspace have none
    pub(crate) checksum: Option<String>,
}

/// Downloads every crate. trunk runs offline, so that it downloads no tools of its own, and then cargo
/// is offline too: the crates must be downloaded before.
pub(crate) fn ensure() -> Result {
    process::run(process::cargo().args(["fetch", "--quiet"]), "Fetching the Rust packages").map_err(
        |error| {
            Error::new(format!(
                "{error} If there is no network connection, connect this machine and run the \
                 command again."
            ))
        },
    )
}

/// Every crate in Cargo.lock.
pub(crate) fn locked() -> Result<Vec<LockedCrate>> {
    let path = paths::root().join("Cargo.lock");
    parse(&files::read_text(&path)?)
        .ok_or_else(|| Error::new(format!("{} is not a lock file of cargo.", path.display())))
}

fn parse(lock: &str) -> Option<Vec<LockedCrate>> {
    let lock: Table = lock.parse().ok()?;
    let packages = lock.get("package")?.as_array()?;
    packages
        .iter()
        .map(|package| {
            let text = |key: &str| package.get(key).and_then(Value::as_str).map(str::to_owned);
            Some(LockedCrate {
                name: text("name")?,
                version: text("version")?,
                checksum: text("checksum"),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_versions_and_checksums() {
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n\
                    checksum = \"00ff\"\n\n[[package]]\nname = \"b\"\nversion = \"2.0.0\"\n";
        let crates = parse(lock).expect("it is a lock file");
        assert_eq!(crates[0].name, "a");
        assert_eq!(crates[0].checksum.as_deref(), Some("00ff"));
        assert_eq!(crates[1].version, "2.0.0");
        assert_eq!(crates[1].checksum, None);
        assert_eq!(parse("version = 4"), None);
    }
}
