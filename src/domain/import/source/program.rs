//! Requests in JavaScript, Python and PHP: what is assigned, and the calls that send something.

use std::sync::Arc;

use crate::domain::import::literal::node::{Literal, Member, Node, Syntax};
use crate::domain::import::literal::reader::{Group, Reader};
use crate::domain::import::literal::scope::Scope;
use crate::domain::import::literal::strings::Prefix;
use crate::domain::import::source::call::{FoundBody, FoundCall};
use crate::domain::import::text::mapped::Mapped;

/// The last part of the names of functions that send a request.
const SENDERS: [&str; 15] = [
    "fetch", "$fetch", "axios", "post", "put", "patch", "get", "delete", "request", "Request",
    "ajax", "got", "ofetch", "urlopen", "asJson",
];
const METHODS: [&str; 5] = ["POST", "GET", "PUT", "PATCH", "DELETE"];

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

struct Program<'a> {
    input: &'a Mapped,
    syntax: Syntax,
    scope: Scope,
    at: usize,
    calls: Vec<FoundCall>,
    /// PHP's curl gets its options one by one
    curl: FoundCall,
    /// Headers for the call that comes next
    lent: Vec<Arc<Node>>,
    /// The address that a client was made for
    base: Option<Mapped>,
    /// Objects that name an instance
    bodies: Vec<FoundCall>,
    /// How many bytes may still be read a second time
    budget: usize,
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
        if !is_curl && !lends && !is_client && !SENDERS.contains(&last) {
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
        let call = self.sent(last, bracket, group);
        if call.is_empty() || call.url.is_none() && call.value().is_none() {
            // A callback with a call in it
            let again = end - bracket;
            self.at = if again <= self.budget { bracket + 1 } else { end };
            self.budget = self.budget.saturating_sub(again);
            return;
        }
        self.at = end;
        self.calls.push(call);
    }

    /// A client that is made for one server.
    fn client(&mut self, function: &str, group: Group) {
        let options = group.items.iter().flat_map(Node::members).chain(&group.members);
        let named = options
            .filter(|option| matches!(option.key.as_str(), "base_uri" | "baseURL" | "base_url"));
        let named = named.map(|option| option.value.clone()).next();
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
    fn with_base(&self, url: Mapped) -> Mapped {
        let Some(base) = self.base.as_ref().filter(|_| !url.text().contains("://")) else {
            return url;
        };
        let mut whole = base.clone();
        if !url.text().starts_with('/') {
            whole.push_value("/", url.start());
        }
        whole.push_part(&url, 0..url.text().len());
        whole
    }

    fn resolved(&self, node: Node) -> Arc<Node> {
        self.scope.resolved(&node).unwrap_or_else(|| Arc::new(node))
    }

    fn sent(&mut self, function: &str, bracket: usize, group: Group) -> FoundCall {
        let mut call = FoundCall { at: self.input.source(bracket), ..FoundCall::default() };
        for headers in std::mem::take(&mut self.lent) {
            call.add_headers(&headers);
        }
        if METHODS.contains(&function.to_ascii_uppercase().as_str()) {
            call.method = function.to_ascii_uppercase();
        }
        for item in group.items {
            let value = self.resolved(item);
            match &value.value {
                Literal::Text(text) if METHODS.contains(&text.text()) => {
                    call.method = text.text().to_owned();
                }
                Literal::Text(text) if call.url.is_none() && is_address(text) => {
                    call.url = Some(text.clone());
                }
                Literal::Text(_) if call.body.is_none() => {
                    call.body = Some(FoundBody::of_node(&value, &self.scope));
                }
                Literal::Object(members) if members.iter().any(|one| is_option(&one.key)) => {
                    self.options(&mut call, members);
                }
                Literal::Object(members) if members.iter().any(|one| is_header(&one.key)) => {
                    call.add_headers(&value);
                }
                Literal::Object(_) | Literal::List(_) if call.body.is_none() => {
                    call.body = Some(FoundBody::Value(value));
                }
                _ => {}
            }
        }
        self.options(&mut call, &group.members);
        call.url = call.url.take().filter(|url| !url.is_empty()).map(|url| self.with_base(url));
        if call.method.is_empty() {
            call.method = if call.body.is_some() { "POST" } else { "GET" }.to_owned();
        }
        call
    }

    fn options(&self, call: &mut FoundCall, members: &[Member]) {
        for member in members {
            let value = self.resolved(member.value.clone());
            match member.key.to_ascii_lowercase().as_str() {
                "method" | "type" | "curlopt_customrequest" => {
                    call.method = value.text().unwrap_or_default().to_ascii_uppercase();
                }
                "url" | "uri" | "curlopt_url" => {
                    call.url = value.mapped().cloned().or(call.url.take());
                }
                "headers" | "curlopt_httpheader" => call.add_headers(&value),
                "body" | "json" | "data" | "payload" | "form_params" | "content"
                | "curlopt_postfields" => {
                    call.body = Some(FoundBody::of_node(&value, &self.scope));
                }
                _ => {}
            }
        }
    }

    /// One of the functions of PHP's curl.
    fn curl_option(&mut self, function: &str, bracket: usize, group: Group) {
        let at = self.input.source(bracket);
        let mut items = group.items.into_iter();
        match function {
            "curl_exec" => self.end_curl(),
            "curl_init" => {
                self.end_curl();
                let url = items.next().map(|url| self.resolved(url));
                self.curl = FoundCall {
                    at,
                    url: url.and_then(|url| url.mapped().cloned()),
                    ..FoundCall::default()
                };
            }
            "curl_setopt" => {
                let name = items.nth(1).map(|name| name.value);
                if let (Some(Literal::Unknown(key)), Some(value)) = (name, items.next()) {
                    self.curl_options(&[Member { key, at: value.at, value }]);
                }
            }
            _ => {
                let options: Vec<Arc<Node>> = items.map(|item| self.resolved(item)).collect();
                for node in options {
                    self.curl_options(node.members());
                }
            }
        }
    }

    fn curl_options(&mut self, members: &[Member]) {
        let mut call = std::mem::take(&mut self.curl);
        self.options(&mut call, members);
        self.curl = call;
    }

    fn end_curl(&mut self) {
        let mut call = std::mem::take(&mut self.curl);
        if !call.is_empty() {
            if call.method.is_empty() {
                call.method = if call.body.is_some() { "POST" } else { "GET" }.to_owned();
            }
            self.calls.push(call);
        }
    }
}

fn is_address(text: &Mapped) -> bool {
    let text = text.text();
    let line = text.len() < 2_000 && !text.contains(['\n', '"']) && !text.starts_with('{');
    line && (text.contains('/') || text.contains("://"))
}

fn is_option(key: &str) -> bool {
    matches!(key, "method" | "headers" | "body" | "json" | "form_params" | "url" | "type" | "data")
}

fn is_header(key: &str) -> bool {
    ["apikey", "content-type", "authorization", "accept", "x-api-key"]
        .iter()
        .any(|name| key.eq_ignore_ascii_case(name))
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
        || CALLS.iter().any(|start| rest.starts_with(start))
        || rest.starts_with("process.env")
}
