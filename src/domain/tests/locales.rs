//! The sentences: every key of the table and of the sources is in every locale file, no key is
//! left over, and a sentence has the placeholders that its caller fills in.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Literal, TokenStream, TokenTree};

use crate::domain::creation::plan::Step;
use crate::domain::diagnostics::findings::{CheckStep, Finding, StepStatus};
use crate::domain::pairing::diagnosis::Hint;
use crate::domain::pairing::phase::{ConnectionState, PairingPhase};
use crate::domain::proof::DifferenceReason;
use crate::domain::reply::error::Case;
use crate::domain::schema::event::EventFamily;
use crate::domain::schema::field::Kind;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::validate::Fault;
use crate::domain::tests::sources::sources;

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

/// The keys that the domain makes, by the root they stand under.
fn keys_of_domain() -> BTreeMap<&'static str, BTreeSet<String>> {
    let with = |key: String, endings: &[&str]| -> Vec<String> {
        endings.iter().map(|ending| format!("{key}.{ending}")).collect()
    };
    let fields = Field::ALL.iter().filter(|field| !field.id().starts_with("test_"));
    let choices = fields.clone().flat_map(|field| {
        let Kind::Choice(choices) = field.spec().kind else { return Vec::new() };
        with(format!("choice.{}", field.id()), choices)
    });
    let reasons = [
        DifferenceReason::SwitchedOff(""),
        DifferenceReason::StoredButOff(""),
        DifferenceReason::HiddenWhileOff(""),
        DifferenceReason::HostUnderscore,
        DifferenceReason::InstanceGone,
        DifferenceReason::NotEnabled,
        DifferenceReason::CallbackLocalhost,
        DifferenceReason::CallbackUnset,
        DifferenceReason::GroupsIgnoreForced,
        DifferenceReason::NoneMeansAll,
        DifferenceReason::EventsIncomplete { stored: 0, all: 0 },
        DifferenceReason::ProxyNotKept,
        DifferenceReason::Changed,
        DifferenceReason::Missing,
    ];
    BTreeMap::from([
        (
            "field",
            fields
                .flat_map(|field| with(format!("field.{}", field.id()), &["label", "help"]))
                .collect(),
        ),
        (
            "section",
            Section::ALL
                .iter()
                .flat_map(|section| with(format!("section.{}", section.id()), &["name", "help"]))
                .collect(),
        ),
        ("choice", choices.collect()),
        (
            "event_family",
            EventFamily::ALL.map(|family| format!("event_family.{}", family.id())).into(),
        ),
        (
            "error",
            Case::ALL
                .iter()
                .flat_map(|case| with(format!("error.{}", case.id()), &["cause", "cure"]))
                .collect(),
        ),
        ("reason", reasons.map(|reason| format!("reason.{}", reason.id())).into()),
        ("problem", faults().iter().map(|fault| format!("problem.{}", fault.id())).collect()),
    ])
}

fn faults() -> Vec<Fault> {
    let field = Field::InstanceName;
    vec![
        Fault::Missing,
        Fault::MissingInGroup,
        Fault::MissingBecause(field),
        Fault::NotAChoice(String::new()),
        Fault::NameBlank,
        Fault::Edges,
        Fault::NameCharacters,
        Fault::NamePath,
        Fault::NameTaken,
        Fault::TooLong(0),
        Fault::UrlScheme,
        Fault::UrlShape,
        Fault::UrlUnderscore,
        Fault::UrlUnderscoreDoubtful,
        Fault::UrlLocalhost,
        Fault::UrlPrivate,
        Fault::UrlTestHook,
        Fault::ProxyLogin('/'),
        Fault::NotInteger,
        Fault::OutOfRange(0, 0),
        Fault::Digits,
        Fault::NumberWithoutCountry,
        Fault::NumberStartsWithZeros,
        Fault::HeaderName,
        Fault::HeaderTwice,
        Fault::HeaderValue,
        Fault::HeaderUnderscore,
        Fault::NoEffect(field),
        Fault::EventsLeftOut,
        Fault::QrIgnored,
        Fault::QrBreaks,
    ]
}

fn steps() -> [String; 4] {
    [
        Step::Create,
        Step::Set(Section::Behaviour),
        Step::CreateRow(Section::Typebot),
        Step::ReadBack(Section::Webhook),
    ]
    .map(|step| format!("step.{}", step.id()))
}

/// What the pairing says by the id of its phase, its connection and its hints.
fn pairing() -> Vec<String> {
    let phases = [
        PairingPhase::Idle,
        PairingPhase::Waiting,
        PairingPhase::Shown,
        PairingPhase::Expired,
        PairingPhase::Paused,
        PairingPhase::Failed,
        PairingPhase::Open,
    ];
    let links = [
        ConnectionState::Unknown,
        ConnectionState::Close,
        ConnectionState::Connecting,
        ConnectionState::Open,
    ];
    let named = |root: &str, id: &str| format!("pairing.{root}.{id}");
    let phases = phases.map(|phase| named("status", phase.id()));
    let links = links.map(|link| named("link", link.id()));
    let hints = Hint::ALL.map(|hint| named("hint", hint.id()));
    phases.into_iter().chain(links).chain(hints).collect()
}

/// The steps of the connection test, marks and findings, each with a cure where there is something to do.
fn diagnostics() -> BTreeSet<String> {
    let findings = Finding::ALL.iter().flat_map(|finding| {
        let cure =
            finding.status().has_cure().then(|| format!("diagnostics.{}.cure", finding.id()));
        cure.into_iter().chain([format!("diagnostics.{}", finding.id())])
    });
    let steps = CheckStep::ALL.iter().map(|step| format!("diagnostics.step.{}", step.id()));
    let marks = StepStatus::ALL.iter().map(|mark| format!("diagnostics.status.{}", mark.id()));
    findings.chain(steps).chain(marks).collect()
}

#[test]
fn the_domain_has_a_sentence_for_everything_and_none_is_left_over() {
    let texts = texts("en");
    for (root, expected) in keys_of_domain() {
        let under = |key: &&String| key.split('.').next() == Some(root);
        let keys: BTreeSet<String> = texts.keys().filter(under).cloned().collect();
        assert_eq!(keys, expected, "under {root}");
    }
    for key in steps().into_iter().chain(pairing()).chain(diagnostics()) {
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

#[test]
fn no_sentence_is_left_over() {
    let texts = texts("en");
    let written: BTreeSet<String> =
        literals().into_iter().flat_map(|(_, literals)| literals.keys).collect();
    assert!(written.len() > 300, "the search finds what is there: {}", written.len());
    let of_domain: BTreeSet<String> = keys_of_domain()
        .into_values()
        .flatten()
        .chain(steps())
        .chain(pairing())
        .chain(diagnostics())
        .collect();
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
