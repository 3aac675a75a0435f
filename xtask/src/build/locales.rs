//! Splits each file of locales/ into one part for the form and one for each lazy chunk, so that the
//! first load has only the texts of the form. The beginning of a key decides: `error` owns
//! `error.timeout.cause`, and `field.proxy` owns `field.proxy_host.label`.

use crate::chunks::{Chunk, languages};
use crate::error::{Error, Result};
use crate::{files, paths};
use serde_json::{Map, Value};
use std::path::Path;

/// Writes `en.json`, `<chunk>-en.json` and so on into the folder and returns their names.
pub(super) fn split(folder: &Path, chunks: &[Chunk]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for language in languages()? {
        let path = paths::locales().join(format!("{language}.json"));
        let texts: Map<String, Value> = serde_json::from_str(&files::read_text(&path)?)
            .map_err(|error| Error::new(format!("{}: {error}.", path.display())))?;
        check_beginnings(&texts, chunks)?;
        let form = texts.iter().filter(|(key, _)| !chunks.iter().any(|chunk| owns(chunk, key)));
        let mut parts = vec![(language.clone(), json(form))];
        for chunk in chunks {
            let texts = texts.iter().filter(|(key, _)| owns(chunk, key));
            parts.push((chunk.locale_part(&language), json(texts)));
        }
        for (name, part) in parts {
            let name = format!("{name}.json");
            files::write(&folder.join(&name), part)?;
            names.push(name);
        }
    }
    Ok(names)
}

/// A beginning without any key is most likely a typing error in chunks.json.
fn check_beginnings(texts: &Map<String, Value>, chunks: &[Chunk]) -> Result {
    for chunk in chunks {
        for beginning in &chunk.locales {
            if !texts.keys().any(|key| begins_with(key, beginning)) {
                return Err(Error::new(format!(
                    "The chunk `{}` lists `{beginning}`, but no locale key starts with it.",
                    chunk.name
                )));
            }
        }
    }
    Ok(())
}

fn owns(chunk: &Chunk, key: &str) -> bool {
    chunk.locales.iter().any(|beginning| begins_with(key, beginning))
}

/// Whole words only: `error` does not begin `errors`.
fn begins_with(key: &str, beginning: &str) -> bool {
    key.strip_prefix(beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '_']))
}

fn json<'a>(texts: impl Iterator<Item = (&'a String, &'a Value)>) -> String {
    let part: Map<String, Value> = texts.map(|(key, text)| (key.clone(), text.clone())).collect();
    Value::Object(part).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &str, locales: &[&str]) -> Chunk {
        let locales = locales.iter().map(|beginning| (*beginning).to_owned()).collect();
        Chunk { name: name.to_owned(), locales, is_needed_to_create: false }
    }

    #[test]
    fn the_beginning_decides() {
        let operate = chunk("operate", &["error"]);
        assert!(owns(&operate, "error.html.cause") && owns(&operate, "error"));
        assert!(!owns(&operate, "errors") && !owns(&operate, "app.error"));
        let fields = chunk("fields", &["field.proxy"]);
        assert!(owns(&fields, "field.proxy_host.label") && !owns(&fields, "field.token.label"));
    }

    #[test]
    fn an_unused_beginning_is_an_error() {
        let texts = serde_json::from_str(r#"{"error.html": ""}"#).expect("it is JSON");
        assert!(check_beginnings(&texts, &[chunk("operate", &["error"])]).is_ok());
        assert!(check_beginnings(&texts, &[chunk("operate", &["eror"])]).is_err());
    }

    #[test]
    fn every_key_is_in_some_part() {
        let folder = std::env::temp_dir().join(format!("xtask-locales-{}", std::process::id()));
        let chunks = [chunk("one", &["error", "proof"]), chunk("two", &["proof"])];
        let names = split(&folder, &chunks).expect("the locale files are valid");
        let languages = languages().expect("there are locale files");
        assert_eq!(names.len(), languages.len() * 3);
        let keys = |path: std::path::PathBuf| -> Vec<String> {
            let text = files::read_text(&path).expect("it was just written");
            let texts: Map<String, Value> = serde_json::from_str(&text).expect("it is JSON");
            texts.keys().cloned().collect()
        };
        let [form, one, two] =
            ["en.json", "one-en.json", "two-en.json"].map(|name| keys(folder.join(name)));
        let proof = two.len();
        assert!(proof > 0 && one.len() > proof, "two chunks may list the same beginning");
        let all = keys(paths::locales().join("en.json"));
        assert_eq!(form.len() + one.len(), all.len());
        files::remove_folder(&folder).expect("the folder can be removed");
    }
}
