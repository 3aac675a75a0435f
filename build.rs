//! Makes the keys of the sentences known to the compiler: a key that `locales/en.json` does not have,
//! a placeholder that is missing or misspelt, and a plural without its forms do not compile. That the
//! other languages have the same keys and placeholders is a test.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

const SOURCE: &str = "locales/en.json";
/// The plural forms of English. A key with one of these endings is a form of the key without it.
const FORMS: [&str; 2] = ["_one", "_other"];

fn main() {
    println!("cargo::rerun-if-changed={SOURCE}");
    println!("cargo::rerun-if-changed=build.rs");
    let text = fs::read_to_string(SOURCE).expect("the English sentences");
    let sentences: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&text).expect("a JSON object of texts");
    let mut plain = String::new();
    let mut filled = String::new();
    let mut stems = BTreeSet::new();
    for (key, sentence) in &sentences {
        let names = placeholders(sentence.as_str().expect("a sentence is a text"));
        if names.is_empty() {
            writeln!(plain, "({key:?}) => {{ {key:?} }};")
        } else {
            let names = names.join(", ");
            writeln!(filled, "({key:?}, {names}) => {{ {key:?} }};")
        }
        .expect("writing to a text");
        if let Some(stem) = key.strip_suffix("_one") {
            stems.insert(stem);
        }
    }
    let mut plurals = String::new();
    for stem in stems {
        for form in FORMS {
            assert!(sentences.contains_key(&format!("{stem}{form}")), "{stem} has no {form}");
        }
        writeln!(plurals, "({stem:?}) => {{ {stem:?} }};").expect("writing to a text");
    }
    let macros = [
        ("key", "A sentence without placeholders.", &plain),
        (
            "filled_key",
            "A sentence with exactly these placeholders, in the order of English.",
            &filled,
        ),
        ("plural_key", "A sentence with plural forms, without the ending of the form.", &plurals),
    ];
    let mut code = String::new();
    for (name, doc, arms) in macros {
        writeln!(code, "/// {doc}\nmacro_rules! {name} {{\n{arms}}}\npub(crate) use {name};")
            .expect("writing to a text");
    }
    let folder = env::var("OUT_DIR").expect("cargo names the folder");
    fs::write(Path::new(&folder).join("keys.rs"), code).expect("a file in cargo's folder");
}

/// The names in braces, each once, in their order.
fn placeholders(sentence: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for part in sentence.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}
