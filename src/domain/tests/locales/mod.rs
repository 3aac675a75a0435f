//! The locale files: every key of the domain and of the sources is in every one, no key is left over, and
//! all languages have the same placeholders.

mod chunk_keys;
mod domain_keys;
mod import_keys;
mod source_keys;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::domain::reply::error::Case;

const TAGS: [&str; 3] = ["en", "es", "pt-BR"];

type LocaleFile = BTreeMap<String, String>;

fn file(tag: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(format!("{tag}.json"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn texts(tag: &str) -> LocaleFile {
    serde_json::from_str(&file(tag)).expect("a locale file is a flat object of texts")
}

/// The names in braces.
fn placeholders(sentence: &str) -> BTreeSet<&str> {
    sentence.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

#[test]
fn the_domain_has_a_sentence_for_everything_and_none_is_left_over() {
    let texts = texts("en");
    for (root, expected) in domain_keys::by_root() {
        let under = |key: &&String| key.split('.').next() == Some(root);
        let keys: BTreeSet<String> = texts.keys().filter(under).cloned().collect();
        assert_eq!(keys, expected, "under {root}");
    }
    for key in domain_keys::others() {
        assert!(texts.contains_key(&key), "{key}");
    }
}

#[test]
fn all_languages_have_the_same_keys_and_placeholders() {
    let english = texts("en");
    for tag in TAGS {
        let texts = texts(tag);
        let (ours, keys): (BTreeSet<_>, BTreeSet<_>) =
            (texts.keys().collect(), english.keys().collect());
        let missing: Vec<_> = keys.difference(&ours).collect();
        let extra: Vec<_> = ours.difference(&keys).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{tag} lacks {missing:?}, has {extra:?}");
        for (key, sentence) in &texts {
            assert!(!sentence.trim().is_empty(), "{tag} {key} is empty");
            assert_eq!(sentence.trim(), sentence, "{tag} {key} has blanks at its edges");
            assert_eq!(placeholders(sentence), placeholders(&english[key]), "{tag} {key}");
        }
        // A second entry of the same key would win without a word.
        let entries = file(tag).lines().filter(|line| line.trim_start().starts_with('"')).count();
        assert_eq!(entries, texts.len(), "{tag} has each key once, one a line");
    }
}

/// A read-back, a second step and a deletion fail in these ways, too, and nothing is looked up after
/// them.
#[test]
fn what_any_call_can_meet_promises_no_look_up() {
    let cases = [
        Case::Unreachable,
        Case::Timeout,
        Case::EmptyReply,
        Case::NotJson,
        Case::Unavailable,
        Case::ServerFailure,
    ];
    for (tag, name) in TAGS.into_iter().zip(["name", "nombre", "nome"]) {
        let texts = texts(tag);
        for case in cases {
            let cure = &texts[&format!("error.{}.cure", case.id())];
            assert!(!cure.contains(name), "{tag}: {cure}");
        }
    }
}
