//! The structure of this crate: which folder may import which, and how large a folder and a file may
//! be. Each `mod.rs` says the same in words.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const MAX_FILES_PER_FOLDER: usize = 15;
const MAX_LINES_PER_FILE: usize = 300;

/// The base: files next to `main.rs`, which every folder may import.
const BASE: [&str; 6] = ["chunks", "console", "error", "files", "paths", "process"];

/// Each folder with the folders that it may import. A folder may import only folders above it in this
/// list, so there is no cycle.
const FOLDERS: [(&str, &[&str]); 8] = [
    ("tools", &[]),
    ("hosting", &[]),
    ("launch", &[]),
    ("build", &["tools", "hosting"]),
    ("size", &["build"]),
    ("release", &["tools"]),
    ("testing", &["tools", "build", "launch", "release"]),
    ("commands", &["tools", "hosting", "build", "launch", "size", "release", "testing"]),
];

#[test]
fn a_folder_imports_only_folders_above_it() {
    for (index, (folder, imports)) in FOLDERS.iter().enumerate() {
        for import in *imports {
            let above = FOLDERS[..index].iter().any(|(known, _)| known == import);
            assert!(above, "`{folder}` may not import `{import}`, which is below it");
        }
    }
    let found: BTreeSet<String> = folders(&source()).iter().map(|path| name(path)).collect();
    let listed: BTreeSet<String> = FOLDERS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(found, listed, "every folder is in the list");
}

#[test]
fn every_import_is_allowed() {
    let mut count = 0;
    for file in rust_files(&source()) {
        let inside = file.strip_prefix(source()).expect("it is below src");
        let mut parts = inside.iter().map(|part| part.to_string_lossy().into_owned());
        let first = parts.next().expect("a file has a name");
        let allowed: &[&str] = match FOLDERS.iter().find(|(name, _)| *name == first) {
            Some((_, allowed)) => allowed,
            None if first == "main.rs" => continue,
            None => &[],
        };
        for module in imported_modules(&read(&file)) {
            count += 1;
            let is_allowed = module == first
                || BASE.contains(&module.as_str())
                || allowed.contains(&module.as_str());
            assert!(is_allowed, "{} imports `crate::{module}`", inside.display());
        }
    }
    assert!(count > 100, "the imports are found");
}

#[test]
fn folders_and_files_are_small_and_described() {
    for folder in folders(&source()).into_iter().chain([source()]) {
        let files = fs::read_dir(&folder).expect("it is a folder").count();
        assert!(files <= MAX_FILES_PER_FOLDER, "{} has {files} entries", folder.display());
    }
    for file in rust_files(&source()) {
        let text = read(&file);
        assert!(text.lines().count() <= MAX_LINES_PER_FILE, "{} is too long", file.display());
        assert!(text.starts_with("//! "), "{} needs a description", file.display());
    }
    for (folder, _) in FOLDERS {
        let text = read(&source().join(folder).join("mod.rs")).replace("\n//!", "");
        assert!(text.contains("ay import"), "{folder}/mod.rs says what it may import");
    }
}

#[test]
fn imports_are_read_in_every_spelling() {
    let text = "use crate::error::{Error, Result};\nuse crate::{files, tools::{npm, find},\n    \
                paths};\nfn main() { crate::process::run() }\npub(crate) mod x;";
    let expected = ["error", "files", "paths", "process", "tools"].map(str::to_owned);
    assert_eq!(imported_modules(text), BTreeSet::from(expected));
}

/// The modules after every `crate::`, also in a list such as `crate::{files, tools::{npm}}`.
fn imported_modules(text: &str) -> BTreeSet<String> {
    let mut modules = BTreeSet::new();
    for (_, rest) in text.match_indices("crate::").map(|(at, word)| (at, &text[at + word.len()..]))
    {
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut start = true;
            for (at, letter) in list.char_indices() {
                match letter {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    _ if start && !letter.is_whitespace() => {
                        modules.insert(first_word(&list[at..]));
                        start = false;
                    }
                    _ => {}
                }
            }
        } else {
            modules.insert(first_word(rest));
        }
    }
    modules
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("it is a folder").flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("it is a folder").flatten();
    let files = entries.map(|entry| entry.path()).filter(|path| path.is_file());
    let below = folders(folder).into_iter().flat_map(|folder| rust_files(&folder));
    files.chain(below).collect()
}

fn name(path: &Path) -> String {
    path.file_name().expect("it has a name").to_string_lossy().into_owned()
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).expect("it is text")
}
