//! `cargo xtask recipes`: the security headers in the settings of web servers below recipes/. Those
//! are files that an operator reads and copies, so they stand in the repository as they are used;
//! a block between two marks in each comes from `policy.rs`, and a test holds them to it.

use crate::compress;
use crate::failure::{Failure, Outcome};
use crate::{policy, project, say};

/// The marks of the block, whatever a file's comments begin with.
const BEGIN: &str = "security headers, written by `cargo xtask recipes`";
const END: &str = "end of the security headers";

/// One header in a server's own words, by its name and value.
type Line = fn(&str, &str) -> String;

/// How each server is told one.
const RECIPES: [(&str, Line); 4] = [
    ("nginx.conf", |name, value| format!("add_header {name} \"{value}\" always;")),
    ("Caddyfile", |name, value| format!("{name} \"{value}\"")),
    ("_headers", |name, value| format!("{name}: {value}")),
    (".htaccess", |name, value| format!("Header always set {name} \"{value}\"")),
];

pub(crate) fn run(arguments: &[String]) -> Outcome {
    if let Some(argument) = arguments.first() {
        return Err(Failure::new(format!("`recipes` takes no `{argument}`.")));
    }
    for (name, line) in RECIPES {
        let path = project::root().join("recipes").join(name);
        let text = String::from_utf8_lossy(&compress::read(&path)?).into_owned();
        let renewed = renewed(&text, line).ok_or_else(|| {
            Failure::new(format!("recipes/{name} has lost a mark of its block of headers."))
        })?;
        if renewed == text {
            say::note(&format!("recipes/{name} is up to date."));
        } else {
            std::fs::write(&path, renewed).map_err(|error| Failure::file(&path, &error))?;
            say::note(&format!("recipes/{name} has the new headers."));
        }
    }
    Ok(())
}

/// The text with the block of now, each line indented as its first mark is.
fn renewed(text: &str, line: Line) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (first_line, _) = rest.split_once('\n')?;
    let (_, after) = rest.split_once(END)?;
    let mark = before.rsplit('\n').next()?;
    let indent: String = mark.chars().take_while(|letter| letter.is_whitespace()).collect();
    let mut block = format!("{before}{BEGIN}{first_line}\n");
    for (name, value) in policy::headers() {
        block.push_str(&indent);
        block.push_str(&line(name, &value));
        block.push('\n');
    }
    Some(format!("{block}{mark}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_recipes_say_what_the_policy_says() {
        for (name, line) in RECIPES {
            let path = project::root().join("recipes").join(name);
            let text = String::from_utf8(compress::read(&path).expect("it is there"));
            let text = text.expect("it is text");
            let renewed = renewed(&text, line).expect("both marks are there");
            assert_eq!(text, renewed, "recipes/{name}: `cargo xtask recipes` renews it");
        }
    }

    #[test]
    fn the_headers_fit_into_every_recipe() {
        for (name, value) in policy::headers() {
            // Quotes end a value in three of the files, `$` and braces are the servers' own.
            let is_plain = !value.contains(['"', '$', '{', '}', '\\', '\n']);
            assert!(is_plain, "{name}: {value}");
            assert!(value.len() + name.len() < 2000, "{name} is longer than a line of _headers");
        }
        let policy = &policy::headers()[0];
        assert_eq!(policy.0, "Content-Security-Policy");
        assert!(policy.1.starts_with(&policy::csp()), "the page and its headers say the same");
    }

    #[test]
    fn a_block_is_replaced_between_its_marks() {
        let text = format!("a\n  # {BEGIN}:\n  old\n  # {END}\nb\n");
        let new = renewed(&text, |name, _| name.to_owned()).expect("both marks are there");
        let lines: Vec<_> = new.lines().collect();
        assert_eq!(lines[..2], ["a", &format!("  # {BEGIN}:")]);
        assert_eq!(lines[2], "  Content-Security-Policy");
        assert_eq!(lines[lines.len() - 2..], [&format!("  # {END}"), "b"]);
        assert_eq!(renewed("nothing", |name, _| name.to_owned()), None);
    }
}
