//! Sentences with anybody's values in them.

use crate::domain::interpolate::{filled, plain};

#[test]
fn a_value_is_text_and_no_place_to_be_filled() {
    let check = |sentence: &str, values: &[(&str, &str)], expected: &str| {
        assert_eq!(filled(sentence, values), expected);
    };
    check("Created on {server}, {time}.", &[("server", "a"), ("time", "b")], "Created on a, b.");
    check("{name} on {server}", &[("name", "{server}"), ("server", "S")], "{server} on S");
    check("{name} on {server}", &[("server", "{name}"), ("name", "N")], "N on {name}");
    check("{a}{a}", &[("a", "x")], "xx");
    // What nobody fills stays as it is.
    check("{unknown} {a", &[("a", "x")], "{unknown} {a");
    check("{\"a\": {a}}", &[("a", "1")], "{\"a\": 1}");
    check("", &[("a", "x")], "");
}

#[test]
fn no_value_turns_the_sentence_around() {
    let check = |value: &str, expected: &str| assert_eq!(plain(value), expected, "{value:?}");
    check("São Paulo 日本 🎉", "São Paulo 日本 🎉");
    check("invoice\u{202e}gpj.exe", "invoice\u{fffd}gpj.exe");
    check("a\u{200f}b\u{61c}c\u{2067}d", "a\u{fffd}b\u{fffd}c\u{fffd}d");
    // Written from right to left: it keeps its own direction, and the rest keeps its.
    check("متجر", "\u{2068}متجر\u{2069}");
    check("חנות 1", "\u{2068}חנות 1\u{2069}");
    // Ending what it did not begin, or leaving open what it did.
    check("a\u{2069}b", "a\u{fffd}b");
    check("\u{2068}a", "\u{2068}a\u{2069}");
    // A sentence inside a sentence, with a value of its own.
    let inner = filled("{name} is there.", &[("name", "متجر")]);
    check(&inner, &inner);
    let outer = filled("Again: {cause}", &[("cause", &inner)]);
    assert_eq!(outer, "Again: \u{2068}متجر\u{2069} is there.");
}

#[test]
fn a_long_value_is_cut() {
    let long = "é".repeat(5_000_000);
    let shown = plain(&long);
    assert_eq!(shown.chars().count(), 601);
    assert!(shown.ends_with('…'));
    assert_eq!(plain(&"a".repeat(600)), "a".repeat(600));
}
