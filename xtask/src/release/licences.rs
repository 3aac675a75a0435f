//! The licence texts of everything in the panel's code, as their packages carry them: each text
//! once, under the names of those that have it.

use super::packages::Package;
use crate::command;
use crate::compress;
use crate::failure::Outcome;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How the files are called that hold one.
const STEMS: [&str; 6] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];

const HEAD: &str = "\
The panel holds code of the packages below. Each licence text stands once, under the packages that
carry it; where a package offers a choice, any of its licences may be taken. The panel's own licence
is in LICENSE-MIT and LICENSE-APACHE.";

pub(super) fn text(linked: &[Package]) -> Outcome<String> {
    let mut by_text: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut without = Vec::new();
    for package in linked.iter().filter(|package| !package.is_panel()) {
        let files = files_in(&package.folder)?;
        if files.is_empty() {
            without.push(stated(package));
        }
        for file in files {
            by_text.entry(normal(&compress::read(&file)?)).or_default().push(headline(package));
        }
    }
    let rust = format!("Rust's standard library {} (MIT OR Apache-2.0)", rust_version());
    let files = rust_texts();
    if files.is_empty() {
        without.push(format!("{rust}, https://github.com/rust-lang/rust"));
    }
    for file in files {
        by_text.entry(normal(&compress::read(&file)?)).or_default().push(rust.clone());
    }
    // By the first package rather than by the text: a reader looks for names.
    let mut entries: Vec<(Vec<String>, String)> =
        by_text.into_iter().map(|(text, names)| (names, text)).collect();
    entries.sort();
    let mut parts = vec![HEAD.to_owned()];
    parts.extend(entries.into_iter().map(|(mut names, text)| {
        names.dedup();
        format!("{}\n\n{text}", names.join("\n"))
    }));
    if !without.is_empty() {
        parts.push(format!(
            "These packages state a licence and carry no text of it:\n\n{}",
            without.join("\n")
        ));
    }
    Ok(parts.join(&format!("\n\n{}\n\n", "=".repeat(80))) + "\n")
}

/// The version of the compiler, and so of its library.
pub(super) fn rust_version() -> String {
    let answer = command::answer(command::program("rustc").arg("--version")).unwrap_or_default();
    answer.split_whitespace().nth(1).unwrap_or("unknown").to_owned()
}

/// The texts that come with the compiler; a distribution may leave them out.
fn rust_texts() -> Vec<PathBuf> {
    let mut rustc = command::program("rustc");
    let sysroot = command::answer(rustc.args(["--print", "sysroot"])).unwrap_or_default();
    let folder = Path::new(&sysroot).join("share/doc/rust/licenses");
    // The library's own licence, and that of the Unicode tables in it.
    ["Apache-2.0.txt", "MIT.txt", "Unicode-3.0.txt"]
        .map(|name| folder.join(name))
        .into_iter()
        .filter(|file| file.is_file())
        .collect()
}

fn files_in(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| crate::failure::Failure::file(folder, &error))?;
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
    !name.ends_with(".RS") && STEMS.iter().any(|stem| name.starts_with(stem))
}

/// Line ends and edges differ between packages that carry the same text.
fn normal(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

fn headline(package: &Package) -> String {
    format!("{} {} ({})", package.name, package.version, package.licence)
}

fn stated(package: &Package) -> String {
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
    fn licence_files_are_known_by_their_names() {
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
    fn every_package_is_named_and_a_text_stands_once() {
        let linked = packages::linked().expect("cargo tells");
        let text = text(&linked).expect("the sources are there");
        for package in linked.iter().filter(|package| !package.is_panel()) {
            assert!(text.contains(&headline(package)), "{}", package.id());
        }
        let json = linked.iter().find(|package| package.name == "serde_json");
        let own = files_in(&json.expect("it is inside").folder).expect("its source is there");
        let own = normal(&compress::read(own.first().expect("it has one")).expect("it is read"));
        let separator = "=".repeat(80);
        let bodies = text.split(&separator).filter_map(|part| {
            let (_, body) = part.trim_matches('\n').split_once("\n\n")?;
            Some(body)
        });
        assert_eq!(bodies.filter(|body| *body == own).count(), 1);
    }
}
