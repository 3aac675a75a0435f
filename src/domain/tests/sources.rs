//! What the sources themselves must keep to.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::fields::Field;

/// The sources below a folder, tests left out.
pub(super) fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, into: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                if !path.ends_with("tests") {
                    walk(&path, into);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a text");
                into.push((path, text));
            }
        }
    }
    let mut sources = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut sources);
    sources
}

/// A new field is one entry of the table: nothing else in the code may know these.
#[test]
fn a_plain_field_is_named_in_the_table_alone() {
    let sources = sources("src");
    let naming = |word: &str| -> Vec<&Path> {
        sources
            .iter()
            .filter(|(_, text)| text.contains(word))
            .map(|(path, _)| path.as_path())
            .collect()
    };
    for field in [
        Field::SyncFullHistory,
        Field::AlwaysOnline,
        Field::ReadStatus,
        Field::ChatwootLogo,
        Field::ChatwootNameInbox,
        Field::TypebotDebounceTime,
        Field::TypebotKeywordFinish,
        Field::PusherCluster,
        Field::ProxyUsername,
        Field::KafkaEvents,
    ] {
        for word in [format!("{field:?}"), format!("\"{}\"", field.id())] {
            let files = naming(&word);
            let table = |path: &&Path| path.ends_with("domain/fields.rs");
            assert!(files.iter().all(table), "{word} stands in {files:?}");
            assert_eq!(files.len(), 1, "{word} stands in the table");
        }
    }
    assert!(naming("Field::InstanceName").len() > 1, "the search finds what is there");
}

/// The words in quotation marks of a source.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

/// A sentence that comes with the later module must not be said by the form: until that module is
/// there, its key would stand on the screen.
#[test]
fn the_form_says_no_sentence_of_the_later_module() {
    let sources = sources("src/ui");
    let text_of = |name: &str| {
        let file = |(path, _): &&(PathBuf, String)| {
            path.file_stem().is_some_and(|stem| stem == name) && !path.ends_with("mod.rs")
        };
        sources.iter().find(file).map(|(_, text)| text.as_str())
    };
    // What the form reaches: everything that the root names, and so on, but for the cut itself.
    let mut reached = BTreeSet::from(["app"]);
    let mut left = vec!["app"];
    while let Some(name) = left.pop() {
        if name == "later" {
            continue;
        }
        let text = text_of(name).unwrap_or_default();
        let controls = sources.iter().filter(|(path, _)| path.ends_with("control/mod.rs"));
        let text = if name == "control" {
            controls.map(|(_, text)| text.as_str()).next().unwrap_or_default()
        } else {
            text
        };
        for line in text.lines().filter(|line| line.starts_with("use ")) {
            for word in line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
                let is_file = text_of(word).is_some() || word == "control";
                if is_file && reached.insert(word) {
                    left.push(word);
                }
            }
        }
    }
    assert!(reached.contains("field_row") && reached.contains("text_control"), "{reached:?}");
    assert!(!reached.contains("result_page"), "{reached:?}");
    let build = Path::new(env!("CARGO_MANIFEST_DIR")).join("xtask/src/locales.rs");
    let build = fs::read_to_string(build).expect("the build parts the locale files");
    let roots = build.split("const LATER").nth(1).and_then(|rest| rest.split(';').nth(1));
    let roots: BTreeSet<&str> = quoted(roots.expect("a list of roots")).collect();
    assert!(roots.contains("error"), "{roots:?}");
    for name in reached.iter().filter(|name| **name != "later") {
        for word in quoted(text_of(name).unwrap_or_default()) {
            let root = word.split_once('.').map(|(root, _)| root);
            assert!(root.is_none_or(|root| !roots.contains(root)), "{name}.rs says {word}");
        }
    }
}
