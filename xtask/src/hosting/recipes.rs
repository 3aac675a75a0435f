//! Generated blocks in the recipes for web servers. An operator reads and copies those files, so they
//! are in the repository as they are used. A block between two marker comments is generated; a test
//! checks that it is up to date.

use super::security_policy;
use crate::error::{Error, Result};
use crate::{chunks, files, paths};
use std::path::PathBuf;

/// One generated block of a recipe.
struct Block {
    file: &'static str,
    /// The marker comments, without the comment sign of the file
    begin: &'static str,
    end: &'static str,
    lines: Vec<String>,
}

/// Writes one header in the syntax of a web server.
type HeaderFormat = fn(&str, &str) -> String;

const HEADER_FORMATS: [(&str, HeaderFormat); 4] = [
    ("nginx.conf", |name, value| format!("add_header {name} \"{value}\" always;")),
    ("Caddyfile", |name, value| format!("{name} \"{value}\"")),
    ("_headers", |name, value| format!("{name}: {value}")),
    (".htaccess", |name, value| format!("Header always set {name} \"{value}\"")),
];

/// Updates every recipe; returns each block's file and whether it changed.
pub(crate) fn update() -> Result<Vec<(&'static str, bool)>> {
    let mut results = Vec::new();
    for block in blocks()? {
        let path = path(block.file);
        let text = files::read_text(&path)?;
        let updated = block.updated(&text).ok_or_else(|| {
            Error::new(format!("recipes/{} lacks a marker of a generated block.", block.file))
        })?;
        let is_changed = updated != text;
        if is_changed {
            files::write(&path, updated)?;
        }
        results.push((block.file, is_changed));
    }
    Ok(results)
}

fn path(file: &str) -> PathBuf {
    paths::root().join("recipes").join(file)
}

fn blocks() -> Result<Vec<Block>> {
    let headers = security_policy::headers();
    let mut blocks: Vec<Block> = HEADER_FORMATS
        .into_iter()
        .map(|(file, format)| Block {
            file,
            begin: "security headers, written by `cargo xtask recipes`",
            end: "end of the security headers",
            lines: headers.iter().map(|(name, value)| format(name, value)).collect(),
        })
        .collect();
    blocks.push(Block {
        file: "_headers",
        begin: "files with a hash, written by `cargo xtask recipes`",
        end: "end of the files with a hash",
        lines: cached_files()?.iter().flat_map(|name| cache_rule(name)).collect(),
    });
    Ok(blocks)
}

/// The beginnings of the names that contain a hash. Other web servers match the hash itself; the
/// format of `_headers` has no pattern for it.
fn cached_files() -> Result<Vec<String>> {
    let chunks = chunks::read()?;
    let mut names = vec![chunks::PANEL.to_owned(), chunks::WORKER.to_owned()];
    if chunks.len() > 1 {
        names.push(chunks::SHARED.to_owned());
    }
    names.extend(chunks.into_iter().map(|chunk| chunk.name));
    names.extend(chunks::languages()?);
    Ok(names)
}

fn cache_rule(name: &str) -> [String; 3] {
    [
        format!("/{name}-*"),
        "  Cache-Control: public, max-age=31536000, immutable".to_owned(),
        "  Access-Control-Allow-Origin: *".to_owned(),
    ]
}

impl Block {
    /// The text with the current lines, indented like the first marker.
    fn updated(&self, text: &str) -> Option<String> {
        let (before, rest) = text.split_once(self.begin)?;
        let (first_line, _) = rest.split_once('\n')?;
        let (_, after) = rest.split_once(self.end)?;
        let marker = before.rsplit('\n').next()?;
        let indent: String = marker.chars().take_while(|letter| letter.is_whitespace()).collect();
        let mut updated = format!("{before}{}{first_line}\n", self.begin);
        for line in &self.lines {
            updated.push_str(&indent);
            updated.push_str(line);
            updated.push('\n');
        }
        Some(format!("{updated}{marker}{}{after}", self.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generated_blocks_are_up_to_date() {
        for block in blocks().expect("the declarations are valid") {
            let text = files::read_text(&path(block.file)).expect("the repository has it");
            let updated = block.updated(&text).expect("both markers exist");
            assert_eq!(text, updated, "recipes/{}: run `cargo xtask recipes`", block.file);
        }
    }

    #[test]
    fn the_headers_need_no_escaping_in_any_recipe() {
        for (name, value) in security_policy::headers() {
            // A quote ends a value in three of the formats; `$` and braces have a meaning in others.
            let is_plain = !value.contains(['"', '$', '{', '}', '\\', '\n']);
            assert!(is_plain, "{name}: {value}");
            assert!(value.len() + name.len() < 2000, "{name} is too long for a line of _headers");
        }
    }

    #[test]
    fn the_first_header_contains_the_policy_of_the_page() {
        let (name, value) = &security_policy::headers()[0];
        assert_eq!(*name, "Content-Security-Policy");
        assert!(value.starts_with(&security_policy::content_security_policy()));
    }

    #[test]
    fn replaces_the_lines_between_the_markers() {
        let block = Block {
            file: "x",
            begin: "begin",
            end: "end",
            lines: vec!["one".into(), "two".into()],
        };
        assert_eq!(
            block.updated("a\n  # begin:\n  old\n  # end\nb\n").as_deref(),
            Some("a\n  # begin:\n  one\n  two\n  # end\nb\n")
        );
        assert_eq!(block.updated("no markers"), None);
    }

    #[test]
    fn every_language_and_chunk_is_cached() {
        let names = cached_files().expect("the declarations are valid");
        for name in ["panel", "en", "es", "pt-BR"] {
            assert!(names.iter().any(|known| known == name), "{name}");
        }
        for chunk in chunks::read().expect("chunks.json is valid") {
            assert!(names.contains(&chunk.name), "{}", chunk.name);
        }
    }
}
