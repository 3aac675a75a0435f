//! Parts each file of locales/ in two, what the form says and what the later
//! module says, so that the first load carries the sentences of the form alone. Which is which tells
//! the root of a key.

use crate::compress;
use crate::failure::{Failure, Outcome};
use crate::project;
use std::path::Path;

/// The roots that the form never speaks from.
const LATER: [&str; 12] = [
    "again",
    "config",
    "diagnostics",
    "embed",
    "error",
    "failure",
    "inflight",
    "pairing",
    "proof",
    "reason",
    "result",
    "servers",
];

/// Leaves `en.json` and `later-en.json`, and so on, in the folder, and tells their names.
pub(crate) fn run(folder: &Path) -> Outcome<Vec<String>> {
    let mut names = Vec::new();
    for file in compress::files_below(&project::root().join("locales"))? {
        let text = String::from_utf8_lossy(&compress::read(&file)?).into_owned();
        let language = file.file_name().map(|name| name.to_string_lossy().into_owned());
        let language = language.unwrap_or_default();
        let [form, later] = part(&text);
        for (name, part) in [(language.clone(), form), (format!("later-{language}"), later)] {
            let path = folder.join(&name);
            std::fs::write(&path, part).map_err(|error| Failure::file(&path, &error))?;
            names.push(name);
        }
    }
    Ok(names)
}

/// A locale file has one key a line, so its lines can be dealt out as they are.
fn part(text: &str) -> [String; 2] {
    let mut parts = [Vec::new(), Vec::new()];
    for line in text.lines().map(str::trim).filter(|line| line.starts_with('"')) {
        let root = line[1..].split(['.', '"']).next().unwrap_or_default();
        parts[usize::from(LATER.contains(&root))].push(line.trim_end_matches(','));
    }
    parts.map(|lines| format!("{{{}}}", lines.join(",\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_goes_to_the_part_of_its_root() {
        let text = "{\n  \"app.name\": \"a, b\",\n  \"error.html.cause\": \"{x}\",\n  \"errors\": \"\"\n}\n";
        let [form, later] = part(text);
        assert_eq!(form, "{\"app.name\": \"a, b\",\n\"errors\": \"\"}");
        assert_eq!(later, "{\"error.html.cause\": \"{x}\"}");
    }
}
