//! Parts each file of locales/ in two, what the form says and what the later
//! module says, so that the first load carries the sentences of the form alone. Which is which tells
//! the root of a key.

use crate::compress;
use crate::failure::{Failure, Outcome};
use crate::project;
use std::path::Path;

/// The roots that the form never speaks from.
const LATER: [&str; 11] = [
    "again", "config", "doctor", "error", "failure", "inflight", "pairing", "proof", "reason", "result",
    "servers",
];

pub(crate) fn run() -> Outcome {
    let folder = project::root().join("target").join("panel").join("locales");
    std::fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    for file in compress::files_below(&project::root().join("locales"))? {
        let text = String::from_utf8_lossy(&compress::read(&file)?).into_owned();
        let [form, later] = part(&text);
        let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        write(&folder.join(format!("{name}.json")), &form)?;
        write(&folder.join(format!("{name}.later.json")), &later)?;
    }
    Ok(())
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

fn write(path: &Path, text: &str) -> Outcome {
    std::fs::write(path, text).map_err(|error| Failure::file(path, &error))
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
