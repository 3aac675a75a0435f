//! A collection of Postman, version 2.1: folders in folders, bodies as text, variables.

use crate::domain::import::source::call::{FoundBody, FoundCall, FoundHeader};
use crate::domain::import::source::variables::with_variables;
use readers::literal::node::{Literal, Node, NodeMember};
use readers::literal::scope::Scope;
use readers::text::mapped::Mapped;

/// No address has as many steps with a value.
const MOST_STEPS: usize = 50;

/// Whether a document is a collection.
#[must_use]
pub fn is_collection(root: &Node) -> bool {
    let schema = root.at_path("info.schema").and_then(Node::text).unwrap_or_default();
    if root.at_path("request.url").is_some() {
        // One request of a collection
        return true;
    }
    let has_items = root.get("item").is_some_and(|item| matches!(item.value, Literal::List(_)));
    has_items && (schema.contains("postman") || root.get("info").is_some())
}

/// Every request of the collection, in order.
#[must_use]
pub fn calls(root: &Node) -> Vec<FoundCall> {
    let mut scope = Scope::default();
    for variable in root.get("variable").map(Node::items).unwrap_or_default() {
        let name = variable.get("key").or_else(|| variable.get("id")).and_then(Node::text);
        if let (Some(name), Some(value)) = (name, variable.get("value")) {
            scope.set(name, value.clone());
        }
    }
    let mut calls = Vec::new();
    let header = root.get("auth").and_then(|auth| header_of(auth, &scope));
    if let Some(request) = root.get("request") {
        calls.push(call(request, header.as_ref(), &scope));
    }
    collect(root, header.as_ref(), &scope, &mut calls);
    calls
}

/// The requests of a folder; `key` is the header of the authorisation around it.
fn collect(folder: &Node, key: Option<&FoundHeader>, scope: &Scope, into: &mut Vec<FoundCall>) {
    for item in folder.get("item").map(Node::items).unwrap_or_default() {
        let own = item.get("auth").map(|auth| header_of(auth, scope));
        let key = own.as_ref().map_or(key, Option::as_ref);
        if let Some(request) = item.get("request") {
            into.push(call(request, key, scope));
        }
        collect(item, key, scope, into);
    }
}

fn call(request: &Node, key: Option<&FoundHeader>, scope: &Scope) -> FoundCall {
    let text =
        |node: Option<&Node>| node.and_then(Node::mapped).map(|text| with_variables(text, scope));
    let mut call = FoundCall { at: request.at, ..FoundCall::default() };
    call.method = request.get("method").and_then(Node::text).unwrap_or("GET").to_ascii_uppercase();
    // A request can be its address alone.
    call.url = text(Some(request)).or_else(|| {
        let url = request.get("url")?;
        let raw = text(Some(url)).or_else(|| text(url.get("raw")));
        raw.or_else(|| assembled(url, scope)).map(|address| with_steps(&address, url, scope))
    });
    let headers = request.get("header").map(Node::items).unwrap_or_default();
    for header in headers.iter().filter(|header| is_enabled(header)) {
        let name = header.get("key").and_then(Node::text);
        if let (Some(name), Some(value)) = (name, text(header.get("value"))) {
            call.headers.push(FoundHeader { name: name.to_owned(), value });
        }
    }
    if call.header("apikey").is_none() {
        let own = request.get("auth").map(|auth| header_of(auth, scope));
        let inherited = || key.filter(|key| scope.allowance.spend(key.value.text().len())).cloned();
        call.headers.extend(own.unwrap_or_else(inherited));
    }
    call.body = request.get("body").and_then(|body| self::body(body, scope));
    call
}

fn is_enabled(entry: &Node) -> bool {
    entry.get("disabled").and_then(Node::flag) != Some(true)
}

/// An address with the values of its steps, such as `/:instance`. A step without one is a hole.
fn with_steps(address: &Mapped, url: &Node, scope: &Scope) -> Mapped {
    let mut whole = Mapped::starting_at(address.start());
    let mut at = 0;
    for step in address.text().split_inclusive('/') {
        let range = at..at + step.len();
        at = range.end;
        let bare = step.trim_end_matches('/');
        let name = bare.strip_prefix(':').filter(|name| !name.is_empty());
        let Some(name) = name.filter(|name| name.chars().all(|c| c.is_alphanumeric() || c == '_'))
        else {
            whole.push_part(address, range);
            continue;
        };
        let of_name = |entry: &&Node| entry.get("key").and_then(Node::text) == Some(name);
        let entries = url.get("variable").map(Node::items).unwrap_or_default();
        let entry = entries.iter().take(MOST_STEPS).find(of_name);
        let value = entry.and_then(|entry| entry.get("value")).and_then(Node::mapped);
        let may_be = |value: &&Mapped| {
            !value.text().trim().is_empty() && scope.allowance.spend(value.text().len())
        };
        match value.filter(may_be) {
            Some(value) => whole.push_part(value, 0..value.text().len()),
            None => whole.push_hole(&format!("{{{{{name}}}}}"), address.source(range.start)),
        }
        whole.push_part(address, range.start + bare.len()..range.end);
    }
    whole
}

/// Host and path, each as a list of its parts.
fn assembled(url: &Node, scope: &Scope) -> Option<Mapped> {
    let host = url.get("host")?;
    let mut whole = Mapped::starting_at(host.at);
    let add = |whole: &mut Mapped, part: &Node, separator: &str| {
        if let Some(part) = part.mapped() {
            let source = part.start();
            if !whole.is_empty() {
                whole.push_value(separator, source);
            }
            let part = with_variables(part, scope);
            whole.push_part(&part, 0..part.text().len());
        }
    };
    add(&mut whole, host, "");
    host.items().iter().for_each(|part| add(&mut whole, part, "."));
    for part in url.get("path").map(Node::items).unwrap_or_default() {
        add(&mut whole, part, "/");
    }
    (!whole.is_empty()).then_some(whole)
}

/// The header that an authorisation of the collection makes.
fn header_of(auth: &Node, scope: &Scope) -> Option<FoundHeader> {
    let entries = |kind: &str| auth.get(kind).map(Node::items).unwrap_or_default();
    let value = |kind: &str, key: &str| {
        let entry =
            entries(kind).iter().find(|entry| entry.get("key").and_then(Node::text) == Some(key));
        entry.and_then(|entry| entry.get("value")).and_then(Node::mapped)
    };
    match auth.get("type").and_then(Node::text)? {
        "apikey" => {
            let name = value("apikey", "key").map_or("apikey", Mapped::text).to_owned();
            Some(FoundHeader { name, value: with_variables(value("apikey", "value")?, scope) })
        }
        "bearer" => {
            let token = with_variables(value("bearer", "token")?, scope);
            let mut line = Mapped::starting_at(token.start());
            line.push_value("Bearer ", token.start());
            line.push_part(&token, 0..token.text().len());
            Some(FoundHeader { name: "Authorization".to_owned(), value: line })
        }
        _ => None,
    }
}

fn body(body: &Node, scope: &Scope) -> Option<FoundBody> {
    match body.get("mode").and_then(Node::text)? {
        "raw" => {
            let raw = with_variables(body.get("raw")?.mapped()?, scope);
            (!raw.is_empty()).then(|| FoundBody::of_text(&raw, scope))
        }
        mode @ ("urlencoded" | "formdata") => {
            let entries = body.get(mode)?.items().iter().filter(|entry| is_enabled(entry));
            let members = entries.filter_map(|entry| {
                let value = with_variables(entry.get("value")?.mapped()?, scope);
                let value = Node::new(value.start(), Literal::Text(value));
                Some(NodeMember { key: entry.get("key")?.text()?.to_owned(), at: entry.at, value })
            });
            let object = Node::new(body.at, Literal::Object(members.collect()));
            Some(FoundBody::Value(object.into()))
        }
        "file" => Some(FoundBody::File { name: String::new(), at: body.at }),
        _ => None,
    }
}
