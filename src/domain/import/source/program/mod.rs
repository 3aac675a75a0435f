//! Requests in JavaScript, Python, PHP and the like: what is assigned, and the calls that send something.

mod address;
mod arguments;
mod client;
mod functions;
mod members;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::import::source::call::FoundCall;
use crate::domain::import::source::own_functions;
use crate::domain::import::source::program::functions::{PARTS, SENDERS};
use crate::domain::import::source::program::values::begins_literal;
pub(in crate::domain::import) use crate::domain::import::source::program::values::names_instance;
use readers::literal::groups::Group;
use readers::literal::node::{Literal, Node, Syntax};
use readers::literal::reader::Reader;
use readers::literal::scope::Scope;
use readers::literal::strings::Prefix;
use readers::literal::target::AssignTarget;
use readers::text::mapped::Mapped;

/// When a program says what a request has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOrder {
    /// Before the call that sends it, as in JavaScript, Python and PHP
    Before,
    /// Once the request is there, as in Go, Java, C# and Ruby
    After,
}

/// The requests of a program, in order. Where it sends nothing, the objects that it names an instance in.
#[must_use]
pub fn calls(input: &Mapped, syntax: Syntax, order: PartOrder) -> Vec<FoundCall> {
    let mut program = Program {
        input,
        syntax,
        order,
        owner: None,
        begun: None,
        scope: Scope::default(),
        at: 0,
        calls: Vec::new(),
        curl: FoundCall::default(),
        lent: Vec::new(),
        lent_body: None,
        base: None,
        bodies: Vec::new(),
        built: BTreeMap::new(),
        budget: input.text().len() * 2,
    };
    program.run();
    program.end_curl();
    if program.calls.is_empty() {
        program.all_bodies()
    } else {
        own_functions::with_server(program.calls)
    }
}

pub(super) struct Program<'a> {
    pub(super) input: &'a Mapped,
    pub(super) syntax: Syntax,
    pub(super) order: PartOrder,
    /// The name of the last request
    pub(super) owner: Option<String>,
    /// The name that what stands here is assigned to
    begun: Option<(String, usize)>,
    pub(super) scope: Scope,
    pub(super) at: usize,
    pub(super) calls: Vec<FoundCall>,
    /// PHP's curl gets its options one by one
    pub(super) curl: FoundCall,
    /// Headers for the call that comes next
    pub(super) lent: Vec<Arc<Node>>,
    /// Its body
    pub(super) lent_body: Option<Arc<Node>>,
    /// The address that a client was made for
    pub(super) base: Option<Mapped>,
    /// Objects that name an instance, with the names that they were given
    pub(super) bodies: Vec<(String, FoundCall)>,
    /// The names whose objects got members one by one, with the place of the first one
    pub(super) built: BTreeMap<String, usize>,
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
        reader.skip_blanks();
        let begun = self.begun.take().filter(|(_, at)| *at == start).map(|(name, _)| name);
        if matches!(name.as_str(), "const" | "let" | "var" | "await" | "return" | "new" | "echo") {
            self.begun = begun.map(|name| (name, reader.at));
            return;
        }
        reader.skip_types();
        let rest = reader.rest();
        // `:=` is Go's sign for a new name.
        let rest = rest.strip_prefix(':').filter(|rest| rest.starts_with('=')).unwrap_or(rest);
        if rest.starts_with('(') {
            self.called(&name, reader.at, begun);
        } else if self.syntax == Syntax::Python && rest.starts_with(',') {
            self.several_assigned(&name, reader.at);
        } else if rest.starts_with("+=") || rest.starts_with("|=") {
            self.extended(&name, start, self.input.text().len() - rest.len() + 2);
        } else if rest.starts_with('=') && !rest.starts_with("==") && !rest.starts_with("=>") {
            let value_at = self.input.text().len() - rest.len() + 1;
            let target = AssignTarget::parse(&self.input.text()[start..after_name]);
            match target.filter(|target| !target.steps.is_empty()) {
                Some(target) => self.put(target, start, value_at),
                None => self.assigned(&name, start, value_at),
            }
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
                self.keep_body("", node.at, node);
            }
            _ => self.budget = self.budget.saturating_sub(end - start),
        }
    }

    fn assigned(&mut self, name: &str, start: usize, value_at: usize) {
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, value_at);
        reader.skip_blanks();
        self.at = reader.at;
        let name = name.trim_start_matches('$');
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

    fn called(&mut self, name: &str, bracket: usize, begun: Option<String>) {
        let last = name.rsplit(['.', ':', '>', '\\']).next().unwrap_or_default();
        // Ruby makes a request of a class.
        let last = if name.ends_with("::Post.new") { "post" } else { last };
        let is_curl =
            matches!(last, "curl_init" | "curl_setopt" | "curl_setopt_array" | "curl_exec");
        let lends = matches!(last, "withHeaders" | "setHeaders" | "withBody");
        let is_client = client::NAMES.contains(&last);
        let is_part = PARTS.contains(&last);
        let arguments = &self.input.text()[bracket + 1..];
        let is_sender = SENDERS.contains(&last)
            || own_functions::may_send(last) && own_functions::begins_with_path(arguments);
        if !is_curl && !lends && !is_client && !is_part && !is_sender {
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
            let mut items = group.items.into_iter().map(Arc::new);
            match last {
                "withBody" => self.lent_body = items.next(),
                _ => self.lent.extend(items),
            }
            return;
        }
        if is_part {
            return match self.part(name, bracket, group) {
                true => self.at = end,
                false => self.read_again(bracket, end),
            };
        }
        // PHP opens files and addresses with the same function.
        let is_file = last == "file_get_contents" && !self.opens_address(&group);
        if is_file {
            return self.read_again(bracket, end);
        }
        // A route of the program's own has a handler that may send something.
        if group.items.iter().any(is_handler) && !group.items.iter().any(Node::is_object) {
            return self.read_again(bracket, end);
        }
        let call = self.sent(last, bracket, group);
        let is_route = call.url.as_ref().is_none_or(|url| url.text().starts_with('/'));
        if is_route && call.value().is_none() {
            return self.read_again(bracket, end);
        }
        self.at = end;
        self.calls.push(call);
        self.owner = begun;
    }

    fn opens_address(&self, group: &Group) -> bool {
        let address = group.items.first().map(|item| self.resolved(item.clone()));
        address.is_some_and(|address| {
            address.text().is_some_and(|text| text.contains("://") && !text.starts_with("php:"))
        })
    }

    /// A callback may have a call in it.
    fn read_again(&mut self, bracket: usize, end: usize) {
        let again = end - bracket;
        self.at = if again <= self.budget { bracket + 1 } else { end };
        self.budget = self.budget.saturating_sub(again);
    }

    pub(super) fn resolved(&self, node: Node) -> Arc<Node> {
        self.scope.resolved(&node).unwrap_or_else(|| Arc::new(node))
    }
}

/// Whether an argument is a function, as a route of the program's own has one.
fn is_handler(item: &Node) -> bool {
    matches!(&item.value, Literal::Unknown(text) if text.starts_with("async") || text.contains("=>"))
}
