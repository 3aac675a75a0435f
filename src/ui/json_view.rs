//! JSON with line numbers and colours. Secrets are masked before it gets here.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde_json::Value;

use super::text::tf;
use crate::domain::json_text::{self, Line, Token};
use crate::domain::secret::masked_body;

/// `marked` is the dotted path of the member to mark. A line that did not change stays in the page:
/// a keystroke replaces one line, not the whole text.
#[component]
pub fn JsonView(
    value: Signal<Value>,
    #[prop(into)] marked: Signal<Option<String>>,
) -> impl IntoView {
    let lines =
        Memo::new(move |_| value.with(|value| keyed(json_text::lines(&masked_body(value)))));
    let label = move || tf("request.lines", &[("count", &lines.with(Vec::len).to_string())]);
    view! {
        <div class="json" tabindex="0" role="region" aria-label=label>
            <ol>
                <For each=move || lines.get() key=|(key, _)| key.clone() let((_, line))>
                    <JsonLine line marked />
                </For>
            </ol>
        </div>
    }
}

/// A key for each line that says what it is, so that lines after a new one keep their own.
fn keyed(lines: Vec<Line>) -> Vec<((String, usize, String), Line)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    lines
        .into_iter()
        .map(|line| {
            let text: String = line.tokens.iter().map(|(_, text)| text.as_str()).collect();
            let count = seen.entry(format!("{}\u{0}{text}", line.path)).or_default();
            *count += 1;
            ((line.path.clone(), *count, text), line)
        })
        .collect()
}

#[component]
fn JsonLine(line: Line, marked: Signal<Option<String>>) -> impl IntoView {
    let path = line.path;
    let is_marked = move || {
        marked.with(|marked| {
            marked.as_ref().is_some_and(|marked| {
                path.strip_prefix(marked.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        })
    };
    let tokens = line.tokens.into_iter().map(|(token, text)| {
        let class = match token {
            Token::Punctuation => "",
            Token::Key => "key",
            Token::Text => "text",
            Token::Number => "number",
            Token::Word => "word",
        };
        view! { <span class=class>{shortened(&text)}</span> }
    });
    view! {
        <li class:marked=is_marked>
            <code>{"  ".repeat(line.indent)} {tokens.collect_view()}</code>
        </li>
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
