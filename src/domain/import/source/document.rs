//! JSON and its relatives: bodies, answers, lists, and the files of other programs.

use std::sync::Arc;

use crate::domain::import::source::call::{FoundBody, FoundCall};
use crate::domain::import::source::kind::SourceKind;
use crate::domain::import::source::program::names_instance;
use crate::domain::import::source::{
    FoundSource, MOST_ENTRIES, ToldInstance, archive, make, n8n, postman,
};
use readers::literal::node::{Literal, Node, NodeMember, Syntax};
use readers::literal::reader::Reader;
use readers::literal::scope::Scope;
use readers::text::mapped::Mapped;

/// Reads every value: one, or several after each other as in a log.
#[must_use]
pub fn read(input: &Mapped) -> FoundSource {
    let scope = Scope::default();
    let mut reader = Reader::new(input, Syntax::Json, &scope, 0);
    let mut found = FoundSource::of_calls(SourceKind::Json, Vec::new());
    for _ in 0..MOST_ENTRIES {
        reader.skip_blanks();
        let text = input.text();
        // Past what is no value: marks of a chat, words between two bodies
        let Some(next) = text[reader.at..].find(['{', '[']) else { break };
        reader.at += next;
        let before = reader.at;
        match reader.value() {
            Some(value) => add(value, &mut found),
            None if reader.at == before => reader.at += 1,
            None => {}
        }
    }
    found
}

/// The length of the list or object that a text begins with, or of all of it.
#[must_use]
pub fn value_length(text: &str) -> usize {
    let (mut depth, mut is_quoted, mut is_escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = is_quoted,
            b'"' => is_quoted = !is_quoted,
            b'{' | b'[' if !is_quoted => depth += 1,
            b'}' | b']' if !is_quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

/// The members of a body that were copied without its brackets, with them.
#[must_use]
pub fn in_brackets(input: &Mapped) -> Option<Mapped> {
    let text = input.text();
    let (_, after) = text.strip_prefix('"')?.split_once('"')?;
    if !after.trim_start().starts_with(':') {
        return None;
    }
    let mut whole = Mapped::starting_at(input.start());
    whole.push_value("{", input.start());
    whole.push_part(input, 0..text.len());
    whole.push_value("}", input.source(text.len()));
    let scope = Scope::default();
    let mut reader = Reader::new(&whole, Syntax::Json, &scope, 0);
    let is_body = reader.value().is_some_and(|value| names_instance(&value));
    reader.skip_blanks();
    (is_body && reader.peek().is_none()).then_some(whole)
}

/// What APIs and tools put around a body, an answer or a list of them.
const WRAPPERS: [&str; 10] = [
    "data",
    "body",
    "json",
    "payload",
    "request",
    "response",
    "result",
    "results",
    "instances",
    "items",
];
/// As deep as such things stand in each other.
const MOST_WRAPPERS: usize = 3;

/// The value inside of what is put around it: its only member that is an object or a list, under one of
/// the usual names.
fn unwrapped(value: Node) -> Node {
    let mut value = value;
    for _ in 0..MOST_WRAPPERS {
        if names_instance(&value) || told(&value).is_some() || request(&value).is_some() {
            return value;
        }
        let is_inner = |member: &NodeMember| {
            let holds = member.value.is_object() || !member.value.items().is_empty();
            WRAPPERS.contains(&member.key.as_str()) && holds
        };
        let Literal::Object(members) = &mut value.value else { return value };
        let mut places = (0..members.len()).filter(|place| is_inner(&members[*place]));
        let (Some(place), None) = (places.next(), places.next()) else { return value };
        value = members.swap_remove(place).value;
    }
    value
}

/// The text of a document that stands in quotes, as a program or a log has it.
#[must_use]
pub fn in_quotes(input: &Mapped) -> Option<Mapped> {
    let scope = Scope::default();
    let mut reader = Reader::new(input, Syntax::Json, &scope, 0);
    let value = reader.value()?;
    reader.skip_blanks();
    let inner = value.mapped()?;
    let is_document = inner.text().trim_start().starts_with(['{', '[']);
    (is_document && reader.peek().is_none()).then(|| inner.clone())
}

/// Judges one value of a document.
fn add(value: Node, found: &mut FoundSource) {
    if postman::is_collection(&value) {
        found.kind = SourceKind::Postman;
        found.calls.extend(postman::calls(&value));
    } else if n8n::is_workflow(&value) {
        found.kind = SourceKind::N8n;
        let (calls, skipped) = n8n::calls(&value);
        found.calls.extend(calls);
        found.skipped += skipped;
    } else if make::is_blueprint(&value) {
        found.kind = SourceKind::Make;
        let (calls, skipped) = make::calls(&value);
        found.calls.extend(calls);
        found.skipped += skipped;
    } else {
        let value = unwrapped(value);
        if let Literal::List(items) = value.value {
            for item in items.into_iter().map(unwrapped) {
                match item.value {
                    Literal::List(items) => items.into_iter().for_each(|one| add_one(one, found)),
                    _ => add_one(item, found),
                }
            }
        } else {
            add_one(value, found);
        }
    }
}

fn add_one(value: Node, found: &mut FoundSource) {
    if found.calls.len() + found.told.len() >= MOST_ENTRIES {
        found.left_out += 1;
        return;
    }
    let Some(told) = told(&value) else {
        if let Some(call) = request(&value) {
            found.calls.push(call);
        } else if let Some(calls) = archive::calls(&value) {
            found.kind = SourceKind::Archive;
            found.calls.extend(calls);
        } else if value.is_object() {
            let at = value.at;
            let body = Some(FoundBody::Value(Arc::new(value)));
            found.calls.push(FoundCall { at, body, ..FoundCall::default() });
        }
        return;
    };
    let value = Arc::new(value);
    let (kind, told) = match told {
        ToldKind::Created => (SourceKind::Answer, ToldInstance::Created(value)),
        ToldKind::Row => (SourceKind::InstanceList, ToldInstance::Row(value)),
        ToldKind::Copy => (SourceKind::InstanceCopy, ToldInstance::Copy(value)),
    };
    if found.kind == SourceKind::Json && found.is_empty() {
        found.kind = kind;
    }
    found.told.push(told);
}

/// A request with its address, as an export of the panel has several. With other members it is a body or the
/// file of another program.
fn request(value: &Node) -> Option<FoundCall> {
    let is_part = |key: &str| matches!(key, "method" | "url" | "headers" | "body");
    if !value.members().iter().all(|member| is_part(&member.key)) {
        return None;
    }
    let url = value.get("url")?.mapped().filter(|url| url.text().contains("://"))?;
    let body = value.get("body").filter(|body| body.is_object())?;
    let mut call = FoundCall {
        at: value.at,
        method: value.get("method").and_then(Node::text).unwrap_or("POST").to_ascii_uppercase(),
        url: Some(url.clone()),
        body: Some(FoundBody::Value(Arc::new(body.clone()))),
        ..FoundCall::default()
    };
    if let Some(headers) = value.get("headers") {
        call.add_headers(headers);
    }
    Some(call)
}

enum ToldKind {
    Created,
    Row,
    Copy,
}

/// Whether an object tells of an instance that exists.
fn told(value: &Node) -> Option<ToldKind> {
    let has = |key: &str| value.get(key).is_some();
    let inner = value.get("instance");
    if inner.and_then(Node::text).is_some() && value.get("groups").is_some_and(Node::is_object) {
        return Some(ToldKind::Copy);
    }
    let inside = |key: &str| inner.is_some_and(|inner| inner.get(key).is_some());
    let has_name = inside("instanceName") || inside("instance_name") || inside("name");
    if has_name && (has("hash") || has("settings") || has("qrcode")) {
        return Some(ToldKind::Created);
    }
    let states =
        ["status", "connectionStatus", "owner", "ownerJid", "apikey", "instanceId", "serverUrl"];
    if has_name && states.iter().any(|key| inside(key)) {
        return Some(ToldKind::Row);
    }
    let is_flat_row = has("name")
        && ["connectionStatus", "ownerJid", "_count", "Setting", "disconnectionReasonCode"]
            .iter()
            .any(|key| has(key));
    is_flat_row.then_some(ToldKind::Row)
}
