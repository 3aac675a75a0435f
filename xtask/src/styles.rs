//! Joins the style sheets into the one that the page links: style/panel.css names the parts in
//! their order, target/style/panel.css is the whole. part of `cargo xtask assets`.

use crate::failure::{Failure, Outcome};
use crate::project;
use std::path::Path;

pub(crate) fn run() -> Outcome {
    let joined = join(&project::root().join("style"))?;
    // Always this path, wherever cargo builds: index.html names it.
    let folder = project::root().join("target").join("style");
    std::fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let path = folder.join("panel.css");
    // Left alone when nothing changed: a new time would wake whoever watches the file.
    if std::fs::read_to_string(&path).is_ok_and(|written| written == joined) {
        return Ok(());
    }
    std::fs::write(&path, joined).map_err(|error| Failure::file(&path, &error))
}

fn join(folder: &Path) -> Outcome<String> {
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))
    };
    let mut joined = String::new();
    for line in without_comments(&read("panel.css")?).lines() {
        match imported(line) {
            Some(name) => joined.push_str(&slim(&read(name)?)),
            None => joined.push_str(&slim(line)),
        }
    }
    Ok(joined)
}

/// `@import "tokens.css";` names tokens.css.
fn imported(line: &str) -> Option<&str> {
    let name = line.trim().strip_prefix("@import \"")?;
    name.strip_suffix("\";")
}

/// The rules without what only their readers need: comments, indentation, empty lines.
fn slim(css: &str) -> String {
    let mut slim = String::new();
    for line in without_comments(css).lines().map(str::trim).filter(|line| !line.is_empty()) {
        slim.push_str(line);
        slim.push('\n');
    }
    slim
}

/// Takes out `/* … */`, but not from within a string: `content: "/*"` stays.
fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut quote = None;
    let mut rest = css;
    while let Some(character) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("/*") {
            rest = rest.split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        // A backslash takes the next character with it, so that `\"` ends no string.
        let escaped = rest.chars().nth(1).filter(|_| character == '\\');
        let length = character.len_utf8() + escaped.map_or(0, char::len_utf8);
        match quote {
            Some(open) if open == character => quote = None,
            None if matches!(character, '"' | '\'') => quote = Some(character),
            _ => {}
        }
        kept.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_readers_need_is_taken_away() {
        for (css, expected) in [
            ("/* why */\na {\n  color: red; /* x */\n}\n", "a {\ncolor: red;\n}\n"),
            ("a::after { content: \"/* kept */\"; }", "a::after { content: \"/* kept */\"; }\n"),
            ("a { content: \"\\\"/*\"; }", "a { content: \"\\\"/*\"; }\n"),
            ("/* Größe */a{} /* never closed", "a{}\n"),
        ] {
            assert_eq!(slim(css), expected, "{css:?}");
        }
    }

    #[test]
    fn parts_are_joined_in_the_order_of_their_names() {
        let folder = std::env::temp_dir().join(format!("xtask-styles-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        for (name, css) in [
            ("panel.css", "/* order */\n@import \"b.css\";\n@import \"a.css\";\n"),
            ("a.css", "a{}"),
            ("b.css", "b{}"),
        ] {
            std::fs::write(folder.join(name), css).expect("a file can be written");
        }
        assert_eq!(join(&folder).expect("all parts are there"), "b{}\na{}\n");
        std::fs::remove_file(folder.join("a.css")).expect("the file is there");
        let failure = join(&folder).expect_err("a part is missing").to_string();
        assert!(failure.contains("a.css"), "{failure}");
        std::fs::remove_dir_all(&folder).expect("the folder can be removed");
    }
}
