//! The packages whose code is in the panel, as cargo reports them.

use crate::error::{Error, Result};
use crate::tools::crates;
use crate::tools::wasm_target::WASM;
use crate::{paths, process};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId};
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
    let linked = linked_ids()?;
    let checksums = checksums()?;
    let metadata = metadata()?;
    let mut dependencies = dependencies(&metadata, &linked);
    let mut packages = Vec::new();
    for package in &metadata.packages {
        let id = id(&package.name, &package.version);
        if !linked.contains(&id) {
            continue;
        }
        packages.push(LinkedPackage {
            name: package.name.to_string(),
            version: package.version.to_string(),
            licence: normalized_licence(package.license.as_deref().unwrap_or_default()),
            authors: package.authors.clone(),
            repository: package.repository.clone(),
            folder: package.manifest_path.parent().map(PathBuf::from).unwrap_or_default(),
            sha256: checksums.get(&id).cloned(),
            dependencies: dependencies.remove(&id).unwrap_or_default(),
        });
    }
    packages.sort_by_key(LinkedPackage::id);
    if packages.len() == linked.len() {
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

/// `cargo tree` knows the features of this one build; `cargo metadata` reports the union of the
/// features of all builds, and so more packages.
fn linked_ids() -> Result<BTreeSet<String>> {
    let mut tree = process::cargo();
    tree.args(["tree", "--locked", "--quiet", "--package", PANEL, "--target", WASM]);
    tree.args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"]);
    let lines = process::capture(&mut tree)
        .ok_or_else(|| Error::new("`cargo tree` could not list the packages of the panel."))?;
    Ok(lines.lines().filter_map(id_of_tree_line).collect())
}

/// `zip v9.4.1 (/its/folder)` is `zip@9.4.1`.
fn id_of_tree_line(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    let name = words.next()?;
    Some(id(name, words.next()?.strip_prefix('v')?))
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

/// The dependencies between the linked packages.
fn dependencies(metadata: &Metadata, linked: &BTreeSet<String>) -> BTreeMap<String, Vec<String>> {
    let ids: BTreeMap<&PackageId, String> = metadata
        .packages
        .iter()
        .map(|package| (&package.id, id(&package.name, &package.version)))
        .filter(|(_, id)| linked.contains(id))
        .collect();
    let nodes = metadata.resolve.iter().flat_map(|resolve| &resolve.nodes);
    nodes
        .filter_map(|node| {
            let is_linked = |kinds: &[cargo_metadata::DepKindInfo]| {
                kinds.iter().any(|kind| kind.kind == DependencyKind::Normal)
            };
            let below: BTreeSet<String> = node
                .deps
                .iter()
                .filter(|dependency| is_linked(&dependency.dep_kinds))
                .filter_map(|dependency| ids.get(&dependency.pkg).cloned())
                .collect();
            Some((ids.get(&node.id)?.clone(), below.into_iter().collect()))
        })
        .collect()
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
    fn reads_a_package_from_a_line_of_cargo_tree() {
        for (line, expected) in [
            ("leptos v0.8.23", Some("leptos@0.8.23")),
            ("leptos v0.8.23 (*)", Some("leptos@0.8.23")),
            ("instance-panel v0.1.0 (/some/folder)", Some("instance-panel@0.1.0")),
            ("", None),
        ] {
            assert_eq!(id_of_tree_line(line).as_deref(), expected, "{line:?}");
        }
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
        for name in ["xtask", "demo-server", "zip", "tokio", "proptest", "serde_derive"] {
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
