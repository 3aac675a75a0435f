//! Functions of a script's own that send what they are given: `post("/instance/create", {…})`.

use crate::domain::import::creation::route::{self, CallRoute};
use crate::domain::import::source::call::{FoundBody, FoundCall};
use crate::domain::import::source::program::functions::METHODS;
use readers::literal::scope::Scope;
use readers::text::mapped::Mapped;

/// Whether a text is the path of a request that creates or sets, without a server in front of it.
pub(in crate::domain::import::source) fn is_path(text: &str) -> bool {
    let mut segments = text.trim_start_matches('/').split(['/', '?']);
    let (first, second) =
        (segments.next().unwrap_or_default(), segments.next().unwrap_or_default());
    let known = route::of_segments(first, second, "");
    matches!(known, Some(CallRoute::Create | CallRoute::Section(..)))
}

/// The request of a command whose words are a path and a body, and may be a method.
pub(in crate::domain::import::source) fn call(
    words: &[Mapped],
    scope: &Scope,
) -> Option<FoundCall> {
    let path = words.iter().skip(1).find(|word| is_path(word.text()))?;
    let body =
        words.iter().skip(1).find(|word| word.text().trim_start().starts_with(['{', '[']))?;
    let mut methods = words.iter().map(|word| word.text().to_ascii_uppercase());
    Some(FoundCall {
        at: words[0].start(),
        method: methods.find(|word| METHODS.contains(&word.as_str())).unwrap_or("POST".to_owned()),
        url: Some(path.clone()),
        body: Some(FoundBody::of_text(body, scope)),
        ..FoundCall::default()
    })
}

/// Whether the arguments behind a bracket begin with such a path, or with a method and such a path.
pub(super) fn begins_with_path(arguments: &str) -> bool {
    const LONGEST: usize = 200;
    let text = |rest: &str| {
        let rest = rest.trim_start().trim_start_matches(['f', '$', '@']);
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
        let inner = &rest[1..];
        let end = inner.bytes().take(LONGEST).position(|byte| byte == quote as u8)?;
        Some((inner[..end].to_owned(), rest.len() - end - 2))
    };
    let Some((first, left)) = text(arguments) else { return false };
    let is_method = METHODS.contains(&first.to_ascii_uppercase().as_str());
    let behind = arguments[arguments.len() - left..].trim_start().strip_prefix(',');
    is_path(&first)
        || is_method && behind.and_then(text).is_some_and(|(second, _)| is_path(&second))
}

/// Gives the requests of such functions the server and the headers of the one request that they send, which
/// is none of its own.
pub(in crate::domain::import::source) fn with_server(mut calls: Vec<FoundCall>) -> Vec<FoundCall> {
    let needs_server = |call: &FoundCall| {
        call.value().is_some() && call.url.as_ref().is_some_and(|url| is_path(url.text()))
    };
    if !calls.iter().any(needs_server) {
        return calls;
    }
    let Some(place) = calls.iter().position(|call| server_length(call).is_some()) else {
        return calls;
    };
    let template = calls.remove(place);
    let server = template.url.as_ref().zip(server_length(&template));
    let Some(server) = server.map(|(url, length)| url.part(0..length)) else { return calls };
    for call in calls.iter_mut().filter(|call| needs_server(call)) {
        if call.headers.is_empty() {
            call.headers.clone_from(&template.headers);
        }
        if let Some(path) = &call.url {
            let mut whole = server.part(0..server.text().trim_end_matches('/').len());
            if !path.text().starts_with('/') {
                whole.push_value("/", path.start());
            }
            whole.push_part(path, 0..path.text().len());
            call.url = Some(whole);
        }
    }
    calls
}

/// The length of the address in front of the path, where path and body are what a function is given.
fn server_length(call: &FoundCall) -> Option<usize> {
    let url = call.url.as_ref().filter(|_| call.value().is_none() && call.body.is_some())?;
    let mut last = url.hole_at(0).map(|_| 0);
    let mut at = 0;
    while at < url.text().len() {
        at = url.next_hole(at);
        last = if at < url.text().len() { Some(at) } else { last };
    }
    // Behind the path there is nothing.
    last.filter(|last| url.hole_at(*last) == Some(url.text().len()))
}
