//! The lazy chunks of the panel: parts of the code that are loaded after the form. Each is declared
//! once, in chunks.json; the build, the size budgets and the recipes follow from that file.
//!
//! A chunk `operate` is the code behind `#[wasm_split(operate)]`, the style sheet style/operate.css,
//! and the locale keys that begin with an entry of its list `locales`. Several chunks may list the same
//! beginning; keys that no chunk lists belong to the form.

use crate::error::{Error, Result};
use crate::{files, paths};
use serde_json::Value;
use std::path::PathBuf;

/// The module, the style sheet and the script of the form are called `panel`.
pub(crate) const PANEL: &str = "panel";
/// Code that several chunks use is in modules called `shared-bulk-operate` and so on.
pub(crate) const SHARED: &str = "shared";
/// The script of a worker of the page.
pub(crate) const WORKER: &str = "worker";

/// Names that would clash with other files of the release.
const RESERVED: [&str; 6] = [PANEL, SHARED, WORKER, "config", "embed", "index"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chunk {
    pub(crate) name: String,
    /// What its locale keys begin with, in whole words
    pub(crate) locales: Vec<String>,
    /// Whether a creation and its proof need this chunk, so that it counts for their size budget
    pub(crate) is_needed_to_create: bool,
}

impl Chunk {
    /// The name of its part of a locale file, without the extension.
    pub(crate) fn locale_part(&self, language: &str) -> String {
        format!("{}-{language}", self.name)
    }
}

pub(crate) fn path() -> PathBuf {
    paths::root().join("xtask").join("chunks.json")
}

/// The declared chunks, sorted by name.
pub(crate) fn read() -> Result<Vec<Chunk>> {
    parse(&files::read_text(&path())?)
        .map_err(|problem| Error::new(format!("{}: {problem}.", path().display())))
}

/// The languages of the panel: the names of the files in locales/, sorted.
pub(crate) fn languages() -> Result<Vec<String>> {
    let files = files::below(&paths::locales())?;
    let names = files.iter().filter_map(|file| file.file_stem());
    Ok(names.map(|name| name.to_string_lossy().into_owned()).collect())
}

fn parse(text: &str) -> std::result::Result<Vec<Chunk>, String> {
    let json: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let entries = json.as_object().ok_or("it must be an object")?;
    let mut chunks = entries
        .iter()
        .map(|(name, entry)| parse_chunk(name, entry))
        .collect::<std::result::Result<Vec<_>, _>>()?;
    chunks.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(chunks)
}

fn parse_chunk(name: &str, entry: &Value) -> std::result::Result<Chunk, String> {
    // A dash separates the name from the language and the hash in file names.
    let is_plain = name.starts_with(|letter: char| letter.is_ascii_lowercase())
        && name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
    if !is_plain || RESERVED.contains(&name) {
        return Err(format!("`{name}` cannot be the name of a chunk"));
    }
    let entry = entry.as_object().ok_or_else(|| format!("`{name}` must be an object"))?;
    let mut chunk =
        Chunk { name: name.to_owned(), locales: Vec::new(), is_needed_to_create: false };
    for (key, value) in entry {
        let wrong_type = || format!("`{key}` of `{name}` has the wrong type");
        match key.as_str() {
            "locales" => {
                for segment in value.as_array().ok_or_else(wrong_type)? {
                    chunk.locales.push(segment.as_str().ok_or_else(wrong_type)?.to_owned());
                }
            }
            "neededToCreate" => {
                chunk.is_needed_to_create = value.as_bool().ok_or_else(wrong_type)?;
            }
            _ => return Err(format!("`{name}` has the unknown key `{key}`")),
        }
    }
    Ok(chunk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_chunks_sorted_by_name() {
        let chunks =
            parse(r#"{"operate": {"locales": ["again"], "neededToCreate": true}, "bulk": {}}"#)
                .expect("it is valid");
        assert_eq!(chunks[0].name, "bulk");
        assert!(chunks[0].locales.is_empty() && !chunks[0].is_needed_to_create);
        assert_eq!(chunks[1].name, "operate");
        assert_eq!(chunks[1].locales, ["again"]);
        assert!(chunks[1].is_needed_to_create);
        assert_eq!(chunks[1].locale_part("pt-BR"), "operate-pt-BR");
    }

    #[test]
    fn rejects_invalid_declarations() {
        for text in [
            "[]",
            r#"{"panel": {}}"#,
            r#"{"two-words": {}}"#,
            r#"{"operate": []}"#,
            r#"{"operate": {"locales": "again"}}"#,
            r#"{"operate": {"locale": []}}"#,
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_declaration_of_this_repository_is_valid() {
        let chunks = read().expect("chunks.json is valid");
        let languages = languages().expect("there are locale files");
        for chunk in &chunks {
            assert!(!languages.contains(&chunk.name), "{} is a language", chunk.name);
        }
        assert!(chunks.iter().any(|chunk| chunk.is_needed_to_create));
    }
}
