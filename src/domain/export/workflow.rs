//! JSON: the requests as they are, and as nodes of n8n.

use serde_json::{Value, json};

use crate::domain::export::body::BodyPart;
use crate::domain::export::quoting::{JsonStyle, json_text};
use crate::domain::export::{ExportedCall, KEY_VARIABLE};
use crate::domain::http::json_print;

/// One body alone where there is one; otherwise a list of requests with their addresses.
pub(super) fn json(calls: &[ExportedCall]) -> String {
    let whole = match calls {
        [one] => plain(&one.body),
        calls => calls
            .iter()
            .map(|call| {
                json!({"method": call.method.name(), "url": call.url, "body": plain(&call.body)})
            })
            .collect(),
    };
    json_print::text(&whole) + "\n"
}

fn plain(part: &BodyPart) -> Value {
    match part {
        BodyPart::Null => Value::Null,
        BodyPart::Flag(flag) => (*flag).into(),
        BodyPart::Number(number) => number.clone().into(),
        BodyPart::Text(text) => text.as_str().into(),
        BodyPart::Variable(name) => format!("${name}").into(),
        BodyPart::List(items) => items.iter().map(plain).collect(),
        BodyPart::Object(members) => Value::Object(
            members.iter().map(|(name, value)| (name.clone(), plain(value))).collect(),
        ),
    }
}

/// HTTP nodes that run one after the other.
pub(super) fn n8n(calls: &[ExportedCall]) -> String {
    let body = JsonStyle {
        indent: Some("  "),
        // Two braces would begin an expression.
        text: &|text| match text.contains("{{") {
            true => json_text(text).replace('{', "\\u007b"),
            false => json_text(text),
        },
        variable: &|name| format!("\"{{{{ $env.{name} }}}}\""),
        sign: &str::to_owned,
    };
    let name = |place: usize| match calls.get(place) {
        Some(call) => {
            let route = call.url.splitn(4, '/').nth(3).unwrap_or_default();
            format!("{}. {} /{route}", place + 1, call.method.name())
        }
        None => String::new(),
    };
    let nodes: Vec<Value> = calls
        .iter()
        .enumerate()
        .map(|(place, call)| {
            json!({
                "parameters": {
                    "method": call.method.name(),
                    "url": call.url,
                    "sendHeaders": true,
                    "headerParameters": {"parameters": [
                        {"name": "apikey", "value": format!("={{{{ $env.{KEY_VARIABLE} }}}}")},
                    ]},
                    "sendBody": true,
                    "specifyBody": "json",
                    "jsonBody": format!("={}", body.write(&call.body)),
                    "options": {},
                },
                "type": "n8n-nodes-base.httpRequest",
                "typeVersion": 4.2,
                "name": name(place),
                "position": [220 * place, 0],
            })
        })
        .collect();
    let connections: serde_json::Map<String, Value> = (1..calls.len())
        .map(|place| {
            let next = json!({"node": name(place), "type": "main", "index": 0});
            (name(place - 1), json!({"main": [[next]]}))
        })
        .collect();
    json_print::text(&json!({"nodes": nodes, "connections": connections})) + "\n"
}
