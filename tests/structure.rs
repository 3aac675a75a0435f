//! The structure of the source tree: which layer may import which, and the limits that keep a folder
//! easy to read. `docs/architecture.md` explains the rules.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use syn::visit::{self, Visit};

#[path = "../src/domain/tests/crate_paths.rs"]
mod crate_paths;

use crate_paths::{crate_paths, module_of};

/// From the lowest layer to the highest. A layer imports itself and lower ones.
const LAYERS: [&str; 5] = ["domain", "platform", "state", "ui", "chunks"];
/// Layers that a higher layer skips: the views and the state reach the browser through it, the
/// platform itself knows nothing but the domain.
const PLATFORM_IMPORTS: [&str; 2] = ["domain", "platform"];
/// Folders of `src/ui` that know no feature.
const FEATURE_FREE: [&str; 2] = ["ui/kit", "ui/fields"];
/// The folders of tests.
const TESTS: [&str; 2] = ["domain/tests/", "readers/src/tests/"];
/// The parts of the crate `readers`, in the same order as the layers.
const READERS: [&str; 3] = ["text", "literal", "shell"];
const MOST_FILES_IN_A_FOLDER: usize = 15;
const MOST_LINES_IN_A_FILE: usize = 300;
/// One table with an entry for each field
const FIELD_TABLE: &str = "domain/schema/fields/table.rs";
const MOST_FILES_WITH_WHOLE_STATE: usize = 5;
/// The type that holds the state of every feature.
const WHOLE_STATE: [&str; 2] = ["PanelState", "Panel"];

/// One source file and what it names.
struct Source {
    /// Below `src`, or below the root for another crate, with `/`
    path: String,
    /// Absolute paths of this crate that the file names, such as `["domain", "http", "secret"]`
    paths: BTreeSet<Vec<String>>,
    /// Structs, enums, traits and type aliases that the file defines
    types: Vec<String>,
    lines: usize,
}

impl Source {
    fn read(root: &Path, file: &Path) -> Self {
        let path =
            file.strip_prefix(root).expect("a file below src").to_string_lossy().into_owned();
        let text = fs::read_to_string(file).expect("a source file");
        let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut types = Types::default();
        types.visit_file(&syntax);
        let lines = text.lines().count();
        Self { paths: crate_paths(&syntax, &module_of(&path)), path, types: types.0, lines }
    }

    fn layer(&self) -> Option<&'static str> {
        LAYERS.into_iter().find(|layer| self.path.starts_with(&format!("{layer}/")))
    }

    fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// Collects the types that a file defines.
#[derive(Default)]
struct Types(Vec<String>);

impl<'ast> Visit<'ast> for Types {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.0.push(item.ident.to_string());
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.0.push(item.ident.to_string());
        visit::visit_item_enum(self, item);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.0.push(item.ident.to_string());
        visit::visit_item_trait(self, item);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.0.push(item.ident.to_string());
        visit::visit_item_type(self, item);
    }
}

fn files_below(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files_below(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// The sources below `src` and those of the crate `readers`, which imports nothing of the panel because
/// it cannot. Tests may know everything, so most rules leave them out.
fn sources(with_tests: bool) -> impl Iterator<Item = &'static Source> {
    static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(read_sources);
    let is_test = |path: &str| TESTS.iter().any(|tests| path.starts_with(tests));
    SOURCES.iter().filter(move |source| with_tests || !is_test(&source.path))
}

fn read_sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    for (folder, base, at_least) in
        [("src", root.join("src"), 100), ("readers/src", root.to_owned(), 10)]
    {
        let mut files = Vec::new();
        files_below(&root.join(folder), &mut files);
        assert!(files.len() > at_least, "the walk finds the sources of {folder}");
        files.sort();
        sources.extend(files.iter().map(|file| Source::read(&base, file)));
    }
    sources
}

/// The feature folder that a path of this crate leads to, such as `domain/http`. A file that lies
/// directly in its layer is a feature of its own.
fn feature(path: &[String]) -> Option<String> {
    let layer = path.first().filter(|layer| LAYERS.contains(&layer.as_str()))?;
    Some(path.get(1).map_or_else(|| layer.clone(), |name| format!("{layer}/{name}")))
}

#[test]
fn imports_run_from_high_layers_to_low_ones() {
    let rank = |name: &str| LAYERS.iter().position(|layer| *layer == name);
    let mut wrong = Vec::new();
    for source in sources(false) {
        let Some(own) = source.layer() else { continue };
        for path in &source.paths {
            let Some(other) = path.first().filter(|name| rank(name).is_some()) else { continue };
            let is_allowed = match own {
                "platform" => PLATFORM_IMPORTS.contains(&other.as_str()),
                own => rank(other) <= rank(own),
            };
            if !is_allowed {
                wrong.push(format!("{} imports {}", source.path, path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn readers_import_each_other_one_way() {
    let rank = |name: &str| READERS.iter().position(|part| *part == name);
    let mut wrong = Vec::new();
    let mut seen = 0;
    for source in sources(false) {
        let Some(own) = source.path.strip_prefix("readers/src/") else { continue };
        let Some(own) = own.split('/').next().and_then(rank) else { continue };
        // `crate` is the other crate here, so its paths begin with their part.
        for path in &source.paths {
            let Some(other) = path.first().and_then(|name| rank(name)) else { continue };
            seen += 1;
            if other > own {
                wrong.push(format!("{} imports {}", source.path, path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(seen > 20, "the paths are read");
}

#[test]
fn building_blocks_know_no_feature() {
    let mut wrong = Vec::new();
    for source in sources(false) {
        let is_block = |name: &str| FEATURE_FREE.iter().any(|folder| name.starts_with(folder));
        if !is_block(&source.path) {
            continue;
        }
        for path in &source.paths {
            let joined = path.join("/");
            if matches!(path.first().map(String::as_str), Some("ui" | "chunks"))
                && !is_block(&joined)
            {
                wrong.push(format!("{} imports {}", source.path, path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn features_do_not_import_each_other_in_a_cycle() {
    let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut reasons: BTreeMap<(String, String), String> = BTreeMap::new();
    for source in sources(false) {
        let Some(own) = feature(&module_of(&source.path)) else { continue };
        for path in &source.paths {
            let Some(other) = feature(path).filter(|other| *other != own && other.contains('/'))
            else {
                continue;
            };
            reasons.insert((own.clone(), other.clone()), source.path.clone());
            imports.entry(own.clone()).or_default().insert(other);
        }
    }
    // Everything that can be reached from a feature; a feature that reaches itself is in a cycle.
    let reached_from = |start: &str| {
        let mut reached = BTreeSet::new();
        let mut left = vec![start.to_owned()];
        while let Some(name) = left.pop() {
            for next in imports.get(&name).into_iter().flatten() {
                if reached.insert(next.clone()) {
                    left.push(next.clone());
                }
            }
        }
        reached
    };
    let reached: BTreeMap<&String, BTreeSet<String>> =
        imports.keys().map(|name| (name, reached_from(name))).collect();
    let in_cycle: Vec<String> = reasons
        .iter()
        .filter(|((from, to), _)| reached.get(to).is_some_and(|reached| reached.contains(from)))
        .map(|((from, to), file)| format!("{from} -> {to} ({file})"))
        .collect();
    assert!(in_cycle.is_empty(), "{in_cycle:#?}");
}

#[test]
fn no_folder_is_too_full() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for source in sources(true) {
        *counts.entry(source.folder().to_owned()).or_default() += 1;
    }
    counts.retain(|_, count| *count > MOST_FILES_IN_A_FOLDER);
    assert!(counts.is_empty(), "more than {MOST_FILES_IN_A_FOLDER} files: {counts:?}");
}

#[test]
fn no_file_is_too_long_but_the_field_table() {
    let long: Vec<_> = sources(true)
        .filter(|source| source.lines > MOST_LINES_IN_A_FILE && source.path != FIELD_TABLE)
        .map(|source| (&source.path, source.lines))
        .collect();
    assert!(long.is_empty(), "more than {MOST_LINES_IN_A_FILE} lines: {long:?}");
}

#[test]
fn few_files_take_the_whole_state() {
    let names = |path: &Vec<String>| path.iter().any(|part| WHOLE_STATE.contains(&part.as_str()));
    let files: Vec<String> = sources(false)
        .filter(|source| {
            source.paths.iter().any(names)
                || source.types.iter().any(|name| WHOLE_STATE.contains(&name.as_str()))
        })
        .map(|source| source.path.clone())
        .collect();
    assert!(files.len() <= MOST_FILES_WITH_WHOLE_STATE, "{files:#?}");
}

#[test]
fn a_type_name_means_one_thing() {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources(true) {
        for name in &source.types {
            files.entry(name.clone()).or_default().push(source.path.clone());
        }
    }
    files.retain(|_, paths| paths.len() > 1);
    assert!(files.is_empty(), "defined more than once: {files:#?}");
}
