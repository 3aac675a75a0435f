//! Files in which other clients keep requests: HAR, as browsers save it, Insomnia and Thunder Client. Each
//! has an object for a request, somewhere in its own tree.

use std::sync::Arc;

use crate::domain::import::source::call::{FoundBody, FoundCall, FoundHeader};
use crate::domain::import::source::program::names_instance;
use readers::literal::node::Node;
use readers::literal::scope::Scope;

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
        url: Some(url.clone()),
        ..FoundCall::default()
    };
    for header in node.get("headers").map(Node::items).unwrap_or_default() {
        if let (Some(name), Some(value)) = (header.get("name"), header.get("value"))
            && let (Some(name), Some(value)) = (name.text(), value.mapped())
        {
            call.headers.push(FoundHeader { name: name.to_owned(), value: value.clone() });
        }
    }
    let body =
        ["postData.text", "body.text", "body.raw"].iter().find_map(|path| node.at_path(path));
    call.body = body.map(|body| FoundBody::of_node(&Arc::new(body.clone()), scope));
    Some(call)
}
