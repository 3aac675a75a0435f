//! The files of `fixtures/import`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{read, summary};

pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/import")
}

/// The names of the pastes, and those of what is expected of them.
pub(super) fn names() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .expect("the folder")
        .filter_map(|entry| {
            let name = entry.expect("an entry").file_name().into_string().expect("a plain name");
            name.strip_suffix(".txt").map(str::to_owned)
        })
        .collect();
    names.sort();
    names
}

#[test]
fn every_paste_becomes_what_is_expected_of_it() {
    let names = names();
    assert!(names.len() >= 31, "{}", names.len());
    let mut wrong = Vec::new();
    for name in names {
        let text = fs::read_to_string(folder().join(format!("{name}.txt"))).expect("a paste");
        let got = summary(&read(&text));
        if std::env::var_os("SHOW").is_some() {
            println!("=== {name}\n{got:#}");
        }
        let expected =
            fs::read_to_string(folder().join(format!("{name}.json"))).unwrap_or_default();
        let expected: Value = serde_json::from_str(&expected).unwrap_or_default();
        if got != expected {
            wrong.push(format!("{name}: {got:#}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Takes the places off, which a line in front of the text moves.
fn without_places(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.shift_remove("at");
            members.values_mut().for_each(without_places);
        }
        Value::Array(items) => items.iter_mut().for_each(without_places),
        Value::String(text) => {
            let words = text.split(' ').filter(|word| !is_place(word));
            *text = words.collect::<Vec<&str>>().join(" ");
        }
        _ => {}
    }
}

fn is_place(word: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    word.split_once(':').is_some_and(|(line, column)| is_number(line) && is_number(column))
}

#[test]
fn remarks_and_blank_lines_in_front_change_nothing_but_the_places() {
    let head = "# shape: `curl -X POST \\`, \"quoted\" {\"and\": ^ @{ $x don't }\n#   second\n\n";
    for name in names() {
        let text = fs::read_to_string(folder().join(format!("{name}.txt"))).expect("a paste");
        let mut plain = summary(&read(&text));
        let mut moved = summary(&read(&format!("{head}{text}")));
        without_places(&mut plain);
        without_places(&mut moved);
        assert_eq!(plain, moved, "{name}");
    }
}

/// What the file of a paste is saved as by editors on Windows.
#[test]
fn line_ends_and_marks_of_windows_change_nothing() {
    for name in names() {
        let text = fs::read_to_string(folder().join(format!("{name}.txt"))).expect("a paste");
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        let (mut plain, mut other) = (summary(&read(&text)), summary(&read(&windows)));
        without_places(&mut plain);
        without_places(&mut other);
        assert_eq!(plain, other, "{name}");
    }
}
