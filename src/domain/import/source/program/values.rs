//! What a program gives to names.

use std::sync::Arc;

use crate::domain::import::source::call::{FoundBody, FoundCall};
use crate::domain::import::source::program::Program;
use crate::domain::import::source::program::bound_names::{BoundName, FormerValues, GivenValue};
use crate::domain::import::source::program::collections::typed_list;
use crate::domain::import::source::program::loops::{LONGEST_HEAD, near};
use readers::literal::node::{Literal, Node};
use readers::literal::reader::Reader;

impl Program<'_> {
    /// A body between other lines of a program, as people keep it in notes.
    pub(super) fn loose_object(&mut self, start: usize) {
        let rest = &self.input.text()[start + 1..];
        let is_json = rest.trim_start().starts_with(['"', '\'']) && self.budget > 0;
        if !is_json {
            return;
        }
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, start);
        let value = reader.value();
        let end = reader.at;
        match value {
            Some(node) if names_instance(&node) => {
                self.at = end;
                self.keep_body("", node.at, node);
            }
            _ => self.budget = self.budget.saturating_sub(end - start),
        }
    }

    pub(super) fn assigned(&mut self, name: &str, start: usize, value_at: usize) {
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, value_at);
        reader.skip_blanks();
        self.at = reader.at;
        let name = name.trim_start_matches('$');
        if self.takes_over(name, self.at) {
            return;
        }
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, self.at);
        if !begins_literal(reader.rest()) {
            self.begun = Some((name.to_owned(), reader.at));
            return;
        }
        let value = reader.value();
        self.at = reader.at.max(self.at);
        let Some(value) = value else { return };
        let value = self.reassigned(name, value);
        if names_instance(&value) {
            self.keep_body(name, self.input.source(start), value.clone());
        }
        self.scope.set(name, value);
    }

    /// Gives a name the value of another one, or a list that is written with its type or made by a function.
    /// Otherwise what a name had before is no value of it any more.
    fn takes_over(&mut self, name: &str, value_at: usize) -> bool {
        const MADE: [&str; 9] = [
            "range(",
            "list(",
            "sorted(",
            "List.of(",
            "listOf(",
            "Arrays.asList(",
            "new ",
            "new[",
            "[]",
        ];
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, value_at);
        let line = near(reader.rest());
        let is_made = MADE.iter().any(|start| line.starts_with(start));
        let value = match is_made {
            true if typed_list(line) > 0 || line.contains('(') => self.collection(&mut reader),
            true => None,
            false => self.named_value(&mut reader),
        };
        if let Some(value) = value {
            self.at = reader.at;
            self.scope.bind(name, Some(value));
            return true;
        }
        if !begins_literal(line) && !line.contains(name) {
            self.scope.bind(name, None);
        }
        false
    }

    /// The value of a name or a member that is all of a statement's value.
    fn named_value(&self, reader: &mut Reader<'_>) -> Option<Arc<Node>> {
        if !reader.rest().starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '$') {
            return None;
        }
        let (at, line) = (reader.at, near(reader.rest()));
        let is_call = line.contains('(') && !line.contains(".get(");
        let value = if is_call || line.contains("||") || line.contains("??") {
            Node::new(self.input.source(at), Literal::Unknown(reader.path()))
        } else {
            reader.value()?
        };
        let behind = near(reader.rest()).trim_start();
        let is_all =
            behind.is_empty() || behind.starts_with([';', '#']) || behind.starts_with("//");
        if is_all { self.known_value(&value) } else { None }
    }

    /// `const { nome, numero } = conta` and `[$nome, $numero] = $conta`
    pub(super) fn takes_apart(&mut self, start: usize) -> bool {
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, start);
        if self.depth == 0 || !reader.skip_block(LONGEST_HEAD) {
            return false;
        }
        let names = start..reader.at;
        reader.skip_blanks();
        if !reader.eat("=") {
            return false;
        }
        reader.skip_blanks();
        let Some(value) = self.named_value(&mut reader) else { return false };
        let Some(names) = BoundName::one(self.input.text(), names) else { return false };
        self.at = reader.at;
        self.bind(&names, GivenValue::Node(&value), &mut FormerValues::new());
        true
    }

    /// Whether nothing stands on the line in front of a place: in brackets, such names are parameters.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        let before = self.input.text()[..at].trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with(['\n', ';', ':'])
    }

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
                // `nome, numero = conta`
                let known = self.named_value(&mut reader).filter(|_| values.is_empty());
                let items = known.as_ref().map(|known| known.items()).unwrap_or_default();
                let all = std::iter::once(&first).chain(&names);
                values = all.map(|name| (*name).to_owned()).zip(items.iter().cloned()).collect();
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
    let inner = |start: &str| rest.strip_prefix(start).map(str::trim_start);
    // C#'s objects, and the lists of Python that are no expressions
    let is_opened = inner("new").is_some_and(|inner| inner.starts_with('{'))
        || inner("(").is_some_and(|inner| inner.starts_with(['"', '\'']))
        || inner("(").is_some_and(|inner| inner.starts_with(['(', '{']))
            && !near(rest).contains("=>");
    is_opened
        || rest.starts_with(['{', '[', '"', '\'', '`', '-'])
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

/// Whether an argument is a function, as a route of the program's own has one.
pub(super) fn is_handler(item: &Node) -> bool {
    matches!(&item.value, Literal::Unknown(text) if text.starts_with("async") || text.contains("=>"))
}

pub(super) fn is_call(item: &Node) -> bool {
    matches!(&item.value, Literal::Unknown(text) if text.contains('('))
}
