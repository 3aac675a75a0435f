//! Which language a browser's settings lead to.

use crate::domain::preferences::Language;

#[track_caller]
fn check(tags: &[&str], expected: Language) {
    let tags = tags.iter().map(|tag| (*tag).to_owned());
    assert_eq!(Language::of_browser_tags(tags), expected);
}

#[test]
fn the_first_spoken_language_of_the_browser_is_taken() {
    check(&["pt-BR"], Language::Portuguese);
    check(&["pt-PT"], Language::Portuguese);
    check(&["PT"], Language::Portuguese);
    check(&["es-MX"], Language::Spanish);
    check(&["en-GB", "pt-BR"], Language::English);
    check(&["ja-JP", "es"], Language::Spanish);
}

#[test]
fn a_browser_without_a_spoken_language_gets_english() {
    check(&[], Language::English);
    check(&["ja-JP"], Language::English);
    // Languages whose tags begin with the same letters.
    check(&["est", "eng-x"], Language::English);
    check(&["", "-"], Language::English);
}
