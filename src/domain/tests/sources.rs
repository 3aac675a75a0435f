//! What the sources themselves must keep to.

use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::schema::fields::Field;

/// The sources below a folder, tests left out.
pub(crate) fn sources(folder: &str) -> Vec<(PathBuf, String)> {
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
            let table = |path: &&Path| path.ends_with("domain/schema/fields.rs");
            assert!(files.iter().all(table), "{word} stands in {files:?}");
            assert_eq!(files.len(), 1, "{word} stands in the table");
        }
    }
    assert!(naming("Field::InstanceName").len() > 1, "the search finds what is there");
}
