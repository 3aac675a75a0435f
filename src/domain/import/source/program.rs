//! Requests in JavaScript, Python and PHP: what is assigned, and the calls that send something.

use std::sync::Arc;

use crate::domain::import::source::call::{FoundBody, FoundCall};
use readers::literal::groups::Group;
use readers::literal::node::{Node, Syntax};
use readers::literal::reader::Reader;
use readers::literal::scope::Scope;
use readers::literal::strings::Prefix;
use readers::text::mapped::Mapped;

/// The last part of the names of functions that send a request.
const SENDERS: [&str; 15] = [
    "fetch", "$fetch", "axios", "post", "put", "patch", "get", "delete", "request", "Request",
    "ajax", "got", "ofetch", "urlopen", "asJson",
];
/// The last part of the names of functions that give a request one thing more.
const PARTS: [&str; 7] = ["append", "set", "add", "update", "setRequestHeader", "open", "send"];
pub(super) const METHODS: [&str; 5] = ["POST", "GET", "PUT", "PATCH", "DELETE"];

/// The requests of a program, in order. Where it sends nothing, the objects that it names an instance in.
#[must_use]
pub fn calls(input: &Mapped, syntax: Syntax) -> Vec<FoundCall> {
    let mut program = Program {
        input,
        syntax,
        scope: Scope::default(),
        at: 0,
        calls: Vec::new(),
        curl: FoundCall::default(),
        lent: Vec::new(),
        base: None,
        bodies: Vec::new(),
        budget: input.text().len() * 2,
    };
    program.run();
    program.end_curl();
    if program.calls.is_empty() { program.bodies } else { program.calls }
}

pub(super) struct Program<'a> {
    pub(super) input: &'a Mapped,
    pub(super) syntax: Syntax,
    pub(super) scope: Scope,
    pub(super) at: usize,
    pub(super) calls: Vec<FoundCall>,
    /// PHP's curl gets its options one by one
    pub(super) curl: FoundCall,
    /// Headers for the call that comes next
    pub(super) lent: Vec<Arc<Node>>,
    /// The address that a client was made for
    pub(super) base: Option<Mapped>,
    /// Objects that name an instance
    pub(super) bodies: Vec<FoundCall>,
    /// How many bytes may still be read a second time
    pub(super) budget: usize,
}

impl Program<'_> {
    fn run(&mut self) {
        while self.at < self.input.text().len() {
            let start = self.at;
            self.step();
            if self.at == start {
                let next = self.input.text()[start..].chars().next();
                self.at += next.map_or(1, char::len_utf8);
            }
        }
    }

    fn step(&mut self) {
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, self.at);
        reader.skip_blanks();
        let start = reader.at;
        let Some(next) = reader.peek() else {
            self.at = reader.at;
            return;
        };
        if matches!(next, '"' | '\'' | '`') {
            reader.quoted(Prefix::default());
            self.at = reader.at;
            return;
        }
        if next == '{' || next == '[' {
            // An object that nothing is assigned to
            self.at = start;
            return self.loose_object(start);
        }
        if !(next.is_alphabetic() || next == '_' || next == '$') {
            self.at = start;
            return;
        }
        let name = reader.path();
        let after_name = reader.at;
        self.at = after_name;
        if matches!(name.as_str(), "const" | "let" | "var" | "await" | "return" | "new" | "echo") {
            return;
        }
        reader.skip_blanks();
        let rest = reader.rest();
        if rest.starts_with('(') {
            self.called(&name, reader.at);
        } else if rest.starts_with('=') && !rest.starts_with("==") && !rest.starts_with("=>") {
            self.assigned(&name, start, reader.at + 1);
        }
    }

    /// A body between other lines of a program, as people keep it in notes.
    fn loose_object(&mut self, start: usize) {
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
                self.bodies.push(FoundCall {
                    at: node.at,
                    body: Some(FoundBody::Value(node.into())),
                    ..FoundCall::default()
                });
            }
            _ => self.budget = self.budget.saturating_sub(end - start),
        }
    }

    fn assigned(&mut self, name: &str, start: usize, value_at: usize) {
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, value_at);
        reader.skip_blanks();
        self.at = reader.at;
        if !begins_literal(reader.rest()) {
            return;
        }
        let value = reader.value();
        self.at = reader.at.max(self.at);
        let Some(value) = value else { return };
        if names_instance(&value) {
            let body = FoundBody::Value(value.clone().into());
            let at = self.input.source(start);
            self.bodies.push(FoundCall { at, body: Some(body), ..FoundCall::default() });
        }
        self.scope.set(name.trim_start_matches('$'), value);
    }

    fn called(&mut self, name: &str, bracket: usize) {
        let last = name.rsplit(['.', ':', '>', '\\']).next().unwrap_or_default();
        let is_curl =
            matches!(last, "curl_init" | "curl_setopt" | "curl_setopt_array" | "curl_exec");
        let lends = matches!(last, "withHeaders" | "setHeaders");
        let is_client =
            matches!(last, "HTTPSConnection" | "HTTPConnection" | "Client" | "create" | "baseUrl");
        let is_part = PARTS.contains(&last);
        if !is_curl && !lends && !is_client && !is_part && !SENDERS.contains(&last) {
            self.at = bracket + 1;
            return;
        }
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, bracket);
        let group = reader.group(')');
        let end = reader.at;
        if is_curl {
            self.at = end;
            return self.curl_option(last, bracket, group);
        }
        if is_client {
            self.at = end;
            return self.client(last, group);
        }
        if lends {
            self.at = end;
            self.lent.extend(group.items.into_iter().map(Arc::new));
            return;
        }
        if is_part {
            return match self.part(last, bracket, group) {
                true => self.at = end,
                false => self.read_again(bracket, end),
            };
        }
        let call = self.sent(last, bracket, group);
        if call.is_empty() || call.url.is_none() && call.value().is_none() {
            return self.read_again(bracket, end);
        }
        self.at = end;
        self.calls.push(call);
    }

    /// A callback may have a call in it.
    fn read_again(&mut self, bracket: usize, end: usize) {
        let again = end - bracket;
        self.at = if again <= self.budget { bracket + 1 } else { end };
        self.budget = self.budget.saturating_sub(again);
    }

    /// A client that is made for one server.
    fn client(&mut self, function: &str, group: Group) {
        let options = group.items.iter().flat_map(Node::members).chain(&group.members);
        let headers = options.clone().filter(|option| option.key == "headers");
        let headers: Vec<Node> = headers.map(|option| option.value.clone()).collect();
        let named = options
            .filter(|option| matches!(option.key.as_str(), "base_uri" | "baseURL" | "base_url"));
        let named = named.map(|option| option.value.clone()).next();
        for headers in headers {
            let headers = self.resolved(headers);
            self.lent.push(headers);
        }
        let given = named.or_else(|| group.items.into_iter().next());
        let Some(given) = given.map(|given| self.resolved(given)) else { return };
        let Some(address) = given.mapped() else { return };
        let mut base = Mapped::starting_at(address.start());
        if function == "HTTPSConnection" {
            base.push_value("https://", address.start());
        } else if function == "HTTPConnection" {
            base.push_value("http://", address.start());
        }
        base.push_part(address, 0..address.text().trim_end_matches('/').len());
        self.base = Some(base);
    }

    /// A path alone belongs to the client's server.
    pub(super) fn with_base(&self, url: Mapped) -> Mapped {
        let Some(base) = self.base.as_ref().filter(|base| {
            !url.text().contains("://") && self.scope.allowance.spend(base.text().len())
        }) else {
            return url;
        };
        let mut whole = base.clone();
        if !url.text().starts_with('/') {
            whole.push_value("/", url.start());
        }
        whole.push_part(&url, 0..url.text().len());
        whole
    }

    pub(super) fn resolved(&self, node: Node) -> Arc<Node> {
        self.scope.resolved(&node).unwrap_or_else(|| Arc::new(node))
    }
}

/// Whether an object is about an instance that is to be created.
pub(super) fn names_instance(node: &Node) -> bool {
    ["instanceName", "instance_name"].iter().any(|key| node.get(key).is_some())
}

/// Whether a value begins here that is written out.
fn begins_literal(rest: &str) -> bool {
    const CALLS: [&str; 6] =
        ["JSON.stringify", "json.dumps", "json_encode", "array(", "new Headers", "dict("];
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
