//! The keys that the sources write out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use proc_macro2::{Literal, TokenStream, TokenTree};

use crate::domain::tests::locales::{domain_keys, texts};
use crate::domain::tests::sources::sources;

/// The macros of `build.rs`: the compiler checks the key and the placeholders that stand in them.
const KEY_MACROS: [&str; 4] = ["key", "filled_key", "plural_key", "tf"];

/// The literals of a file, and of them those that start the arguments of a key macro.
#[derive(Default)]
struct Literals {
    all: Vec<String>,
    keys: Vec<String>,
}

impl Literals {
    fn collect(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (index, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Literal(literal) => self.all.extend(text_of(literal)),
                TokenTree::Group(group) => {
                    let is_macro = index >= 2
                        && matches!(&tokens[index - 1], TokenTree::Punct(p) if p.as_char() == '!')
                        && matches!(&tokens[index - 2], TokenTree::Ident(name)
                            if KEY_MACROS.iter().any(|known| name == known));
                    if is_macro
                        && let Some(TokenTree::Literal(key)) = group.stream().into_iter().next()
                    {
                        self.keys.extend(text_of(&key));
                    }
                    self.collect(group.stream());
                }
                _ => {}
            }
        }
    }
}

fn text_of(literal: &Literal) -> Option<String> {
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

/// The literals of every source that says something, by its path.
fn literals() -> Vec<(String, Literals)> {
    let folders = ["src/ui", "src/state", "src/chunks"];
    let read = |(path, text): (PathBuf, String)| {
        let tokens = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut literals = Literals::default();
        literals.collect(tokens);
        (path.display().to_string(), literals)
    };
    folders.into_iter().flat_map(sources).map(read).collect()
}

/// The keys that each file writes out.
pub(super) fn keys_by_file() -> BTreeMap<PathBuf, Vec<String>> {
    literals().into_iter().map(|(path, literals)| (path.into(), literals.keys)).collect()
}

/// A key outside the macros would not be checked. The same text can be an attribute or a file name;
/// a key always has a dot.
#[test]
fn every_key_in_the_sources_stands_in_a_macro() {
    let texts = texts("en");
    let is_key = |text: &&String| {
        text.contains('.')
            && (texts.contains_key(*text) || texts.contains_key(&format!("{text}_one")))
    };
    for (path, Literals { all, keys }) in literals() {
        let count = |list: &[String], text: &str| list.iter().filter(|own| *own == text).count();
        let unchecked: Vec<&String> = all
            .iter()
            .filter(is_key)
            .filter(|text| count(&all, text) != count(&keys, text))
            .collect();
        assert!(unchecked.is_empty(), "{path}: {unchecked:?}");
    }
}

#[test]
fn no_sentence_is_left_over() {
    let texts = texts("en");
    let written: BTreeSet<String> =
        literals().into_iter().flat_map(|(_, literals)| literals.keys).collect();
    assert!(written.len() > 300, "the search finds what is there: {}", written.len());
    let of_domain: BTreeSet<String> =
        domain_keys::by_root().into_values().flatten().chain(domain_keys::others()).collect();
    let is_used = |key: &str| {
        let stem = key.strip_suffix("_one").or_else(|| key.strip_suffix("_other"));
        // Made of the state's id.
        let is_made = key.starts_with("server.state.");
        let is_written = |key: &str| written.contains(key);
        is_written(key) || stem.is_some_and(is_written) || of_domain.contains(key) || is_made
    };
    let unused: Vec<&String> = texts.keys().filter(|key| !is_used(key)).collect();
    assert!(unused.is_empty(), "{} unused: {unused:#?}", unused.len());
}
