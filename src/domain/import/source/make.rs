//! A blueprint of Make: modules in routes in modules.

use crate::domain::import::source::call::{FoundBody, FoundCall, FoundHeader};
use crate::domain::import::source::variables::with_variables;
use readers::literal::node::{Literal, Node, NodeMember};
use readers::literal::scope::Scope;
use readers::text::mapped::Mapped;

/// Whether a document is a blueprint, or what Make copies of one: parts of it.
#[must_use]
pub fn is_blueprint(root: &Node) -> bool {
    let has_modules = |part: &Node| {
        let modules = part.get("flow").map(Node::items).unwrap_or_default();
        modules.iter().any(|module| module.get("module").is_some())
    };
    let parts = root.get("subflows").map(Node::items).unwrap_or_default();
    has_modules(root) || parts.iter().any(has_modules)
}

/// The requests of a blueprint, and how many of its modules send none.
#[must_use]
pub fn calls(root: &Node) -> (Vec<FoundCall>, usize) {
    let mut calls = Vec::new();
    let mut skipped = 0;
    collect(root, &Scope::default(), &mut calls, &mut skipped);
    (calls, skipped)
}

fn collect(node: &Node, scope: &Scope, into: &mut Vec<FoundCall>, skipped: &mut usize) {
    if node.get("module").is_some() {
        match call(node, scope) {
            Some(call) => into.push(call),
            None => *skipped += 1,
        }
    }
    for member in node.members() {
        if matches!(member.key.as_str(), "flow" | "routes" | "subflows" | "onerror") {
            member.value.items().iter().for_each(|item| collect(item, scope, into, skipped));
        }
    }
}

fn text(node: &Node, scope: &Scope) -> Option<Mapped> {
    node.mapped().map(|text| with_variables(text, scope))
}

fn call(module: &Node, scope: &Scope) -> Option<FoundCall> {
    let mapper = module.get("mapper")?;
    let first = |names: &[&str]| names.iter().find_map(|name| mapper.get(name));
    let name = module.get("module").and_then(Node::text).unwrap_or_default();
    let mut call = FoundCall { at: module.at, ..FoundCall::default() };
    call.url = first(&["url", "path"]).and_then(|url| text(url, scope));
    if call.url.is_none() {
        // The API's own module: its form is the body.
        let is_own =
            name.to_ascii_lowercase().contains("evolution") && mapper.get("instanceName").is_some();
        if !is_own {
            return None;
        }
        call.body = Some(FoundBody::Value(known(mapper, scope).into()));
        call.is_form = true;
        return Some(call);
    }
    call.method = mapper.get("method").and_then(Node::text).unwrap_or("GET").to_ascii_uppercase();
    for header in mapper.get("headers").map(Node::items).unwrap_or_default() {
        let name = header.get("name").or_else(|| header.get("key")).and_then(Node::text);
        if let (Some(name), Some(value)) =
            (name, header.get("value").and_then(|value| text(value, scope)))
        {
            call.headers.push(FoundHeader { name: name.to_owned(), value });
        }
    }
    call.body = body(mapper, scope);
    Some(call)
}

fn body(mapper: &Node, scope: &Scope) -> Option<FoundBody> {
    let names = ["data", "jsonStringBodyContent", "body", "dataStructureBodyContent", "json"];
    let given = names.iter().filter_map(|name| mapper.get(name)).find(|body| !body.is_nothing());
    if let Some(given) = given {
        return Some(match text(given, scope) {
            Some(text) => FoundBody::of_text(&text, scope),
            None => FoundBody::Value(known(given, scope).into()),
        });
    }
    let fields = ["formDataFields", "urlEncodedFields", "qs"];
    let list =
        fields.iter().filter_map(|name| mapper.get(name)).find(|list| !list.items().is_empty())?;
    let members = list.items().iter().filter_map(|entry| {
        let key = entry.get("key").or_else(|| entry.get("name"))?.text()?.to_owned();
        let value = entry.get("value")?;
        let value = text(value, scope)
            .map_or_else(|| value.clone(), |text| Node::new(value.at, Literal::Text(text)));
        Some(NodeMember { key, at: entry.at, value })
    });
    Some(FoundBody::Value(Node::new(list.at, Literal::Object(members.collect())).into()))
}

/// The same with the variables of its texts as holes.
fn known(node: &Node, scope: &Scope) -> Node {
    let value = match &node.value {
        Literal::Text(text) => Literal::Text(with_variables(text, scope)),
        Literal::List(items) => {
            Literal::List(items.iter().map(|item| known(item, scope)).collect())
        }
        Literal::Object(members) => Literal::Object(
            members
                .iter()
                .map(|member| NodeMember { value: known(&member.value, scope), ..member.clone() })
                .collect(),
        ),
        other => other.clone(),
    };
    Node::new(node.at, value)
}
