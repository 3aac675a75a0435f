//! DiagnosticKind a JSON reader does not tell: how deep a text is nested, and which keys stand twice in one
//! object. It walks a text of any kind once and trusts nothing of it.

use crate::domain::deployment::config::value::shown;

/// How deep brackets are nested.
pub(super) fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    walk(text, |token| match token {
        ShapeToken::Open(_) => {
            depth += 1;
            deepest = deepest.max(depth);
        }
        ShapeToken::Close => depth = depth.saturating_sub(1),
        _ => {}
    });
    deepest
}

/// The keys that an object has twice, by their paths. The text must be JSON.
pub(super) fn keys_twice(text: &str) -> Vec<String> {
    /// An object with its keys so far, or a list with its place
    enum Level<'a> {
        Object(Vec<&'a str>),
        List(usize),
    }
    let mut levels: Vec<Level> = Vec::new();
    let mut last = "";
    let mut twice = Vec::new();
    walk(text, |token| match token {
        ShapeToken::Open(true) => levels.push(Level::Object(Vec::new())),
        ShapeToken::Open(false) => levels.push(Level::List(0)),
        ShapeToken::Close => {
            levels.pop();
        }
        ShapeToken::Comma => {
            if let Some(Level::List(place)) = levels.last_mut() {
                *place += 1;
            }
        }
        ShapeToken::Text(text) => last = text,
        ShapeToken::Colon => {
            let Some(Level::Object(keys)) = levels.last_mut() else { return };
            // No file that people write has an object of more keys.
            let is_twice = keys.len() < 500 && keys.contains(&last);
            keys.push(last);
            if is_twice {
                let path = levels.iter().fold(String::new(), |path, level| match level {
                    Level::List(place) => format!("{path}[{place}]"),
                    Level::Object(keys) => {
                        let key = shown(keys.last().copied().unwrap_or_default());
                        let dot = if path.is_empty() { "" } else { "." };
                        format!("{path}{dot}{key}")
                    }
                });
                twice.push(path);
            }
        }
    });
    twice
}

enum ShapeToken<'a> {
    /// An object or a list begins
    Open(bool),
    Close,
    Comma,
    Colon,
    /// DiagnosticKind stands between quotation marks, escapes and all
    Text(&'a str),
}

fn walk<'a>(text: &'a str, mut tell: impl FnMut(ShapeToken<'a>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' => tell(ShapeToken::Open(true)),
            b'[' => tell(ShapeToken::Open(false)),
            b'}' | b']' => tell(ShapeToken::Close),
            b',' => tell(ShapeToken::Comma),
            b':' => tell(ShapeToken::Colon),
            b'"' => {
                let start = at + 1;
                at = start;
                while bytes.get(at).is_some_and(|byte| *byte != b'"') {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                tell(ShapeToken::Text(text.get(start..at).unwrap_or_default()));
            }
            _ => {}
        }
        at += 1;
    }
}
