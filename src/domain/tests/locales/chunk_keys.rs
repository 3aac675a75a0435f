//! The texts of a chunk: what its code says must load with it, with what it loads after, or with the form.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::domain::tests::crate_paths::{crate_paths, module_of};
use crate::domain::tests::locales::source_keys::keys_by_file;

/// Every chunk loads after this one, except [`ALONE`], which can load before the form.
const BASE: &str = "operate";
const ALONE: &str = "deployment";
/// What is reached and never said there: a row's way back, which only an instance that is there has, and the count of
/// the instances that were found.
const NOT_SAID: [(&str, &str); 3] =
    [(BASE, "row.undo"), (ALONE, "row.undo"), (ALONE, "find.count")];

#[derive(Deserialize)]
struct Chunk {
    locales: Vec<String>,
}

impl Chunk {
    fn owns(&self, key: &str) -> bool {
        self.locales.iter().any(|beginning| {
            let rest = key.strip_prefix(beginning.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '_']))
        })
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn chunks() -> BTreeMap<String, Chunk> {
    let text = fs::read_to_string(root().join("xtask/chunks.json")).expect("the list of chunks");
    serde_json::from_str(&text).expect("chunks by name")
}

/// The file that a path of this crate leads to: the longest beginning that is one.
fn file_of(path: &[String]) -> Option<PathBuf> {
    (1..=path.len()).rev().find_map(|count| {
        let module = path[..count].iter().fold(root().join("src"), |to, part| to.join(part));
        [module.with_extension("rs"), module.join("mod.rs")].into_iter().find(|file| file.exists())
    })
}

/// The files of the crate that a file names.
fn named_in(file: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string(file).expect("a source file");
    let source = syn::parse_file(&text).expect("a source file");
    let below = file.strip_prefix(root().join("src")).expect("a file below src");
    let module = module_of(&below.to_string_lossy());
    crate_paths(&source, &module).iter().filter_map(|path| file_of(path)).collect()
}

/// All files that can be reached from one.
fn reached(from: PathBuf) -> BTreeSet<PathBuf> {
    let mut seen = BTreeSet::new();
    let mut left = vec![from];
    while let Some(file) = left.pop() {
        if seen.insert(file.clone()) {
            left.extend(named_in(&file));
        }
    }
    seen
}

#[test]
fn what_a_chunk_says_loads_with_it() {
    let chunks = chunks();
    let keys = keys_by_file();
    let mut looked = 0;
    for name in chunks.keys() {
        let files = reached(root().join(format!("src/chunks/{name}.rs")));
        let has_text = |key: &str| {
            let mut owners = chunks.iter().filter(|(_, chunk)| chunk.owns(key)).peekable();
            let is_loaded = |owner: &str| owner == name || owner == BASE && name != ALONE;
            owners.peek().is_none()
                || owners.any(|(owner, _)| is_loaded(owner))
                || NOT_SAID.contains(&(name.as_str(), key))
        };
        for (file, keys) in keys.iter().filter(|(file, _)| files.contains(*file)) {
            looked += 1;
            let missing: Vec<&String> = keys.iter().filter(|key| !has_text(key)).collect();
            assert!(missing.is_empty(), "{name}, {}: {missing:?}", file.display());
        }
    }
    assert!(looked > 50, "the walk finds the sources: {looked}");
}
