//! What deny.toml allows and Cargo.toml explains, checked here without `cargo deny` and without a
//! network: the licence of every package, and a reason for every direct dependency.

use super::packages;
use crate::{compress, project};
use std::path::Path;

#[test]
fn the_licence_of_every_package_is_allowed() {
    let allowed = allowed();
    assert!(allowed.iter().any(|name| name == "MIT"), "deny.toml has a list: {allowed:?}");
    let packages = packages::all().expect("cargo tells");
    assert!(packages.len() > 100, "all of them");
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !fits(&package.licence, &allowed))
        .map(|package| format!("{} is under {:?}", package.id(), package.licence))
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn nothing_is_allowed_that_nobody_needs() {
    let packages = packages::all().expect("cargo tells");
    for name in allowed() {
        let is_used = packages.iter().any(|package| words(&package.licence).contains(&&*name));
        assert!(is_used, "{name} in deny.toml is the licence of no package");
    }
}

#[test]
fn a_choice_needs_one_licence_and_a_sum_needs_both() {
    let allowed = ["MIT".to_owned(), "Unicode-3.0".to_owned()];
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("GPL-3.0-only OR MIT", true),
        ("GPL-3.0-only AND MIT", false),
        ("(GPL-3.0-only OR MIT) AND Unicode-3.0", true),
        ("(GPL-3.0-only OR MIT) AND Zlib", false),
        ("Apache-2.0 WITH LLVM-exception OR MIT", true),
        ("Apache-2.0 WITH LLVM-exception", false),
        ("", false),
    ] {
        assert_eq!(fits(expression, &allowed), expected, "{expression:?}");
    }
}

#[test]
fn every_direct_dependency_has_its_reason() {
    for manifest in ["Cargo.toml", "demo-server/Cargo.toml", "fuzz/Cargo.toml", "xtask/Cargo.toml"]
    {
        let text = read(&project::root().join(manifest));
        let mut is_list = false;
        let mut before = "";
        for line in text.lines() {
            if line.starts_with('[') {
                is_list = line.contains("dependencies");
            } else if is_list && line.contains(" = ") && !line.starts_with([' ', '#']) {
                assert!(
                    before.starts_with('#') || line.contains(" # "),
                    "{manifest}: a comment above `{line}` says why it is needed"
                );
            }
            before = line;
        }
    }
    for manifest in ["end2end/package.json", "xtask/tools/package.json"] {
        let text = read(&project::root().join(manifest));
        let json: serde_json::Value = serde_json::from_str(&text).expect("npm wants JSON");
        let needed = json["devDependencies"].as_object().expect("both folders need something");
        for name in needed.keys() {
            let reason = json["//"][name].as_str();
            assert!(
                reason.is_some_and(|text| !text.is_empty()),
                "{manifest}: {name} has no reason"
            );
        }
    }
}

/// The list under `[licenses]`.
fn allowed() -> Vec<String> {
    let text = read(&project::root().join("deny.toml"));
    let (_, after) = text.split_once("allow = [").expect("deny.toml allows something");
    let (list, _) = after.split_once(']').expect("the list ends");
    list.lines()
        .map(|line| line.split('#').next().unwrap_or_default())
        .flat_map(|line| line.split(','))
        .map(|name| name.trim().trim_matches('"').to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

/// An SPDX expression: `OR` binds weaker than `AND`, and an exception belongs to its licence.
fn fits(expression: &str, allowed: &[String]) -> bool {
    let words = words(expression);
    let mut at = 0;
    !words.is_empty() && either(&words, &mut at, allowed) && at == words.len()
}

fn either(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut is_fit = all_of(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        is_fit |= all_of(words, at, allowed);
    }
    is_fit
}

fn all_of(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut is_fit = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        is_fit &= one(words, at, allowed);
    }
    is_fit
}

fn one(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let word = words.get(*at).copied().unwrap_or_default();
    *at += 1;
    if word == "(" {
        let is_fit = either(words, at, allowed);
        *at += 1;
        return is_fit;
    }
    let mut name = word.to_owned();
    if words.get(*at) == Some(&"WITH") {
        name = format!("{word} WITH {}", words.get(*at + 1).copied().unwrap_or_default());
        *at += 2;
    }
    allowed.contains(&name)
}

fn words(expression: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for word in expression.split_whitespace() {
        let inner = word.trim_start_matches('(');
        words.extend(word[..word.len() - inner.len()].split("").filter(|text| !text.is_empty()));
        let bare = inner.trim_end_matches(')');
        words.extend((!bare.is_empty()).then_some(bare));
        words.extend(inner[bare.len()..].split("").filter(|text| !text.is_empty()));
    }
    words
}

fn read(path: &Path) -> String {
    String::from_utf8_lossy(&compress::read(path).expect("the repository has it")).into_owned()
}
