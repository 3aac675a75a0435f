//! What a JSON reader does not tell: how deep a text is nested, and which keys stand twice in one
//! object. It walks a text of any kind once and trusts nothing of it.

use crate::domain::deployment::config::value::shown;

/// How deep brackets are nested.
pub(super) fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    walk(text, |token| match token {
        Token::Open(_) => {
            depth += 1;
            deepest = deepest.max(depth);
        }
        Token::Close => depth = depth.saturating_sub(1),
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
        Token::Open(true) => levels.push(Level::Object(Vec::new())),
        Token::Open(false) => levels.push(Level::List(0)),
        Token::Close => {
            levels.pop();
        }
        Token::Comma => {
            if let Some(Level::List(place)) = levels.last_mut() {
                *place += 1;
            }
        }
        Token::Text(text) => last = text,
        Token::Colon => {
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

enum Token<'a> {
    /// An object or a list begins
    Open(bool),
    Close,
    Comma,
    Colon,
    /// What stands between quotation marks, escapes and all
    Text(&'a str),
}

fn walk<'a>(text: &'a str, mut tell: impl FnMut(Token<'a>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' => tell(Token::Open(true)),
            b'[' => tell(Token::Open(false)),
            b'}' | b']' => tell(Token::Close),
            b',' => tell(Token::Comma),
            b':' => tell(Token::Colon),
            b'"' => {
                let start = at + 1;
                at = start;
                while bytes.get(at).is_some_and(|byte| *byte != b'"') {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                tell(Token::Text(text.get(start..at).unwrap_or_default()));
            }
            _ => {}
        }
        at += 1;
    }
}
