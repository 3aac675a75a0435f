//! Requests as VS Code's REST client and JetBrains' have them in `.http` files, as they go over the wire, and as
//! notes have them.

use crate::domain::import::route;
use crate::domain::import::source::call::{FoundBody, FoundCall};
use crate::domain::import::source::variables::with_variables;
use readers::literal::node::{Literal, Node};
use readers::literal::scope::Scope;
use readers::text::mapped::Mapped;

const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// Whether a line begins a request.
#[must_use]
pub fn is_request_line(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let is_method = words.next().is_some_and(|word| METHODS.contains(&word));
    let has_address = words.next().is_some_and(|word| {
        word.contains("://")
            || word.starts_with('/')
            || word.starts_with("{{")
            || word.starts_with("localhost")
    });
    is_method && has_address
}

/// Blanks, and what a chat, Markdown or a program puts around the words of a note.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '`' | '<' | '>' | '#' | '-')
}

/// The address of a request that a note has on a line of its own, with a label or without: `URL: https://…`.
#[must_use]
pub fn noted_address(line: &str) -> Option<&str> {
    const LONGEST: usize = 500;
    let address = line.split_whitespace().next_back().filter(|_| line.len() < LONGEST)?;
    let before = line.trim_end().strip_suffix(address)?.trim_matches(is_mark);
    let address = address.trim_matches(is_mark);
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_label = before.is_empty()
        || before.ends_with(':') && !before.contains(['"', '\'', '{', '='])
        || METHODS.contains(&last.trim_matches(is_mark)) && before.len() < 40;
    let is_address = address.starts_with('/') || address.starts_with("http");
    let known = (is_label && is_address).then(|| route::of_url(&Mapped::plain(address, 0)).route);
    known.is_some_and(|known| known.is_written()).then_some(address)
}

/// `name: value`, as no body begins.
fn is_header_line(line: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    line.split_once(':').is_some_and(|(name, value)| is_name(name) && value.starts_with(' '))
}

/// The requests of a file, in order, and the variables that it sets.
#[must_use]
pub fn calls(input: &Mapped) -> (Vec<FoundCall>, Scope) {
    let mut scope = Scope::default();
    let mut calls: Vec<FoundCall> = Vec::new();
    let mut call: Option<FoundCall> = None;
    let mut body: Option<(usize, usize)> = None;
    // Words of a note may stand in front of the body.
    let mut is_note = false;
    let mut at = 0;
    let end = |call: &mut Option<FoundCall>, body: &mut Option<(usize, usize)>, scope: &Scope| {
        let body = body.take().map(|(from, to)| input.part(from..to).trimmed());
        let mut call = call.take()?;
        if let Some(body) = body.filter(|body| !body.is_empty()) {
            call.body = Some(match body.text().strip_prefix("< ") {
                Some(name) => FoundBody::File { name: name.trim().to_owned(), at: body.start() },
                None => FoundBody::of_text(&with_variables(&body, scope), scope),
            });
        }
        Some(call)
    };
    for line in input.text().split_inclusive('\n') {
        let start = at;
        at += line.len();
        let text = line.trim();
        let indent = line.len() - line.trim_start().len();
        let here = || input.part(start + indent..start + indent + text.len());
        if text.starts_with("###") {
            calls.extend(end(&mut call, &mut body, &scope));
        } else if let Some(variable) = text.strip_prefix('@').filter(|_| body.is_none()) {
            if let Some((name, value)) = variable.split_once('=') {
                let from = start + indent + text.len() - value.trim_start().len();
                let value = with_variables(&input.part(from..from + value.trim().len()), &scope);
                scope.set(name.trim(), Node::new(value.start(), Literal::Text(value)));
            }
        } else if is_request_line(text) {
            calls.extend(end(&mut call, &mut body, &scope));
            is_note = false;
            let whole = here();
            let (method, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
            let url = rest.split_whitespace().next().unwrap_or_default();
            let from = text.len() - rest.len() + rest.find(url).unwrap_or(0);
            let url = with_variables(&whole.part(from..from + url.len()), &scope);
            call = Some(FoundCall {
                at: whole.start(),
                method: method.to_owned(),
                url: Some(url),
                ..FoundCall::default()
            });
        } else if let Some(address) = noted_address(text).filter(|_| call.is_none() || is_note) {
            calls.extend(end(&mut call, &mut body, &scope));
            is_note = true;
            let from = text.rfind(address).unwrap_or_default();
            let url = with_variables(&here().part(from..from + address.len()), &scope);
            call = Some(FoundCall {
                at: here().start(),
                method: "POST".to_owned(),
                url: Some(url),
                ..FoundCall::default()
            });
        } else if let (true, None, Some(call)) = (is_note, body, &mut call) {
            let open = text.find('{');
            let is_label = |before: &str| {
                let before = before.trim_matches(is_mark);
                before.is_empty() || before.ends_with(':')
            };
            // `Header: apikey: …`
            let inner = text.split_once(':').map(|(_, inner)| inner.trim());
            let inner = inner.filter(|inner| is_header_line(inner)).unwrap_or(text);
            if let Some(open) = open.filter(|open| is_label(&text[..*open])) {
                body = Some((start + indent + open, at));
            } else if is_header_line(inner) {
                let line = here().part(text.len() - inner.len()..text.len());
                call.add_header(&with_variables(&line, &scope));
            }
        } else if let (Some((from, to)), Some(call)) = (&mut body, &mut call)
            && *from == *to
            && is_header_line(text)
        {
            // A blank line too many stands in front of the headers.
            call.add_header(&with_variables(&here(), &scope));
            (*from, *to) = (at, at);
        } else if let Some((_, to)) = &mut body {
            *to = at;
        } else if let Some(call) = &mut call {
            if text.is_empty() {
                body = Some((at, at));
            } else if text.starts_with(['{', '[']) {
                // The blank line in front of it is missing.
                body = Some((start, at));
            } else if text.starts_with(['?', '&'])
                || text.starts_with("//")
                || text.starts_with('#')
            {
                // A part of the query, or a comment
            } else {
                call.add_header(&with_variables(&here(), &scope));
            }
        }
    }
    calls.extend(end(&mut call, &mut body, &scope));
    with_host(&mut calls);
    (calls, scope)
}

/// As it goes over the wire, the host stands in a header.
fn with_host(calls: &mut [FoundCall]) {
    for call in calls {
        let is_path = call.url.as_ref().is_some_and(|url| url.text().starts_with('/'));
        let host = call.header("host").cloned();
        if let (true, Some(host), Some(url)) = (is_path, host, &call.url) {
            let mut whole = Mapped::starting_at(host.start());
            whole.push_part(&host, 0..host.text().len());
            whole.push_part(url, 0..url.text().len());
            call.url = Some(whole);
        }
    }
}
