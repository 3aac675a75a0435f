use crate::domain::http::json_shape::{JsonStep, ShapeFault, keys_twice};

fn twice(text: &str) -> Vec<String> {
    let paths = keys_twice(text, 64).expect("JSON");
    let step = |step: &JsonStep| match step {
        JsonStep::Key(key) => format!(".{key}"),
        JsonStep::Place(place) => format!("[{place}]"),
    };
    paths.iter().map(|path| path.iter().map(step).collect()).collect()
}

#[test]
fn keys_that_an_object_has_twice_are_told_by_their_path() {
    assert_eq!(
        twice(r#"{"a": 1, "b": [{}, {"c": 1.5e3, "c": {"d": 1, "d": 2}}], "a": null}"#),
        [".b[1].c", ".b[1].c.d", ".a"]
    );
    // The same key in two objects is no fault, and an escape makes no other key.
    assert_eq!(twice(r#"[{"a": 1}, {"a": 1}]"#), Vec::<String>::new());
    assert_eq!(twice(r#"{"a": 1, "\u0061": 2}"#), [".a"]);
}

#[test]
fn numbers_and_texts_are_not_nested() {
    assert_eq!(keys_twice(r#"{"a": [1, -2.5, "[[[[{{{{", true, null]}"#, 2), Ok(Vec::new()));
}

#[test]
fn a_text_is_too_deep_before_its_end() {
    for text in ["[[[", "{\"a\":{\"a\":{\"a\":", "[[[]]]", "{\"a\":[{}]}", "[[[1"] {
        assert_eq!(keys_twice(text, 2), Err(ShapeFault::TooDeep), "{text}");
    }
    assert_eq!(keys_twice(&"[".repeat(1_000_000), 64), Err(ShapeFault::TooDeep));
    for text in ["", "[", "{", "{} {}", "[1,]", "nonsense", "{\"a\"}"] {
        assert_eq!(keys_twice(text, 2), Err(ShapeFault::NotJson), "{text}");
    }
}
