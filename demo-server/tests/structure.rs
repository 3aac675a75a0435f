//! The structure of the sources: small folders, and imports that form no cycle, neither between
//! files nor between folders.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const MOST_FILES: usize = 15;
const MOST_LINES: usize = 300;

/// Files by their module path: `servers::v2::create`; a `mod.rs` is its folder's.
type Modules = BTreeMap<String, String>;
type Graph = BTreeMap<String, BTreeSet<String>>;

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn read(folder: &Path, module: &str, modules: &mut Modules) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let inner = if module.is_empty() { name.clone() } else { format!("{module}::{name}") };
        if path.is_dir() {
            read(&path, &inner, modules);
        } else {
            let own = if name == "mod" { module.to_owned() } else { inner };
            modules.insert(own, fs::read_to_string(&path).unwrap());
        }
    }
}

fn modules() -> Modules {
    let mut modules = Modules::new();
    read(&sources(), "", &mut modules);
    modules
}

/// The code of a file, without comments and tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The paths behind each `crate::` of a file; `{a, b::c}` gives one path for each.
fn imports(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        expand("", &text[at + "crate::".len()..], &mut found);
    }
    found
}

fn expand(prefix: &str, text: &str, found: &mut Vec<String>) {
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
    let end = text.find(|c| !is_path(c)).unwrap_or(text.len());
    let path = format!("{prefix}{}", &text[..end]);
    let Some(list) = text[end..].strip_prefix('{') else {
        found.push(path);
        return;
    };
    let (mut depth, mut start) = (0, 0);
    for (at, character) in list.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                expand(&path, list[start..at].trim(), found);
                start = at + 1;
                if character == '}' {
                    return;
                }
            }
            _ => {}
        }
    }
}

/// The module that a path names or lies in.
fn module_of<'a>(modules: &'a Modules, path: &str) -> Option<&'a str> {
    let parts: Vec<&str> = path.split("::").filter(|part| !part.is_empty()).collect();
    (1..=parts.len()).rev().find_map(|length| {
        let name = parts[..length].join("::");
        modules.get_key_value(&name).map(|(name, _)| name.as_str())
    })
}

/// Which file imports which.
fn files() -> Graph {
    let modules = modules();
    let mut graph = Graph::new();
    for (name, text) in &modules {
        let targets = imports(&code(text))
            .iter()
            .filter_map(|path| module_of(&modules, path))
            .filter(|target| *target != name)
            .map(str::to_owned)
            .collect();
        graph.insert(name.clone(), targets);
    }
    graph
}

/// Which folder imports which. A folder's `mod.rs` lies in the folder.
fn folders() -> Graph {
    let is_folder = |module: &str| sources().join(module.replace("::", "/")).is_dir();
    let folder = |module: &str| {
        if is_folder(module) {
            return module.to_owned();
        }
        module.rsplit_once("::").map_or(String::new(), |(folder, _)| folder.to_owned())
    };
    let mut graph = Graph::new();
    for (file, targets) in files() {
        let own = folder(&file);
        let other = targets.iter().map(|target| folder(target)).filter(|one| *one != own);
        graph.entry(own.clone()).or_default().extend(other);
    }
    graph
}

/// A cycle in the graph, if there is one.
fn cycle(graph: &Graph) -> Option<Vec<String>> {
    fn visit(graph: &Graph, at: &str, path: &mut Vec<String>, done: &mut BTreeSet<String>) -> bool {
        if path.iter().any(|one| one == at) {
            path.push(at.to_owned());
            return true;
        }
        if done.contains(at) {
            return false;
        }
        path.push(at.to_owned());
        for next in graph.get(at).into_iter().flatten() {
            if visit(graph, next, path, done) {
                return true;
            }
        }
        path.pop();
        done.insert(at.to_owned());
        false
    }
    let mut done = BTreeSet::new();
    graph.keys().find_map(|start| {
        let mut path = Vec::new();
        visit(graph, start, &mut path, &mut done).then_some(path)
    })
}

#[test]
fn imports_are_read_from_nested_lists() {
    let text = "use crate::a::{self, b::{c, D}, e};\nfn f() { crate::g::h(); mycrate::x(); }";
    assert_eq!(imports(text), ["a::self", "a::b::c", "a::b::D", "a::e", "g::h"]);
}

#[test]
fn a_cycle_is_found() {
    let graph = |edges: &[(&str, &str)]| {
        let mut graph = Graph::new();
        for (from, to) in edges {
            graph.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        graph
    };
    assert!(cycle(&graph(&[("a", "b"), ("b", "c"), ("c", "a")])).is_some());
    assert!(cycle(&graph(&[("a", "b"), ("a", "c"), ("b", "c")])).is_none());
}

#[test]
fn files_and_folders_import_in_one_direction() {
    assert_eq!(cycle(&files()), None);
    assert_eq!(cycle(&folders()), None);
    // The test reads something.
    assert!(files()["servers::v2::create"].contains("servers::v2::rules::release"));
    assert!(folders()["control"].contains("state"));
}

#[test]
fn no_file_hides_an_import() {
    for (name, text) in modules() {
        assert!(!code(&text).contains("super::"), "{name}: write the whole path instead of super");
    }
}

#[test]
fn files_and_folders_are_small_and_every_folder_has_a_map() {
    let mut counts: BTreeMap<PathBuf, usize> = BTreeMap::new();
    let mut open = vec![sources()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                let map = fs::read_to_string(path.join("mod.rs")).unwrap();
                assert!(map.starts_with("//! "), "{}", path.display());
                assert!(map.contains("import"), "{}: what it may import", path.display());
                open.push(path);
            } else {
                *counts.entry(folder.clone()).or_default() += 1;
                let lines = fs::read_to_string(&path).unwrap().lines().count();
                assert!(lines <= MOST_LINES, "{}: {lines} lines", path.display());
            }
        }
    }
    for (folder, count) in counts {
        assert!(count <= MOST_FILES, "{}: {count} files", folder.display());
    }
}
