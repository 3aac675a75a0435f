//! What a program gives to names.

use std::sync::Arc;

use crate::domain::import::source::call::{FoundBody, FoundCall};
use crate::domain::import::source::program::Program;
use readers::literal::node::Node;
use readers::literal::reader::Reader;

impl Program<'_> {
    /// `BASE, KEY = "https://…", "key"`, from the comma behind the first name on.
    pub(super) fn several_assigned(&mut self, first: &str, comma: usize) {
        const LONGEST: usize = 200;
        let rest = &self.input.text()[comma..];
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | ',' | ' ');
        let end = rest.char_indices().take(LONGEST).find(|(_, c)| !is_part(*c));
        let Some((length, '=')) = end else { return };
        let names: Vec<&str> = rest[..length].split(',').skip(1).map(str::trim).collect();
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, comma + length + 1);
        let mut values = Vec::new();
        for name in std::iter::once(&first).chain(&names) {
            reader.skip_blanks();
            if !begins_literal(reader.rest()) {
                break;
            }
            let Some(value) = reader.value() else { break };
            values.push(((*name).to_owned(), value));
            reader.skip_blanks();
            if !reader.eat(",") {
                break;
            }
        }
        self.at = reader.at;
        for (name, value) in values {
            self.scope.set(name, value);
        }
    }
}

/// A body without the request that sends it.
pub(super) fn body_call(at: usize, value: Arc<Node>) -> FoundCall {
    FoundCall { at, body: Some(FoundBody::Value(value)), ..FoundCall::default() }
}

/// Whether an object is about an instance that is to be created.
pub(in crate::domain::import) fn names_instance(node: &Node) -> bool {
    ["instanceName", "instance_name"].iter().any(|key| node.get(key).is_some())
}

/// Whether a value begins here that is written out.
pub(super) fn begins_literal(rest: &str) -> bool {
    const CALLS: [&str; 20] = [
        "array_merge(",
        "Object.assign(",
        "wp_json_encode(",
        "os.getenv(",
        "os.environ.get(",
        "getenv(",
        "env(",
        "JSON.dump(",
        "JSON.generate(",
        "URI(",
        "JSON.stringify",
        "json.dumps",
        "json_encode",
        "array(",
        "new Headers",
        "dict(",
        "strings.NewReader(",
        "bytes.NewBuffer",
        "[]byte(",
        "new StringContent(",
    ];
    rest.starts_with(['{', '[', '"', '\'', '`', '-'])
        || rest.starts_with(|c: char| c.is_ascii_digit())
        || [
            "f\"", "f'", "r\"", "r'", "F\"", "b'", "b\"", "True", "False", "None", "true", "false",
            "null",
        ]
        .iter()
        .any(|start| rest.starts_with(start))
        || rest.starts_with("<<<")
        || CALLS.iter().any(|start| rest.starts_with(start))
        || rest.starts_with("process.env")
}
