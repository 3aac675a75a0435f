//! The messages of the current language. A locale file is fetched once and kept; views read it with
//! [`t`] and are rendered again when the language changes, so no message is a signal. The build splits
//! each file: one part for the form and one for each lazy chunk.

use std::cell::{Cell, RefCell};

use crate::domain::creation::plan::Step;
use crate::domain::deployment::Deployment;
use crate::domain::interpolate;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::validate::{Fault, Problem};
use crate::platform::json::Texts;
use crate::platform::{host_page, plural};
use crate::state::preferences::Language;

// The keys as macros: `key!`, `filled_key!` and `plural_key!` do not compile with a key that
// `locales/en.json` does not have, or with other placeholders than it has.
include!(concat!(env!("OUT_DIR"), "/keys.rs"));

/// A message with its placeholders filled in, in the order of the English one:
/// `tf!("find.count", count = &count)`.
macro_rules! tf {
    ($key:tt, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::ui::kit::i18n::fill(
            $crate::ui::kit::i18n::filled_key!($key, $($name),+),
            &[$((stringify!($name), $value)),+],
        )
    };
}
pub(crate) use tf;

/// What the first load says. A lazy chunk brings a file of its own, which has the chunk's name.
const FORM: &str = "";

thread_local! {
    static LOADED: RefCell<Vec<(Language, &'static str, Texts)>> = const { RefCell::new(Vec::new()) };
    /// The files that each language needs
    static PARTS: RefCell<Vec<&'static str>> = RefCell::new(vec![FORM]);
    static CURRENT: Cell<Language> = const { Cell::new(Language::English) };
}

/// Makes sure that a language is loaded.
///
/// # Errors
/// When one of its files cannot be had or read.
pub async fn load(language: Language) -> Result<(), ()> {
    // A chunk that comes meanwhile adds its part: the list is looked at again after each file.
    let mut count = 0;
    while let Some(part) = PARTS.with_borrow(|parts| parts.get(count).copied()) {
        load_file(language, part).await?;
        count += 1;
    }
    Ok(())
}

/// Loads the texts of a lazy chunk, and from now on with every language.
///
/// # Errors
/// As [`load`].
pub async fn load_part(part: &'static str) -> Result<(), ()> {
    PARTS.with_borrow_mut(|parts| {
        if !parts.contains(&part) {
            parts.push(part);
        }
    });
    load(CURRENT.get()).await
}

async fn load_file(language: Language, part: &'static str) -> Result<(), ()> {
    let is_loaded = LOADED.with_borrow(|loaded| {
        loaded.iter().any(|(other, known, _)| *other == language && *known == part)
    });
    if is_loaded {
        return Ok(());
    }
    let tag = language.tag();
    let name = if part == FORM { tag.to_owned() } else { format!("{part}-{tag}") };
    let text = host_page::sentences(&name).await?;
    let texts = Texts::parse(&text).ok_or(())?;
    LOADED.with_borrow_mut(|loaded| loaded.push((language, part, texts)));
    Ok(())
}

/// From now on [`t`] answers in this language, which must be loaded.
pub fn set_language(language: Language) {
    CURRENT.set(language);
}

/// From now on the panel speaks this language, here and on the next visit; whether it can. Without its
/// file the old one stays.
pub async fn speak(language: Language) -> bool {
    let is_loaded = load(language).await.is_ok();
    if is_loaded {
        set_language(language);
        language.write();
    }
    is_loaded
}

fn in_language(language: Language, key: &str) -> Option<String> {
    LOADED.with_borrow(|loaded| {
        let mut own = loaded.iter().filter(|(other, ..)| *other == language);
        own.find_map(|(.., texts)| texts.get(key))
    })
}

/// The form of a message that fits the number, as the browser knows it of the language. A language
/// can lack the forms that others have.
fn plural_form(stem: &str, count: usize) -> String {
    let language = CURRENT.get();
    let category = plural::category(language.tag(), count);
    let key = format!("{stem}_{category}");
    if in_language(language, &key).is_some() { key } else { format!("{stem}_other") }
}

/// The message of a key. A key that no file has shows itself; a test finds those.
#[must_use]
pub fn t(key: &str) -> String {
    in_language(CURRENT.get(), key).unwrap_or_else(|| key.to_owned())
}

/// The message with its placeholders filled in.
#[must_use]
pub fn fill(key: &str, values: &[(&str, &str)]) -> String {
    interpolate::filled(&t(key), values)
}

/// A message with plural forms.
#[must_use]
pub fn counted(stem: &str, count: usize) -> String {
    fill(&plural_form(stem, count), &[("count", &count.to_string())])
}

/// A message with a count that has one form for any number.
#[must_use]
pub fn counted_plain(key: &str, count: usize) -> String {
    fill(key, &[("count", &count.to_string())])
}

/// The messages of a key in every loaded language.
pub fn in_all(key: &str) -> Vec<String> {
    Language::ALL.into_iter().filter_map(|language| in_language(language, key)).collect()
}

/// The product's name: the deployment's, or the panel's own.
#[must_use]
pub fn product(setup: &Deployment) -> String {
    setup.name.clone().unwrap_or_else(|| t(key!("app.name")))
}

#[must_use]
pub fn label(field: Field) -> String {
    t(&format!("field.{}.label", field.id()))
}

/// The label with its section in front where the label alone would not tell.
#[must_use]
pub fn full_label(field: Field) -> String {
    let section = field.spec().section;
    if section.is_group() {
        format!("{} · {}", section_name(section), label(field))
    } else {
        label(field)
    }
}

#[must_use]
pub fn section_name(section: Section) -> String {
    t(&format!("section.{}.name", section.id()))
}

/// A step of the plan.
#[must_use]
pub fn step_name(step: Step) -> String {
    let section = step.section().map(section_name).unwrap_or_default();
    fill(&format!("step.{}", step.id()), &[("section", &section)])
}

/// A choice as people call it.
#[must_use]
pub fn choice(field: Field, value: &str) -> String {
    t(&format!("choice.{}.{value}", field.id()))
}

/// What is wrong with a value, as a sentence.
#[must_use]
pub fn problem(problem: &Problem) -> String {
    let fault = &problem.fault;
    let value = match fault {
        Fault::MissingInGroup => ("section", section_name(problem.field.spec().section)),
        Fault::MissingBecause(field) | Fault::NoEffect(field) => ("field", label(*field)),
        Fault::NotAChoice(value) => {
            let is_known = problem.field.spec().has_choice(value);
            ("value", if is_known { choice(problem.field, value) } else { value.clone() })
        }
        Fault::TooLong(max) => ("max", max.to_string()),
        Fault::OutOfRange(_, max) => ("max", max.to_string()),
        Fault::ProxyLogin(character) | Fault::TokenCharacter(character) => {
            ("character", character.to_string())
        }
        _ => ("", String::new()),
    };
    let min = if let Fault::OutOfRange(min, _) = fault { min.to_string() } else { String::new() };
    fill(&format!("problem.{}", fault.id()), &[(value.0, &value.1), ("min", &min)])
}

/// A time as people read it: milliseconds below a second, seconds from there on.
#[must_use]
pub fn duration(ms: u32) -> String {
    if ms < 1000 {
        tf!("unit.ms", count = &ms.to_string())
    } else {
        tf!("unit.s", count = &((ms + 500) / 1000).to_string())
    }
}
