//! The packages whose code is in the panel, as cargo reports them.

use crate::error::{Error, Result};
use crate::tools::crates;
use crate::tools::wasm_target::WASM;
use crate::{paths, process};
use cargo_metadata::{Metadata, MetadataCommand};
use spdx::Expression;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

const PANEL: &str = "instance-panel";

/// One package that is linked into the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LinkedPackage {
    pub(super) name: String,
    pub(super) version: String,
    /// An SPDX expression
    pub(super) licence: String,
    pub(super) authors: Vec<String>,
    pub(super) repository: Option<String>,
    /// The folder of its source and licence texts
    pub(super) folder: PathBuf,
    /// The checksum of its package file, from Cargo.lock; the panel itself has none
    pub(super) sha256: Option<String>,
    /// The linked packages that it depends on, as `name@version`, sorted
    pub(super) dependencies: Vec<String>,
}

impl LinkedPackage {
    pub(super) fn id(&self) -> String {
        id(&self.name, &self.version)
    }

    pub(super) fn is_panel(&self) -> bool {
        self.name == PANEL
    }
}

/// The linked packages, sorted by name; the panel itself is one of them. What only runs during
/// compilation (macros, build scripts) and what only the tests need is not linked.
pub(super) fn linked() -> Result<Vec<LinkedPackage>> {
    let metadata = metadata()?;
    let mut tree = linked_tree()?;
    let own = metadata.packages.iter().filter(|package| package.source.is_none());
    merge_into_panel(&mut tree, &own.map(|own| id(&own.name, &own.version)).collect());
    let count = tree.len();
    let checksums = checksums()?;
    let mut packages = Vec::new();
    for package in &metadata.packages {
        let id = id(&package.name, &package.version);
        let Some(dependencies) = tree.remove(&id) else {
            continue;
        };
        packages.push(LinkedPackage {
            name: package.name.to_string(),
            version: package.version.to_string(),
            licence: normalized_licence(package.license.as_deref().unwrap_or_default()),
            authors: package.authors.clone(),
            repository: package.repository.clone(),
            folder: package.manifest_path.parent().map(PathBuf::from).unwrap_or_default(),
            sha256: checksums.get(&id).cloned(),
            dependencies: dependencies.into_iter().collect(),
        });
    }
    packages.sort_by_key(LinkedPackage::id);
    if packages.len() == count {
        return Ok(packages);
    }
    Err(Error::new("`cargo tree` and `cargo metadata` report different packages."))
}

/// Every package of the workspace, for all targets and for the tests.
pub(super) fn metadata() -> Result<Metadata> {
    MetadataCommand::new()
        .manifest_path(paths::root().join("Cargo.toml"))
        .other_options(["--locked".to_owned()])
        .exec()
        .map_err(|error| Error::new(format!("`cargo metadata` failed: {error}.")))
}

/// Each linked package with those that it depends on. `cargo tree` knows the features of this one
/// build; `cargo metadata` reports the union of the features of all builds, and so too much.
fn linked_tree() -> Result<BTreeMap<String, BTreeSet<String>>> {
    let mut tree = process::cargo();
    tree.args(["tree", "--locked", "--quiet", "--package", PANEL, "--target", WASM]);
    tree.args(["--edges", "normal,no-proc-macro", "--prefix", "depth", "--format", " {p}"]);
    process::capture(&mut tree)
        .and_then(|lines| parse_tree(&lines))
        .ok_or_else(|| Error::new("`cargo tree` could not list the packages of the panel."))
}

/// A line is `2 zip v9.4.1 (/its/folder)`: the depth, the name and the version. It depends on the lines
/// below it that are one level deeper.
fn parse_tree(lines: &str) -> Option<BTreeMap<String, BTreeSet<String>>> {
    let mut tree: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut parents: Vec<String> = Vec::new();
    for line in lines.lines() {
        let mut words = line.split_whitespace();
        let depth: usize = words.next()?.parse().ok()?;
        let name = words.next()?;
        let id = id(name, words.next()?.strip_prefix('v')?);
        parents.truncate(depth);
        if let Some(parent) = parents.last() {
            tree.entry(parent.clone()).or_default().insert(id.clone());
        }
        tree.entry(id.clone()).or_default();
        parents.push(id);
    }
    Some(tree)
}

/// The crates of this workspace are parts of the panel: nobody else has them, so they are not listed by
/// themselves.
fn merge_into_panel(tree: &mut BTreeMap<String, BTreeSet<String>>, own: &BTreeSet<String>) {
    let is_part = |id: &String| own.contains(id) && !id.starts_with(&format!("{PANEL}@"));
    let mut dependencies = BTreeSet::new();
    tree.retain(|id, direct| {
        if own.contains(id) {
            dependencies.append(direct);
        }
        !is_part(id)
    });
    dependencies.retain(|id| !own.contains(id));
    // The one of them that is left is the panel.
    if let Some((_, direct)) = tree.iter_mut().find(|(id, _)| own.contains(*id)) {
        *direct = dependencies;
    }
}

fn id(name: &str, version: impl std::fmt::Display) -> String {
    format!("{name}@{version}")
}

/// `MIT/Apache-2.0` is an old spelling of `MIT OR Apache-2.0` that is not valid SPDX. An expression
/// that `spdx` cannot read stays as it is; a test fails for it.
fn normalized_licence(licence: &str) -> String {
    Expression::canonicalize(licence).ok().flatten().unwrap_or_else(|| licence.to_owned())
}

/// The licence of a package as cargo-deny reads it.
#[cfg(test)]
pub(super) fn licence_expression(
    licence: &str,
) -> std::result::Result<Expression, spdx::ParseError> {
    Expression::parse_mode(licence, spdx::ParseMode::LAX)
}

/// The checksum of each package file, by `name@version`.
fn checksums() -> Result<BTreeMap<String, String>> {
    Ok(crates::locked()?
        .into_iter()
        .filter_map(|locked| Some((id(&locked.name, &locked.version), locked.checksum?)))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_dependencies_from_cargo_tree() {
        let lines =
            "0 panel v0.1.0 (/some/folder)\n1 leptos v0.8.23\n2 any v0.3.0\n1 any v0.3.0 (*)\n";
        let tree = parse_tree(lines).expect("it is a tree");
        let of = |id: &str| tree[id].iter().map(String::as_str).collect::<Vec<_>>();
        assert_eq!(of("panel@0.1.0"), ["any@0.3.0", "leptos@0.8.23"]);
        assert_eq!(of("leptos@0.8.23"), ["any@0.3.0"]);
        assert!(of("any@0.3.0").is_empty());
        assert_eq!(parse_tree("leptos v0.8.23"), None);
    }

    #[test]
    fn a_crate_of_the_workspace_is_part_of_the_panel() {
        let lines = "0 instance-panel v0.1.0\n1 own v0.1.0\n2 below v0.1.0\n3 serde v1.0.0\n1 leptos v0.8.23\n";
        let mut tree = parse_tree(lines).expect("it is a tree");
        let own = ["own@0.1.0", "instance-panel@0.1.0", "below@0.1.0", "not-linked@0.1.0"];
        merge_into_panel(&mut tree, &own.map(str::to_owned).into());
        let names: Vec<&str> = tree.keys().map(String::as_str).collect();
        assert_eq!(names, ["instance-panel@0.1.0", "leptos@0.8.23", "serde@1.0.0"]);
        let panel: Vec<&str> = tree[names[0]].iter().map(String::as_str).collect();
        assert_eq!(panel, ["leptos@0.8.23", "serde@1.0.0"]);
    }

    #[test]
    fn an_old_spelling_becomes_valid_spdx() {
        assert_eq!(normalized_licence("MIT/Apache-2.0"), "MIT OR Apache-2.0");
        assert_eq!(normalized_licence("MIT OR Apache-2.0"), "MIT OR Apache-2.0");
    }

    #[test]
    fn the_panel_links_its_framework_and_no_tools() {
        let linked = linked().expect("cargo lists the packages");
        let names: Vec<_> = linked.iter().map(|package| package.name.as_str()).collect();
        for name in ["instance-panel", "leptos", "serde_json", "qrcodegen", "wasm-bindgen"] {
            assert!(names.contains(&name), "{name} is missing");
        }
        for name in ["readers", "xtask", "demo-server", "zip", "tokio", "proptest", "serde_derive"]
        {
            assert!(!names.contains(&name), "{name} is not linked");
        }
        let panel = linked.iter().find(|package| package.is_panel()).expect("it is in the list");
        let is_leptos = |id: &String| id.starts_with("leptos@");
        assert!(panel.dependencies.iter().any(is_leptos), "{:?}", panel.dependencies);
        for package in linked.iter().filter(|package| !package.is_panel()) {
            assert_eq!(package.sha256.as_ref().map(String::len), Some(64), "{}", package.id());
        }
    }
}
