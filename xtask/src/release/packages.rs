//! The packages whose code is in the panel, as cargo knows them.

use crate::command;
use crate::compress;
use crate::failure::{Failure, Outcome};
use crate::project;
use crate::tools::target::WASM;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

const PANEL: &str = "instance-panel";

/// One package that is linked into the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    /// As the package states it, an SPDX expression
    pub(super) licence: String,
    pub(super) authors: Vec<String>,
    pub(super) repository: Option<String>,
    /// Where its source lies, licence texts included
    pub(super) folder: PathBuf,
    /// Of the package file, from Cargo.lock; the panel itself has none
    pub(super) sha256: Option<String>,
    /// Its own packages among those that are linked, as `name@version`
    pub(super) needs: Vec<String>,
}

impl Package {
    pub(super) fn id(&self) -> String {
        format!("{}@{}", self.name, self.version)
    }

    pub(super) fn is_panel(&self) -> bool {
        self.name == PANEL
    }
}

/// Sorted by name; the panel itself is among them. What runs while compiling (macros, build
/// scripts) is not, nor is what only the tests need.
pub(super) fn linked() -> Outcome<Vec<Package>> {
    let linked = names_of_linked()?;
    let sums =
        checksums(&String::from_utf8_lossy(&compress::read(&project::root().join("Cargo.lock"))?));
    let metadata = metadata()?;
    let needs = needs(&metadata, &linked);
    let mut found: Vec<Package> = list(&metadata["packages"])
        .iter()
        .map(|package| of_metadata(package, &sums))
        .filter(|package| linked.contains(&package.id()))
        .collect();
    for package in &mut found {
        package.needs = needs.get(&package.id()).cloned().unwrap_or_default();
    }
    found.sort_by_key(Package::id);
    if found.len() == linked.len() {
        return Ok(found);
    }
    Err(Failure::new("cargo's tree and cargo's metadata tell of different packages."))
}

/// Every package of the workspace, for any target, the tests' included.
#[cfg(test)]
pub(super) fn all() -> Outcome<Vec<Package>> {
    let metadata = metadata()?;
    Ok(list(&metadata["packages"])
        .iter()
        .map(|package| of_metadata(package, &BTreeMap::new()))
        .collect())
}

/// The tree knows which features each build really has; the metadata unites those of all builds.
fn names_of_linked() -> Outcome<BTreeSet<String>> {
    let mut tree = command::cargo();
    tree.args(["tree", "--locked", "--quiet", "--package", PANEL, "--target", WASM]);
    tree.args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"]);
    let lines = command::answer(&mut tree)
        .ok_or_else(|| Failure::new("`cargo tree` did not tell what is in the panel."))?;
    Ok(lines.lines().filter_map(id_of_tree_line).collect())
}

/// `zip v9.4.1 (/its/folder)` is `zip@9.4.1`.
fn id_of_tree_line(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    let name = words.next()?;
    let version = words.next()?.strip_prefix('v')?;
    Some(format!("{name}@{version}"))
}

fn metadata() -> Outcome<Value> {
    let mut command = command::cargo();
    command.args(["metadata", "--locked", "--quiet", "--format-version", "1"]);
    command::answer(&mut command)
        .and_then(|text| serde_json::from_str(&text).ok())
        .ok_or_else(|| Failure::new("`cargo metadata` did not tell what the packages are."))
}

fn of_metadata(package: &Value, sums: &BTreeMap<String, String>) -> Package {
    let text = |key: &str| package[key].as_str().map(str::to_owned);
    let manifest = PathBuf::from(text("manifest_path").unwrap_or_default());
    let name = text("name").unwrap_or_default();
    let version = text("version").unwrap_or_default();
    Package {
        sha256: sums.get(&format!("{name}@{version}")).cloned(),
        name,
        version,
        licence: spdx(&text("license").unwrap_or_default()),
        authors: list(&package["authors"])
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        repository: text("repository"),
        folder: manifest.parent().map(PathBuf::from).unwrap_or_default(),
        needs: Vec::new(),
    }
}

/// `MIT/Apache-2.0` is the old spelling of a choice, which no reader of SPDX understands.
fn spdx(licence: &str) -> String {
    let spaced = licence.replace('/', " OR ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Who needs whom, among the packages that are linked.
fn needs(metadata: &Value, linked: &BTreeSet<String>) -> BTreeMap<String, Vec<String>> {
    let ids: BTreeMap<&str, String> = list(&metadata["packages"])
        .iter()
        .filter_map(|package| {
            let [id, name, version] = ["id", "name", "version"].map(|key| package[key].as_str());
            Some((id?, format!("{}@{}", name?, version?)))
        })
        .filter(|(_, id)| linked.contains(id))
        .collect();
    let mut needs = BTreeMap::new();
    for node in list(&metadata["resolve"]["nodes"]) {
        let Some(id) = node["id"].as_str().and_then(|id| ids.get(id)) else {
            continue;
        };
        let mut below: Vec<String> = list(&node["deps"])
            .iter()
            // `null` is an ordinary dependency, beside those of the tests and of build scripts.
            .filter(|dep| list(&dep["dep_kinds"]).iter().any(|kind| kind["kind"].is_null()))
            .filter_map(|dep| ids.get(dep["pkg"].as_str()?).cloned())
            .collect();
        below.sort();
        below.dedup();
        needs.insert(id.clone(), below);
    }
    needs
}

/// The sum of each package file, by `name@version`, from the text of Cargo.lock.
fn checksums(lock: &str) -> BTreeMap<String, String> {
    let value = |block: &str, key: &str| {
        let start = format!("{key} = \"");
        let line = block.lines().find_map(|line| line.strip_prefix(&start))?;
        Some(line.trim_end_matches('"').to_owned())
    };
    lock.split("[[package]]")
        .filter_map(|block| {
            let id = format!("{}@{}", value(block, "name")?, value(block, "version")?);
            Some((id, value(block, "checksum")?))
        })
        .collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_tree_tells_one_package() {
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
    fn the_sums_are_those_of_the_lock_file() {
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n\
                    checksum = \"00ff\"\n\n[[package]]\nname = \"b\"\nversion = \"2.0.0\"\n";
        let sums = checksums(lock);
        assert_eq!(sums.get("a@1.0.0").map(String::as_str), Some("00ff"));
        assert_eq!(sums.len(), 1);
    }

    #[test]
    fn the_panel_holds_its_framework_and_none_of_the_tools() {
        let linked = linked().expect("cargo tells");
        let names: Vec<_> = linked.iter().map(|package| package.name.as_str()).collect();
        for name in ["instance-panel", "leptos", "serde_json", "qrcodegen", "wasm-bindgen"] {
            assert!(names.contains(&name), "{name} is missing");
        }
        for name in ["xtask", "demo-server", "zip", "tokio", "proptest", "serde_derive"] {
            assert!(!names.contains(&name), "{name} is not in the panel");
        }
        let panel = linked.iter().find(|package| package.is_panel()).expect("it is in the list");
        assert!(panel.needs.iter().any(|id| id.starts_with("leptos@")), "{:?}", panel.needs);
        for package in linked.iter().filter(|package| !package.is_panel()) {
            assert_eq!(package.sha256.as_ref().map(String::len), Some(64), "{}", package.id());
        }
    }
}
