//! Whether the release in dist/ still belongs to the sources, so that the second start takes a
//! second. It compares modification times: the newest source against the start of the last build.

use crate::failure::{Failure, Outcome};
use crate::project;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What does not go into the panel. Everything else counts: a rebuild too many costs a minute, one
/// too few an hour of searching.
const APART: [&str; 10] = [
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

/// Written after a build: when it began, and the time of the page it left. A page of another time
/// is of another build (`trunk serve`, say).
#[derive(Debug, PartialEq, Eq)]
struct Note {
    begun: Duration,
    page: Duration,
}

pub(crate) fn is_fresh() -> bool {
    let Some(note) = read_note() else {
        return false;
    };
    let newest = newest_below(project::root(), true);
    modified(&page()) == Some(note.page) && newest.is_some_and(|newest| newest < note.begun)
}

/// To be called when a build is complete, with the time it began: what was edited meanwhile is
/// newer than the build.
pub(crate) fn record(begun: SystemTime) -> Outcome {
    let path = note_path()?;
    let note = Note { begun: since_epoch(begun), page: modified(&page()).unwrap_or_default() };
    std::fs::write(&path, note.to_text()).map_err(|error| Failure::file(&path, &error))
}

/// To be called before a build: one that breaks off leaves no note.
pub(crate) fn forget() -> Outcome {
    let path = note_path()?;
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::file(&path, &error))
        }
        _ => Ok(()),
    }
}

impl Note {
    fn to_text(&self) -> String {
        format!("{} {}\n", self.begun.as_nanos(), self.page.as_nanos())
    }

    fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split_whitespace().map(str::parse::<u64>);
        Some(Self {
            begun: Duration::from_nanos(numbers.next()?.ok()?),
            page: Duration::from_nanos(numbers.next()?.ok()?),
        })
    }
}

fn read_note() -> Option<Note> {
    Note::parse(&std::fs::read_to_string(note_path().ok()?).ok()?)
}

fn note_path() -> Outcome<PathBuf> {
    Ok(project::scratch()?.join("release"))
}

fn page() -> PathBuf {
    project::dist().join("index.html")
}

/// The newest time among the files and folders below; a folder's own time tells of files that
/// went away. The root's own time is left out, since dist/ comes and goes there.
fn newest_below(folder: &Path, is_root: bool) -> Option<Duration> {
    let own = if is_root { None } else { modified(folder) };
    let entries = std::fs::read_dir(folder).ok()?;
    let below = entries.flatten().filter_map(|entry| {
        let name = entry.file_name();
        if APART.iter().any(|apart| name == *apart) {
            return None;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => {
                // Cargo marks its build folders, whatever they are called.
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
    fn a_note_is_read_as_it_was_written() {
        let note = Note {
            begun: Duration::from_nanos(1_700_000_000_123_456_789),
            page: Duration::from_nanos(1_700_000_060_000_000_001),
        };
        assert_eq!(Note::parse(&note.to_text()), Some(note));
    }

    #[test]
    fn a_broken_note_means_build_again() {
        for text in ["", "1", "one two", "-1 2"] {
            assert_eq!(Note::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn sources_count_and_results_do_not() {
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
