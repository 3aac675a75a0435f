//! Tests of the dependencies: each licence is allowed by deny.toml, and each direct dependency has a
//! reason next to it. They need neither cargo-deny nor a network.

use super::packages;
use crate::{files, paths};
use spdx::{Expression, Licensee};

#[test]
fn every_licence_is_allowed_by_deny_toml() {
    let allowed = allowed();
    let licences = licences();
    assert!(licences.len() > 100, "the list has every package");
    let refused: Vec<_> = licences
        .iter()
        .filter(|(_, licence)| !is_allowed(licence, &allowed))
        .map(|(package, licence)| format!("{package}: {licence}"))
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn every_allowed_licence_is_used() {
    let licences = licences();
    for licensee in allowed() {
        let is_used = licences
            .iter()
            .flat_map(|(_, licence)| licence.requirements())
            .any(|requirement| licensee.satisfies(&requirement.req));
        assert!(is_used, "no package has the licence {licensee} of deny.toml");
    }
}

#[test]
fn or_needs_one_licence_and_and_needs_both() {
    let allowed =
        ["MIT", "Unicode-3.0"].map(|name| Licensee::parse(name).expect("it is a licence"));
    for (licence, expected) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("GPL-3.0-only OR MIT", true),
        ("GPL-3.0-only/MIT", true),
        ("GPL-3.0-only AND MIT", false),
        ("(GPL-3.0-only OR MIT) AND Unicode-3.0", true),
        ("(GPL-3.0-only OR MIT) AND Zlib", false),
        ("Apache-2.0 WITH LLVM-exception OR MIT", true),
        ("Apache-2.0 WITH LLVM-exception", false),
    ] {
        let expression = packages::licence_expression(licence).expect("it is SPDX");
        assert_eq!(is_allowed(&expression, &allowed), expected, "{licence:?}");
    }
}

#[test]
fn every_direct_dependency_has_a_reason() {
    for manifest in [
        "Cargo.toml",
        "demo-server/Cargo.toml",
        "fuzz/Cargo.toml",
        "readers/Cargo.toml",
        "xtask/Cargo.toml",
    ] {
        let text = read(manifest);
        let mut is_dependency_list = false;
        let mut previous = "";
        for line in text.lines() {
            if line.starts_with('[') {
                is_dependency_list = line.contains("dependencies");
            } else if is_dependency_list && line.contains(" = ") && !line.starts_with([' ', '#']) {
                assert!(
                    previous.starts_with('#') || line.contains(" # "),
                    "{manifest}: `{line}` needs a comment above it that gives the reason"
                );
            }
            previous = line;
        }
    }
    for manifest in ["end2end/package.json", "xtask/tools/package.json"] {
        let json: serde_json::Value = serde_json::from_str(&read(manifest)).expect("it is JSON");
        let dependencies = json["devDependencies"].as_object().expect("it has dependencies");
        for name in dependencies.keys() {
            let reason = json["//"][name].as_str().unwrap_or_default();
            assert!(!reason.is_empty(), "{manifest}: {name} needs a reason under \"//\"");
        }
    }
}

/// The licence of every package of the workspace.
fn licences() -> Vec<(String, Expression)> {
    let metadata = packages::metadata().expect("cargo lists the packages");
    metadata
        .packages
        .iter()
        .map(|package| {
            let licence = package.license.as_deref().unwrap_or_default();
            let expression = packages::licence_expression(licence);
            let name = format!("{} {}", package.name, package.version);
            let expression = expression.unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, expression)
        })
        .collect()
}

/// The list under `[licenses]` in deny.toml.
fn allowed() -> Vec<Licensee> {
    let deny: toml::Table = read("deny.toml").parse().expect("it is TOML");
    let list = deny["licenses"]["allow"].as_array().expect("it allows licences");
    let names = list.iter().map(|name| name.as_str().expect("a licence is text"));
    names.map(|name| Licensee::parse(name).expect("it is an SPDX licence")).collect()
}

fn is_allowed(licence: &Expression, allowed: &[Licensee]) -> bool {
    licence.evaluate(|requirement| allowed.iter().any(|licensee| licensee.satisfies(requirement)))
}

fn read(file: &str) -> String {
    files::read_text(&paths::root().join(file)).expect("the repository has it")
}
