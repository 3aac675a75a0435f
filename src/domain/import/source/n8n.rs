//! n8n: its HTTP node, whose body is a text or pairs of names and values, and the community's node for
//! this API.

use std::collections::BTreeMap;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::domain::import::source::call::{FoundBody, FoundCall, FoundHeader};
use crate::domain::import::source::variables::with_variables;
use readers::literal::node::{Literal, Node, NodeMember, Syntax};
use readers::literal::reader::Reader;
use readers::literal::scope::Scope;
use readers::text::mapped::Mapped;

/// Whether a document is a workflow, or the nodes that were copied from one.
#[must_use]
pub fn is_workflow(root: &Node) -> bool {
    nodes(root).iter().any(is_node)
}

/// The nodes of a workflow, or the one that was copied by itself.
fn nodes(root: &Node) -> &[Node] {
    if is_node(root) {
        return std::slice::from_ref(root);
    }
    root.get("nodes").map(Node::items).unwrap_or_default()
}

fn is_node(node: &Node) -> bool {
    node.get("type").is_some() && node.get("parameters").is_some_and(Node::is_object)
}

/// The requests of a workflow, and how many of its nodes send none.
#[must_use]
pub fn calls(root: &Node) -> (Vec<FoundCall>, usize) {
    let nodes = nodes(root);
    // All nodes share it: it counts what they cost together.
    let scope = Scope::with_constants();
    let mut calls = Vec::new();
    let mut skipped = 0;
    for node in nodes {
        let kind = node.get("type").and_then(Node::text).unwrap_or_default();
        let Some(parameters) = node.get("parameters") else { continue };
        if node.get("disabled").and_then(Node::flag) == Some(true) {
            skipped += 1;
            continue;
        }
        if kind.to_ascii_lowercase().contains("evolution") {
            match community(parameters, &scope) {
                Some(call) => calls.push(call),
                None => skipped += 1,
            }
        } else if kind.ends_with("httpRequest") || kind.ends_with("httpRequestTool") {
            calls.push(http(parameters, &scope));
        } else {
            skipped += 1;
        }
    }
    (calls, skipped)
}

/// A text of n8n. With a sign in front it is an expression, whose parts in braces are not known here.
fn text(node: &Node, scope: &Scope) -> Option<Mapped> {
    let text = node.mapped()?;
    Some(match text.text().strip_prefix('=') {
        Some(_) => with_variables(&text.part(1..text.text().len()), scope),
        None => text.clone(),
    })
}

fn http(parameters: &Node, scope: &Scope) -> FoundCall {
    let first = |names: &[&str]| names.iter().find_map(|name| parameters.at_path(name));
    let mut call = FoundCall { at: parameters.at, ..FoundCall::default() };
    let method = first(&["method", "requestMethod"]).and_then(Node::text);
    call.method = method.unwrap_or("GET").to_ascii_uppercase();
    call.url = parameters.get("url").and_then(|url| text(url, scope));
    let json = |node| json(node, scope);
    let headers = first(&["headerParameters.parameters", "headerParametersUi.parameter"]);
    for entry in pairs(headers, scope) {
        call.headers.push(FoundHeader { name: entry.0, value: entry.2 });
    }
    if let Some(FoundBody::Value(headers)) =
        first(&["jsonHeaders", "headerParametersJson"]).and_then(json)
    {
        call.add_headers(&headers);
    }
    call.body = first(&["jsonBody", "bodyParametersJson", "body"]).and_then(json).or_else(|| {
        let list = first(&["bodyParameters.parameters", "bodyParametersUi.parameter"]);
        let entries = pairs(list, scope);
        let is_given = !entries.is_empty();
        is_given.then(|| FoundBody::Value(object(parameters.at, entries, scope).into()))
    });
    call
}

/// A body as text: as it is, with values in braces, or as one expression.
fn json(node: &Node, scope: &Scope) -> Option<FoundBody> {
    if node.is_object() {
        return Some(FoundBody::Value(node.clone().into()));
    }
    let source = node.mapped()?;
    let inner = source.text().trim();
    if inner.starts_with("={{") && inner.ends_with("}}") && inner.len() > 5 {
        let from = source.text().find("={{").unwrap_or(0) + 3;
        let to = source.text().trim_end().len() - 2;
        let expression = source.part(from..to);
        let value = Reader::new(&expression, Syntax::JavaScript, scope, 0).value();
        if let Some(value) = value.filter(Node::is_object) {
            return Some(FoundBody::Value(value.into()));
        }
    }
    let text = text(node, scope)?;
    (!text.text().trim().is_empty()).then(|| FoundBody::of_text(&text, scope))
}

/// Names and values of a list of parameters.
fn pairs(list: Option<&Node>, scope: &Scope) -> Vec<(String, usize, Mapped)> {
    let entries = list.map(Node::items).unwrap_or_default().iter();
    entries
        .filter_map(|entry| {
            let name = entry.get("name")?.text()?.to_owned();
            let value = entry.get("value")?;
            let text = match &value.value {
                Literal::Flag(flag) => Mapped::plain(flag.to_string(), value.at),
                Literal::Number(number) => Mapped::plain(number.as_str(), value.at),
                _ => text(value, scope)?,
            };
            Some((name, entry.at, text))
        })
        .collect()
}

/// The body of pairs. A dot in a name makes an object, as n8n does it; a value can be JSON again.
fn object(at: usize, entries: Vec<(String, usize, Mapped)>, scope: &Scope) -> Node {
    let mut members: Vec<NodeMember> = Vec::new();
    // Where the member of each name stands
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (name, at, text) in entries {
        let value = pair_value(text, scope);
        let Some((outer, inner)) = name.split_once('.') else {
            places.entry(name.clone()).or_insert(members.len());
            members.push(NodeMember { key: name, at, value });
            continue;
        };
        let member = NodeMember { key: inner.to_owned(), at, value };
        let known = places.get(outer).and_then(|place| members.get_mut(*place));
        if let Some(Literal::Object(inside)) = known.map(|known| &mut known.value.value) {
            inside.push(member);
        } else {
            places.insert(outer.to_owned(), members.len());
            let value = Node::new(at, Literal::Object(vec![member]));
            members.push(NodeMember { key: outer.to_owned(), at, value });
        }
    }
    Node::new(at, Literal::Object(members))
}

fn pair_value(text: Mapped, scope: &Scope) -> Node {
    let at = text.start();
    let value = match text.text().trim() {
        "true" => Literal::Flag(true),
        "false" => Literal::Flag(false),
        inner if inner.starts_with(['{', '[']) && !inner.starts_with("{{") => {
            let read = Reader::new(&text, Syntax::Json, scope, 0).value();
            return read.unwrap_or_else(|| Node::new(at, Literal::Text(text.clone())));
        }
        _ => Literal::Text(text),
    };
    Node::new(at, value)
}

/// The community's node. What belongs to a group lies in collections of its own; a name tells the group.
fn community(parameters: &Node, scope: &Scope) -> Option<FoundCall> {
    let given = |key: &str| parameters.get(key).and_then(Node::text);
    let name = parameters.get("instanceName")?;
    // n8n keeps no value that is the node's own.
    let resource = given("resource").unwrap_or("instances-api");
    let operation = given("operation").unwrap_or(match resource {
        "events-api" => "webhook",
        "integrations-api" => "chatwoot",
        _ => "instance-basic",
    });
    let route = match (resource, operation) {
        ("instances-api", "instance-basic") => None,
        ("instances-api", "instance-settings") => Some("settings/set"),
        ("instances-api", "set-proxy") => Some("proxy/set"),
        ("events-api", "webhook") => Some("webhook/set"),
        ("events-api", "rabbitmq") => Some("rabbitmq/set"),
        ("integrations-api", "chatwoot") => Some("chatwoot/set"),
        ("integrations-api", "typebot") => Some("typebot/create"),
        _ => return None,
    };
    // The same operation also reads, changes and deletes: `resourceForWebhook: "findWebhook"`.
    let chosen = parameters.members().iter().find(|one| one.key.starts_with("resourceFor"));
    let chosen = chosen.and_then(|one| one.value.text());
    if chosen.is_some_and(|chosen| !chosen.starts_with("set") && !chosen.starts_with("create")) {
        return None;
    }
    let mut members = Vec::new();
    flatten(parameters, scope, &mut members);
    members.retain(|member| {
        !matches!(member.key.as_str(), "operation" | "resource")
            && !member.key.starts_with("resourceFor")
            && (route.is_none() || member.key != "instanceName")
    });
    let url = route.and_then(|route| {
        let name = text(name, scope)?;
        let mut url = Mapped::starting_at(name.start());
        url.push_value(&format!("/{route}/"), name.start());
        if name.has_hole() {
            url.push_part(&name, 0..name.text().len());
        } else {
            url.push_value(
                &utf8_percent_encode(name.text(), NON_ALPHANUMERIC).to_string(),
                name.start(),
            );
        }
        Some(url)
    });
    let body = FoundBody::Value(Node::new(parameters.at, Literal::Object(members)).into());
    Some(FoundCall {
        at: parameters.at,
        method: "POST".to_owned(),
        is_form: url.is_none(),
        url,
        body: Some(body),
        ..FoundCall::default()
    })
}

fn flatten(node: &Node, scope: &Scope, into: &mut Vec<NodeMember>) {
    for member in node.members() {
        // Headers are an object of their own; all others are collections of the node's form.
        let is_collection =
            member.value.is_object() && !member.key.to_lowercase().contains("header");
        if is_collection {
            flatten(&member.value, scope, into);
        } else {
            let value = match text(&member.value, scope) {
                Some(text) => Node::new(member.value.at, Literal::Text(text)),
                None => member.value.clone(),
            };
            into.push(NodeMember { key: member.key.clone(), at: member.at, value });
        }
    }
}
