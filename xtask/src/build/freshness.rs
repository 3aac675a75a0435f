//! Tells whether the release in dist/ is up to date, so that a second start takes only a second. It
//! compares the modification time of the newest source with the start of the last build.

use crate::error::{Error, Result};
use crate::{files, paths};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Folders that are not part of the panel. Everything else counts: a needless build costs a minute, a
/// missing one costs an hour of searching.
const IGNORED: [&str; 10] = [
    ".git",
    ".ci",
    "dist",
    "target",
    "node_modules",
    "end2end",
    "demo-server",
    "fixtures",
    "docs",
    "recipes",
];

/// The record of a build: its start, and the modification time of the page that it wrote. A page with
/// another time comes from another build, such as `trunk serve`.
#[derive(Debug, PartialEq, Eq)]
struct BuildRecord {
    start: Duration,
    page: Duration,
}

pub(super) fn is_fresh() -> bool {
    let Some(record) = read_record() else {
        return false;
    };
    let newest = newest_below(paths::root(), true);
    modified(&page()) == Some(record.page) && newest.is_some_and(|newest| newest < record.start)
}

/// Call this after a build, with the time of its start: a file that was edited meanwhile is newer than
/// the build.
pub(super) fn record(start: SystemTime) -> Result {
    let path = record_path()?;
    let record =
        BuildRecord { start: since_epoch(start), page: modified(&page()).unwrap_or_default() };
    files::write(&path, record.to_text())
}

/// Call this before a build, so that a failed build leaves no record.
pub(super) fn reset() -> Result {
    let path = record_path()?;
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::file(&path, &error))
        }
        _ => Ok(()),
    }
}

impl BuildRecord {
    fn to_text(&self) -> String {
        format!("{} {}\n", self.start.as_nanos(), self.page.as_nanos())
    }

    fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split_whitespace().map(str::parse::<u64>);
        Some(Self {
            start: Duration::from_nanos(numbers.next()?.ok()?),
            page: Duration::from_nanos(numbers.next()?.ok()?),
        })
    }
}

fn read_record() -> Option<BuildRecord> {
    BuildRecord::parse(&std::fs::read_to_string(record_path().ok()?).ok()?)
}

fn record_path() -> Result<PathBuf> {
    Ok(paths::state()?.join("release"))
}

fn page() -> PathBuf {
    paths::dist().join("index.html")
}

/// The newest modification time below the folder. The time of a folder counts too, because it changes
/// when a file is removed. The time of the root does not count, because dist/ is created there.
fn newest_below(folder: &Path, is_root: bool) -> Option<Duration> {
    let own = if is_root { None } else { modified(folder) };
    let entries = std::fs::read_dir(folder).ok()?;
    let below = entries.flatten().filter_map(|entry| {
        let name = entry.file_name();
        if IGNORED.iter().any(|ignored| name == *ignored) {
            return None;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => {
                // Cargo marks its build folders with this file.
                let is_cache = entry.path().join("CACHEDIR.TAG").exists();
                (!is_cache).then(|| newest_below(&entry.path(), false))?
            }
            _ => modified(&entry.path()),
        }
    });
    below.chain(own).max()
}

fn modified(path: &Path) -> Option<Duration> {
    let time = std::fs::metadata(path).ok()?.modified().ok()?;
    Some(since_epoch(time))
}

fn since_epoch(time: SystemTime) -> Duration {
    time.duration_since(UNIX_EPOCH).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let record = BuildRecord {
            start: Duration::from_nanos(1_700_000_000_123_456_789),
            page: Duration::from_nanos(1_700_000_060_000_000_001),
        };
        assert_eq!(BuildRecord::parse(&record.to_text()), Some(record));
    }

    #[test]
    fn an_invalid_record_is_ignored() {
        for text in ["", "1", "one two", "-1 2"] {
            assert_eq!(BuildRecord::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn sources_count_and_build_results_do_not() {
        let folder = std::env::temp_dir().join(format!("xtask-freshness-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("dist")).expect("a folder can be made");
        assert_eq!(newest_below(&folder, true), None);
        std::fs::write(folder.join("dist/index.html"), "x").expect("a file can be written");
        assert_eq!(newest_below(&folder, true), None);
        std::fs::write(folder.join("index.html"), "x").expect("a file can be written");
        assert!(newest_below(&folder, true).is_some());
        std::fs::remove_dir_all(&folder).expect("the folder can be removed");
    }
}
