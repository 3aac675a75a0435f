//! JSON with line numbers and colours. Secrets are masked before they get here.

use leptos::prelude::*;
use serde_json::Value;

use crate::domain::http::json_print;
use crate::domain::http::json_print::{JsonLine, JsonToken};
use crate::domain::http::secret::masked_body;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{counted_plain, filled_key};

/// `marked` is the dotted path of the member to mark. A line that did not change stays in the page:
/// a keystroke replaces one line, not the whole text.
pub fn json_view(
    value: impl Fn() -> Value + Send + Sync + 'static,
    marked: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> El {
    named_json_view(filled_key!("request.lines", count), value, marked)
}

/// The same with a name of its own for those who cannot see it, which tells the `{count}` of lines.
pub fn named_json_view(
    name: &'static str,
    value: impl Fn() -> Value + Send + Sync + 'static,
    marked: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> El {
    let lines = Memo::new(move |_| json_print::lines(&masked_body(&value())));
    let marked = Memo::new(move |_| marked());
    let count = Memo::new(move |_| lines.with(Vec::len));
    let label = move || counted_plain(name, count.get());
    let list = el("ol").dyn_child(move || {
        (0..count.get()).map(|index| json_line(lines, index, marked)).collect::<Vec<El>>()
    });
    classed("div", "json")
        .attr("tabindex", "0")
        .attr("role", "region")
        .dyn_attr("aria-label", move || Some(label()))
        .child(list)
}

/// The line at this place, whatever stands there now.
fn json_line(lines: Memo<Vec<JsonLine>>, index: usize, marked: Memo<Option<String>>) -> El {
    let line = Memo::new(move |_| lines.with(|lines| lines.get(index).cloned()));
    let is_marked = move || {
        line.with(|line| {
            marked.with(|marked| match (line, marked) {
                (Some(line), Some(marked)) => line
                    .path
                    .strip_prefix(marked.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.')),
                _ => false,
            })
        })
    };
    el("li").dyn_class("marked", is_marked).dyn_child(move || line.get().map(code))
}

fn code(line: JsonLine) -> El {
    line.tokens.into_iter().fold(
        // What does not fit into the line goes on below its text, not below its number.
        el("code")
            .dyn_style("--hang", move || format!("{}ch", 2 * line.indent + 2))
            .text("  ".repeat(line.indent)),
        |code, (token, text)| {
            let text = shortened(&text);
            match class_of(token) {
                "" => code.text(text),
                class => code.child(el("span").class(class).text(text)),
            }
        },
    )
}

const fn class_of(token: JsonToken) -> &'static str {
    match token {
        JsonToken::Punctuation => "",
        JsonToken::Key => "key",
        JsonToken::Text => "text",
        JsonToken::Number => "number",
        JsonToken::Word => "word",
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
