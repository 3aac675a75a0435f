//! Functions of a script's own that send what they are given: `post("/instance/create", {…})`.

use crate::domain::import::route;
use crate::domain::import::source::call::{FoundBody, FoundCall, METHODS};
use readers::literal::scope::Scope;
use readers::text::mapped::Mapped;

/// Functions and commands that send nothing of what they are given.
const SILENT: [&str; 16] = [
    "log",
    "info",
    "debug",
    "warn",
    "error",
    "print",
    "println",
    "printf",
    "echo",
    "write-host",
    "write-output",
    "expect",
    "test",
    "it",
    "describe",
    "path",
];

/// Whether a text is the path of a request that creates or sets, without a server in front of it.
pub(super) fn is_path(text: &str) -> bool {
    let mut segments = text.trim_start_matches('/').split(['/', '?']);
    let (first, second) =
        (segments.next().unwrap_or_default(), segments.next().unwrap_or_default());
    route::of_segments(first, second, "").is_some_and(|known| known.is_written())
}

/// Whether a function or a command of this name may send what it is given.
pub(super) fn may_send(name: &str) -> bool {
    !SILENT.iter().any(|silent| silent.eq_ignore_ascii_case(name)) && !name.starts_with("toHave")
}

/// The request of a command whose words are a path and a body, and may be a method.
pub(super) fn call(words: &[Mapped], scope: &Scope) -> Option<FoundCall> {
    let (program, words) = words.split_first().filter(|(name, _)| may_send(name.text()))?;
    let path = words.iter().find(|word| is_path(word.text()))?;
    let body = words.iter().find(|word| word.text().trim_start().starts_with(['{', '[']))?;
    let mut methods = words.iter().map(|word| word.text().to_ascii_uppercase());
    let method = methods.find(|word| METHODS.contains(&word.as_str()));
    let body = FoundBody::of_text(body, scope);
    Some(sent(program.start(), method, path.clone(), body))
}

/// The request of a function that is given a path and a body.
pub(super) fn sent(at: usize, method: Option<String>, path: Mapped, body: FoundBody) -> FoundCall {
    FoundCall {
        at,
        method: method.unwrap_or_else(|| "POST".to_owned()),
        url: Some(path),
        body: Some(body),
        ..FoundCall::default()
    }
}

/// Whether the arguments behind a bracket begin with such a path, or with a method and such a path.
pub(super) fn begins_with_path(arguments: &str) -> bool {
    let Some((first, behind)) = leading_text(arguments) else { return false };
    let is_method = METHODS.contains(&first.to_ascii_uppercase().as_str());
    let second = behind.trim_start().strip_prefix(',').and_then(leading_text);
    is_path(first) || is_method && second.is_some_and(|(second, _)| is_path(second))
}

/// The text in quotes that stands first, and what follows it.
fn leading_text(arguments: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 200;
    let rest = arguments.trim_start().trim_start_matches(['f', '$', '@']);
    let quote = rest.bytes().next().filter(|byte| b"\"'`".contains(byte))?;
    let inner = &rest[1..];
    let end = inner.bytes().take(LONGEST).position(|byte| byte == quote)?;
    Some((&inner[..end], &inner[end + 1..]))
}

/// Gives the requests of such functions the server and the headers of the one request that they send, which
/// is none of its own.
pub(super) fn with_server(mut calls: Vec<FoundCall>) -> Vec<FoundCall> {
    let needs_server = |call: &FoundCall| {
        call.value().is_some() && call.url.as_ref().is_some_and(|url| is_path(url.text()))
    };
    if !calls.iter().any(needs_server) {
        return calls;
    }
    let found = calls.iter().enumerate().find_map(|(place, call)| Some((place, server(call)?)));
    let Some((place, server)) = found else { return calls };
    let template = calls.remove(place);
    for call in calls.iter_mut().filter(|call| needs_server(call)) {
        if call.headers.is_empty() {
            call.headers.clone_from(&template.headers);
        }
        call.url = call.url.take().map(|path| path.below(&server));
    }
    calls
}

/// The address in front of the path, where path and body are what a function is given.
fn server(call: &FoundCall) -> Option<Mapped> {
    let url = call.url.as_ref().filter(|_| call.value().is_none() && call.body.is_some())?;
    // Behind the path there is nothing.
    let last = url.last_hole().filter(|last| url.hole_at(*last) == Some(url.text().len()))?;
    Some(url.part(0..last))
}
