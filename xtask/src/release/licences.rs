//! The licence texts of everything in the code of the panel, as the packages ship them. Each text
//! appears once, under the names of the packages that ship it.

use super::packages::LinkedPackage;
use crate::error::{Error, Result};
use crate::tools::rust_toolchain;
use crate::{files, process};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The beginnings of the names of licence files.
const FILE_NAMES: [&str; 6] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];

const INTRODUCTION: &str = "\
The panel contains code of the packages below. Each licence text appears once, under the packages that
ship it. Where a package offers a choice of licences, you may choose any of them. The licence of the
panel itself is in LICENSE-MIT and LICENSE-APACHE.";

pub(super) fn text(linked: &[LinkedPackage]) -> Result<String> {
    let mut by_text: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut without_text = Vec::new();
    for package in linked.iter().filter(|package| !package.is_panel()) {
        let files = licence_files(&package.folder)?;
        if files.is_empty() {
            without_text.push(statement(package));
        }
        for file in files {
            by_text.entry(normalize(&files::read(&file)?)).or_default().push(headline(package));
        }
    }
    let rust = format!("Rust's standard library {} (MIT OR Apache-2.0)", rust_toolchain::VERSION);
    let files = rust_texts();
    if files.is_empty() {
        without_text.push(format!("{rust}, https://github.com/rust-lang/rust"));
    }
    for file in files {
        by_text.entry(normalize(&files::read(&file)?)).or_default().push(rust.clone());
    }
    // Sorted by the first package, because a reader looks for names.
    let mut entries: Vec<(Vec<String>, String)> =
        by_text.into_iter().map(|(text, names)| (names, text)).collect();
    entries.sort();
    let mut parts = vec![INTRODUCTION.to_owned()];
    parts.extend(entries.into_iter().map(|(mut names, text)| {
        names.dedup();
        format!("{}\n\n{text}", names.join("\n"))
    }));
    if !without_text.is_empty() {
        parts.push(format!(
            "These packages state a licence but ship no text of it:\n\n{}",
            without_text.join("\n")
        ));
    }
    Ok(parts.join(&format!("\n\n{}\n\n", "=".repeat(80))) + "\n")
}

/// The texts that come with the compiler; a Linux distribution may leave them out.
fn rust_texts() -> Vec<PathBuf> {
    let mut rustc = process::program("rustc");
    let sysroot = process::capture(rustc.args(["--print", "sysroot"])).unwrap_or_default();
    let folder = Path::new(&sysroot).join("share/doc/rust/licenses");
    // The licences of the library itself and of the Unicode tables in it.
    ["Apache-2.0.txt", "MIT.txt", "Unicode-3.0.txt"]
        .map(|name| folder.join(name))
        .into_iter()
        .filter(|file| file.is_file())
        .collect()
}

fn licence_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).map_err(|error| Error::file(folder, &error))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && is_licence(path))
        .collect();
    files.sort();
    Ok(files)
}

fn is_licence(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_uppercase());
    let name = name.unwrap_or_default();
    // A source file may be called `license.rs`.
    !name.ends_with(".RS") && FILE_NAMES.iter().any(|stem| name.starts_with(stem))
}

/// Packages ship the same text with different line ends and blank lines around it.
fn normalize(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

fn headline(package: &LinkedPackage) -> String {
    format!("{} {} ({})", package.name, package.version, package.licence)
}

fn statement(package: &LinkedPackage) -> String {
    let mut line = headline(package);
    if !package.authors.is_empty() {
        line = format!("{line} by {}", package.authors.join(", "));
    }
    match &package.repository {
        Some(address) => format!("{line}, {address}"),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::packages;

    #[test]
    fn recognizes_licence_files_by_name() {
        for (name, expected) in [
            ("LICENSE", true),
            ("LICENSE-MIT", true),
            ("license.txt", true),
            ("License-Apache-2.0_with_LLVM-exception.md", true),
            ("UNLICENSE", true),
            ("README.md", false),
            ("licenses.rs", false),
        ] {
            assert_eq!(is_licence(Path::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn names_every_package_and_repeats_no_text() {
        let linked = packages::linked().expect("cargo lists the packages");
        let text = text(&linked).expect("the sources are there");
        for package in linked.iter().filter(|package| !package.is_panel()) {
            assert!(text.contains(&headline(package)), "{}", package.id());
        }
        let json = linked.iter().find(|package| package.name == "serde_json");
        let own =
            licence_files(&json.expect("the panel links it").folder).expect("its source is there");
        let own =
            normalize(&files::read(own.first().expect("it has one")).expect("it can be read"));
        let separator = "=".repeat(80);
        let bodies = text.split(&separator).filter_map(|part| {
            let (_, body) = part.trim_matches('\n').split_once("\n\n")?;
            Some(body)
        });
        assert_eq!(bodies.filter(|body| *body == own).count(), 1);
    }
}
