//! JSON with line numbers and colours. Secrets are masked before they get here.

use leptos::prelude::*;
use serde_json::Value;

use super::element::{El, classed, el};
use super::text::tf;
use crate::domain::json_text::{self, Line, Token};
use crate::domain::secret::masked_body;

/// A line and what it is known by.
type KeyedLine = (u64, Line);

/// `marked` is the dotted path of the member to mark. A line that did not change stays in the page:
/// a keystroke replaces one line, not the whole text.
pub fn json_view(
    value: impl Fn() -> Value + Send + Sync + 'static,
    marked: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> El {
    let lines = Memo::new(move |_| keyed(json_text::lines(&masked_body(&value()))));
    let marked = Memo::new(move |_| marked());
    let label = move || tf("request.lines", &[("count", &lines.with(Vec::len).to_string())]);
    let list = For(ForProps::builder()
        .each(move || lines.get())
        .key(|(key, _): &KeyedLine| *key)
        .children(move |(_, line): KeyedLine| json_line(line, marked).into_view())
        .build());
    classed("div", "json")
        .attr("tabindex", "0")
        .attr("role", "region")
        .live_attr("aria-label", move || Some(label()))
        .child(el("ol").child(list.into_any()))
}

/// A key for each line that says what it is, so that lines after a new one keep their own.
fn keyed(lines: Vec<Line>) -> Vec<KeyedLine> {
    let mut keyed: Vec<KeyedLine> = Vec::with_capacity(lines.len());
    for line in lines {
        let mut key = hash(FNV_START, &line.path);
        for (_, text) in &line.tokens {
            key = hash(key, text);
        }
        // Equal lines stand close together: items of one list.
        while keyed.iter().rev().take(64).any(|(known, _)| *known == key) {
            key = hash(key, "again");
        }
        keyed.push((key, line));
    }
    keyed
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, one text after the other.
fn hash(start: u64, text: &str) -> u64 {
    text.bytes()
        .chain([0])
        .fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn json_line(line: Line, marked: Memo<Option<String>>) -> El {
    let path = line.path;
    let is_marked = move || {
        marked.with(|marked| {
            marked.as_ref().is_some_and(|marked| {
                path.strip_prefix(marked.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        })
    };
    let code = line.tokens.into_iter().fold(
        el("code").text("  ".repeat(line.indent)),
        |code, (token, text)| {
            let text = shortened(&text);
            match class_of(token) {
                "" => code.text(text),
                class => code.child(el("span").class(class).text(text)),
            }
        },
    );
    el("li").class_when("marked", is_marked).child(code)
}

const fn class_of(token: Token) -> &'static str {
    match token {
        Token::Punctuation => "",
        Token::Key => "key",
        Token::Text => "text",
        Token::Number => "number",
        Token::Word => "word",
    }
}

/// A picture in base64 says nothing to a reader; copies hold all of it.
fn shortened(text: &str) -> String {
    const MOST: usize = 400;
    let count = text.chars().count();
    if count <= MOST {
        return text.to_owned();
    }
    let start: String = text.chars().take(MOST).collect();
    format!("{start}… ({count})")
}
