//! Tells what a paste is, by what stands in it first.

use crate::domain::import::source::call::{FoundBody, FoundCall};
use crate::domain::import::source::http::{file, labels as note_labels};
use crate::domain::import::source::kind::{Shell, SourceKind};
use crate::domain::import::source::program::PartOrder;
use crate::domain::import::source::shell::{self, commands};
use crate::domain::import::source::table::{self, FieldLabels};
use crate::domain::import::source::{FoundSource, document, program, upright};
use readers::literal::node::Syntax;
use readers::text::mapped::Mapped;
use readers::text::typography;

/// As far as the kind of a paste is looked for.
const HEAD: usize = 200_000;

/// Finds out what the text is, and reads the requests in it.
#[must_use]
pub fn read(input: &Mapped, labels: &FieldLabels) -> FoundSource {
    let text = input.text();
    let from = input.part(lead(text)..text.len());
    let from = typography::typed(&from).unwrap_or(from);
    let mut found = found_in(&from, labels);
    let kinds = [SourceKind::Json, SourceKind::HttpFile, SourceKind::Table, SourceKind::Unknown];
    if kinds.contains(&found.kind) {
        note_labels::fill(input, &mut found);
    }
    found
}

fn found_in(from: &Mapped, labels: &FieldLabels) -> FoundSource {
    let rest = from.text();
    if rest.starts_with(['{', '[']) && !precedes_command(rest) {
        return with_requests_behind(from);
    }
    if rest.starts_with(['"', '\''])
        && let Some(inner) = document::in_quotes(from).or_else(|| document::in_brackets(from))
    {
        return document::read(&inner);
    }
    if let Some(table) = table::read(from, labels) {
        return table;
    }
    let head = &rest[..floor(rest, HEAD)];
    let kind = kind(head);
    let calls = match kind {
        SourceKind::Curl(shell) => commands::calls(from, shell),
        SourceKind::PowerShell => commands::calls(from, Shell::PowerShell),
        SourceKind::JavaScript => program::calls(from, Syntax::JavaScript, PartOrder::Before),
        // What a request is made of is written in them as JavaScript writes it.
        SourceKind::Program => program::calls(from, Syntax::JavaScript, PartOrder::After),
        SourceKind::Python => program::calls(from, Syntax::Python, PartOrder::Before),
        SourceKind::Php => program::calls(from, Syntax::Php, PartOrder::Before),
        SourceKind::HttpFile => file::calls(from).0,
        _ => Vec::new(),
    };
    let found = FoundSource::of_calls(kind, calls);
    if found.is_empty() {
        // A body somewhere between words
        let inside = document::read(from);
        if !inside.is_empty() {
            return inside;
        }
        if let Some(lines) = upright::labelled_lines(from, labels) {
            return lines;
        }
    }
    found
}

/// Bodies, and the requests about the same instance behind them.
fn with_requests_behind(input: &Mapped) -> FoundSource {
    let text = input.text();
    let head = &text[..floor(text, HEAD)];
    // The words of a chat may stand between a body and the first command.
    let command = word(head, "curl").filter(|command| is_closed(&head[..*command]));
    let mut end = command.and_then(|at| head[..at].rfind('\n')).map_or(0, |end| end + 1);
    while let rest = text[end..].trim_start()
        && rest.starts_with(['{', '['])
    {
        end = text.len() - rest.len() + document::value_length(rest);
    }
    let behind = text[end..].trim_start();
    let head = &behind[..floor(behind, HEAD)];
    let is_request = !head.is_empty()
        && !head.starts_with([',', '}', ']'])
        && !matches!(kind(head), SourceKind::Unknown | SourceKind::Json);
    if !is_request {
        return document::read(input);
    }
    let mut found = document::read(&input.part(0..end));
    let mut others = found_in(&input.part(text.len() - behind.len()..text.len()), &[]);
    // `-d @body.json` sends what was pasted in front of it, and so does a request without a body.
    let needs_body = |call: &&mut FoundCall| match &call.body {
        Some(body) => matches!(body, FoundBody::File { .. }),
        None => call.method == "POST",
    };
    let needing = others.calls.iter_mut().find(needs_body);
    if let ([body], Some(call)) = (found.calls.as_mut_slice(), needing)
        && body.url.is_none()
    {
        call.body = body.body.take();
        found.calls.clear();
    }
    found.calls.extend(others.calls);
    found.skipped += others.skipped;
    found
}

/// Whether what begins with a bracket ends before a command: the time of a message, the prompt of a shell, or
/// an answer that was copied with the command after it. A body that names an instance is read as such.
fn precedes_command(text: &str) -> bool {
    let head = &text[..floor(text, HEAD)];
    word(head, "curl").is_some_and(|command| {
        let before = &head[..command];
        // `{ curl …; }`
        before.trim_end() == "{" || !before.contains("instanceName") && is_closed(before)
    })
}

/// Whether every bracket of a text is closed.
fn is_closed(text: &str) -> bool {
    let (mut depth, mut in_text, mut is_escaped) = (0_i32, false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_text => is_escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => depth += 1,
            b'}' | b']' if !in_text => depth -= 1,
            _ => {}
        }
    }
    depth == 0 && !in_text
}

fn floor(text: &str, most: usize) -> usize {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// Where the text begins behind comments, blank lines and the marks of a chat.
fn lead(text: &str) -> usize {
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    for line in text[at..].split_inclusive('\n') {
        let words = line.trim_start();
        let is_comment = words.starts_with('#') && !words.starts_with("###")
            || words.starts_with("//")
            || words.starts_with("```")
            || words.to_ascii_lowercase().starts_with("rem ");
        if !words.trim().is_empty() && !is_comment {
            return at + (line.len() - words.len());
        }
        at += line.len();
    }
    at
}

/// The kind whose mark comes first.
fn kind(head: &str) -> SourceKind {
    if head.lines().any(|line| file::is_request_line(line.trim_start())) && !has_word(head, "curl")
    {
        return SourceKind::HttpFile;
    }
    let lower = head.to_ascii_lowercase();
    let first = |marks: &[&str]| marks.iter().filter_map(|mark| lower.find(mark)).min();
    let programs = [
        (
            SourceKind::PowerShell,
            first(&[
                "invoke-restmethod",
                "invoke-webrequest",
                "irm -",
                "iwr -",
                "= @\"",
                "= @'",
                "= @{",
            ]),
        ),
        (
            SourceKind::Php,
            first(&[
                "<?php",
                "curl_init",
                "curl_setopt",
                "->post(",
                "->request(",
                "http::",
                "json_encode(",
            ]),
        ),
        (
            SourceKind::Python,
            first(&[
                "requests.",
                "import requests",
                "import json",
                "httpx.",
                "http.client",
                "aiohttp",
                "json.dumps",
            ]),
        ),
        (
            SourceKind::JavaScript,
            first(&["fetch(", "axios", "json.stringify", "require(", "$.ajax", "got.post"]),
        ),
        (
            SourceKind::Program,
            first(&[
                "net::http",
                "http.newrequest(",
                "unirest.",
                "httprequestmessage(",
                "new restrequest(",
            ]),
        ),
        (SourceKind::Curl(Shell::Bash), word(&lower, "curl").or_else(|| word(&lower, "wget"))),
    ];
    let found = programs.into_iter().filter_map(|(kind, at)| Some((kind, at?)));
    match found.min_by_key(|(_, at)| *at) {
        Some((SourceKind::Curl(_), _)) => SourceKind::Curl(shell::of_text(head, &lower)),
        Some((kind, _)) => kind,
        None if head.lines().any(|line| file::noted_address(line).is_some()) => {
            SourceKind::HttpFile
        }
        None => bare_program(head),
    }
}

/// An object that is assigned, and nothing that sends it.
fn bare_program(head: &str) -> SourceKind {
    if head.contains("=>") && (head.contains('$') || head.contains("array(")) {
        SourceKind::Php
    } else if head.contains("@{") {
        SourceKind::PowerShell
    } else if ["True", "False", "None", "f\"", "f'"].iter().any(|word| head.contains(word)) {
        SourceKind::Python
    } else if head.contains('{')
        && ["const ", "let ", "var ", " = {"].iter().any(|word| head.contains(word))
    {
        SourceKind::JavaScript
    } else {
        SourceKind::Unknown
    }
}

pub(super) fn has_word(text: &str, name: &str) -> bool {
    word(text, name).is_some()
}

/// Where a word stands as a word: not in `curl_init`, not in `libcurl`.
fn word(text: &str, name: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    text.match_indices(name).map(|(at, _)| at).find(|at| {
        let before = at.checked_sub(1).map(|before| bytes[before]);
        let after = &text[at + name.len()..];
        let is_program = after.starts_with(char::is_whitespace)
            || after.starts_with(".exe")
            || after.starts_with('^')
            || after.is_empty();
        is_program && before.is_none_or(|before| !is_part(before))
    })
}
