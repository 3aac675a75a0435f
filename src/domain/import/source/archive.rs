//! Files in which other clients keep requests: HAR, as browsers save it, Insomnia and Thunder Client. Each
//! has an object for a request, somewhere in its own tree.

use std::sync::Arc;

use crate::domain::import::source::call::{FoundBody, FoundCall, FoundHeader};
use crate::domain::import::source::program::names_instance;
use crate::domain::import::source::variables::with_variables;
use readers::literal::node::{Literal, Node, NodeMember};
use readers::literal::scope::Scope;
use readers::text::mapped::Mapped;

/// As deep as requests stand in such a file.
const DEEPEST: usize = 8;

/// The requests of a file, in order; `None` where it is no such file.
#[must_use]
pub fn calls(root: &Node) -> Option<Vec<FoundCall>> {
    if names_instance(root) {
        return None;
    }
    let mut calls = Vec::new();
    collect(root, 0, &Scope::default(), &mut calls);
    (!calls.is_empty()).then_some(calls)
}

fn collect(node: &Node, depth: usize, scope: &Scope, into: &mut Vec<FoundCall>) {
    if depth > DEEPEST {
        return;
    }
    if let Some(call) = call(node, scope) {
        into.push(call);
        return;
    }
    for item in node.items().iter().chain(node.members().iter().map(|member| &member.value)) {
        collect(item, depth + 1, scope, into);
    }
}

/// A request: an address and a method, with the body where these programs have it.
fn call(node: &Node, scope: &Scope) -> Option<FoundCall> {
    let url = node.get("url")?.mapped()?;
    let method = node.get("method")?.text()?;
    let mut call = FoundCall {
        at: node.at,
        method: method.to_ascii_uppercase(),
        url: Some(with_variables(url, scope)),
        ..FoundCall::default()
    };
    for (name, value) in pairs(node.get("headers"), scope) {
        call.headers.push(FoundHeader { name, value });
    }
    let first = |paths: &[&str]| paths.iter().find_map(|path| node.at_path(path));
    let text = first(&["postData.text", "body.text", "body.raw"]).and_then(Node::mapped);
    call.body = text.map(|text| FoundBody::of_text(&with_variables(text, scope), scope));
    let fields = pairs(first(&["postData.params", "body.params", "body.form"]), scope);
    if call.body.is_none() && !fields.is_empty() {
        let member = |(key, value): (String, Mapped)| {
            let at = value.start();
            NodeMember { key, at, value: Node::new(at, Literal::Text(value)) }
        };
        let form = Literal::Object(fields.into_iter().map(member).collect());
        call.body = Some(FoundBody::Value(Arc::new(Node::new(node.at, form))));
    }
    Some(call)
}

/// Names and values that are not switched off.
fn pairs(list: Option<&Node>, scope: &Scope) -> Vec<(String, Mapped)> {
    let is_off = |entry: &Node, key: &str| entry.get(key).and_then(Node::flag) == Some(true);
    let pair = |entry: &Node| {
        let value = with_variables(entry.get("value")?.mapped()?, scope);
        Some((entry.get("name")?.text()?.to_owned(), value))
    };
    let entries = list.map(Node::items).unwrap_or_default().iter();
    entries
        .filter(|entry| !is_off(entry, "disabled") && !is_off(entry, "isDisabled"))
        .filter_map(pair)
        .collect()
}
