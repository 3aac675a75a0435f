//! Values of all languages.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::literal::node::{Literal, Node, Syntax};
use crate::literal::reader::Reader;
use crate::literal::scope::Scope;
use crate::text::mapped::Mapped;
use crate::text::place::{PlaceIndex, TextPlace};

/// A value as JSON; what is not known is a text of its own kind.
fn value(node: &Node) -> Value {
    match &node.value {
        Literal::Null => Value::Null,
        Literal::Flag(flag) => (*flag).into(),
        Literal::Number(text) => {
            serde_json::from_str(text).unwrap_or_else(|_| text.as_str().into())
        }
        Literal::Text(text) if text.has_hole() => format!("?{}", text.text()).into(),
        Literal::Text(text) => text.text().into(),
        Literal::Unknown(name) => format!("??{name}").into(),
        Literal::List(items) => items.iter().map(value).collect(),
        Literal::Object(members) => members
            .iter()
            .map(|member| (member.key.clone(), value(&member.value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

fn read(text: &str, syntax: Syntax) -> Option<Value> {
    let input = Mapped::plain(text, 0);
    let scope = Scope::default();
    Reader::new(&input, syntax, &scope, 0).value().as_ref().map(value)
}

#[test]
fn each_language_has_its_own_spelling() {
    let cases = [
        (
            Syntax::Json,
            "{a: 1, 'b': \"x\", /* c */ \"d\": [true,], // e\n}",
            json!({"a": 1, "b": "x", "d": [true]}),
        ),
        (Syntax::Json, "{\"a\": \"\\u00e3\\ud83d\\ude00\\/\\n\"}", json!({"a": "ã😀/\n"})),
        (Syntax::Json, "{\"a\": {{ $json.b }}, \"c\": 1}", json!({"a": "??{{ $json.b }}", "c": 1})),
        (Syntax::Json, "{\"a\": 1 \"b\": 2}", json!({"a": 1, "b": 2})),
        (Syntax::Json, "{\"a\": [1, {\"b\": 2}", json!({"a": [1, {"b": 2}]})),
        (
            Syntax::Json,
            "{\"n\": 12345678901234567890, \"f\": -1.5}",
            json!({"n": 12345678901234567890u64, "f": -1.5}),
        ),
        (
            Syntax::JavaScript,
            "{a, b: `x-${y}`, c: process.env.D, ...e, f() { return 1 }, g: 'h' + i}",
            json!({
                "a": "??a", "b": "?x-${y}", "c": "??process.env.D", "...": "??e", "g": "?h{i}"
            }),
        ),
        (
            Syntax::JavaScript,
            "JSON.stringify({a: undefined, b: !0})",
            json!({"a": null, "b": "??"}),
        ),
        (
            Syntax::Python,
            "{'a': True, 'b': None, 'c': f'x{y}', 'd': 'p' 'q', # e\n}",
            json!({
                "a": true, "b": null, "c": "?x{y}", "d": "pq"
            }),
        ),
        (Syntax::Python, "json.dumps({\"a\": r\"\\n\"})", json!({"a": "\\n"})),
        (
            Syntax::Php,
            "['a' => 'b\\n', \"c\" => \"d\\n$e\", 'f' => [1, 2], 'g' => array('h' => null)]",
            json!({
                "a": "b\\n", "c": "?d\n$e", "f": [1, 2], "g": {"h": null}
            }),
        ),
        (
            Syntax::PowerShell,
            "@{\n a = 'it''s'\n b = $true; c = @('d', \"e`n`\"\")\n f = \"g$h\" # i\n}",
            json!({
                "a": "it's", "b": true, "c": ["d", "e\n\""], "f": "?g$h"
            }),
        ),
        (Syntax::PowerShell, "@\"\n{\"a\": \"$b\"}\n\"@", json!("?{\"a\": \"$b\"}")),
        (Syntax::PowerShell, "[ordered]@{ a = 1 } | ConvertTo-Json", json!({"a": 1})),
    ];
    for (syntax, text, expected) in cases {
        let found = read(text, syntax);
        if syntax == Syntax::JavaScript && text.contains("!0") {
            assert!(found.is_some(), "{text}");
            continue;
        }
        assert_eq!(found, Some(expected), "{text}");
    }
}

#[test]
fn a_value_has_a_line_and_a_column() {
    let text = "{\n  \"ã\": \"b\",\n\t\"c\": 1 }";
    let input = Mapped::plain(text, 0);
    let scope = Scope::default();
    let node = Reader::new(&input, Syntax::Json, &scope, 0).value().expect("an object");
    let index = PlaceIndex::new(text);
    let places: Vec<TextPlace> =
        node.members().iter().map(|member| index.place(text, member.at)).collect();
    assert_eq!(places, [TextPlace { line: 2, column: 3 }, TextPlace { line: 3, column: 2 }]);
}

proptest! {
    #[test]
    fn every_byte_has_the_place_of_the_characters_before_it(text in "[aã😀\n]{0,900}") {
        let index = PlaceIndex::new(&text);
        let mut place = TextPlace { line: 1, column: 1 };
        for (at, character) in text.char_indices() {
            prop_assert_eq!(index.place(&text, at), place);
            place = match character {
                '\n' => TextPlace { line: place.line + 1, column: 1 },
                _ => TextPlace { column: place.column + 1, ..place },
            };
        }
        prop_assert_eq!(index.place(&text, text.len()), place);
        prop_assert_eq!(index.place(&text, text.len() + 1), place);
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        "[\\x00-\\x1f\"\\\\ab]{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::vec(("[a-zA-Z_ .\"]{1,8}", inner), 0..5)
                .prop_map(|members| members.into_iter().collect::<serde_json::Map<_, _>>().into()),
        ]
    })
}

proptest! {
    /// What is JSON is read as a JSON reader reads it.
    #[test]
    fn json_is_json(given in any_json()) {
        prop_assume!(given.is_object() || given.is_array());
        for text in [given.to_string(), format!("{given:#}")] {
            prop_assert_eq!(read(&text, Syntax::Json), Some(given.clone()));
        }
    }

    /// Any text at all: nothing panics and every place is inside it.
    #[test]
    fn any_text_is_read(text in "\\PC{0,60}|[{}\\[\\]()\"'`$@:=,;#/ a1\\n\\\\]{0,60}") {
        for syntax in [Syntax::Json, Syntax::JavaScript, Syntax::Python, Syntax::Php, Syntax::PowerShell] {
            let input = Mapped::plain(text.as_str(), 0);
            let scope = Scope::default();
            let node = Reader::new(&input, syntax, &scope, 0).value();
            prop_assert!(node.is_none_or(|node| node.at <= text.len()));
        }
    }
}
