//! Requests in JavaScript, Python, PHP and the like: what is assigned, and the calls that send something.

mod address;
mod arguments;
mod bound_names;
mod callbacks;
mod client;
mod collections;
mod defined;
mod functions;
mod loops;
mod members;
mod own_calls;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::import::source::call::FoundCall;
use crate::domain::import::source::own_functions;
use crate::domain::import::source::program::functions::{PARTS, SENDERS};
use crate::domain::import::source::program::own_calls::OwnFunctions;
pub(in crate::domain::import) use crate::domain::import::source::program::values::names_instance;
use crate::domain::import::source::program::values::{is_call, is_handler};
use readers::literal::groups::Group;
use readers::literal::node::{Node, Syntax};
use readers::literal::reader::Reader;
use readers::literal::scope::Scope;
use readers::literal::strings::Prefix;
use readers::literal::target::AssignTarget;
use readers::text::decisions::ScriptKind;
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
    let own = OwnFunctions::survey(defined::functions(input, syntax, order));
    let mut program = Program::new(input, syntax, order, own);
    program.run(input.text().len());
    if program.own.is_survey && program.has_repeated {
        let own = std::mem::take(&mut program.own).surveyed();
        program = Program::new(input, syntax, order, own);
        program.run(input.text().len());
    }
    program.end_curl();
    if program.calls.is_empty() {
        program.all_bodies()
    } else {
        own_functions::with_server(program.calls)
    }
}

struct Program<'a> {
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
    pub(super) next_headers: Vec<Arc<Node>>,
    /// Its body
    pub(super) next_body: Option<Arc<Node>>,
    /// The address that a client was made for
    pub(super) base: Option<Mapped>,
    /// Objects that name an instance, with the names that they were given
    pub(super) bodies: Vec<(String, FoundCall)>,
    /// The names whose objects got members one by one, with the place of the first one
    pub(super) built: BTreeMap<String, usize>,
    /// How many bytes may still be read a second time
    pub(super) budget: usize,
    own: OwnFunctions,
    /// Where the lines end that are being read
    pub(super) end: usize,
    /// How many loops and calls the lines are in that are being read
    pub(super) depth: usize,
    /// The body of a loop or a function was read for a value.
    pub(super) has_repeated: bool,
}

impl<'a> Program<'a> {
    fn new(input: &'a Mapped, syntax: Syntax, order: PartOrder, own: OwnFunctions) -> Self {
        let scope = Scope::default();
        scope.allowance.for_script(input.text(), ScriptKind::Program);
        Self {
            input,
            syntax,
            order,
            owner: None,
            begun: None,
            scope,
            at: 0,
            calls: Vec::new(),
            curl: FoundCall::default(),
            next_headers: Vec::new(),
            next_body: None,
            base: None,
            bodies: Vec::new(),
            built: BTreeMap::new(),
            budget: input.text().len() * 2,
            own,
            end: 0,
            depth: 0,
            has_repeated: false,
        }
    }

    pub(super) fn run(&mut self, end: usize) {
        let around = std::mem::replace(&mut self.end, end);
        while self.at < end {
            let start = self.at;
            self.step();
            if self.at == start {
                let next = self.input.text()[start..].chars().next();
                self.at += next.map_or(1, char::len_utf8);
            }
        }
        self.end = around;
    }

    fn step(&mut self) {
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, self.at);
        reader.skip_blanks();
        let start = reader.at;
        let Some(next) = reader.peek().filter(|_| start < self.end) else {
            self.at = start;
            return;
        };
        if matches!(next, '"' | '\'' | '`') {
            reader.quoted(Prefix::default());
            self.at = reader.at;
            return;
        }
        if next == '{' || next == '[' {
            self.at = start;
            if next == '[' && (self.calls_back(start) || self.takes_apart(start)) {
                return;
            }
            // An object that nothing is assigned to
            return self.loose_object(start);
        }
        if self.is_definition(start) {
            return;
        }
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, start);
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
            let after = reader.at;
            if reader.rest().starts_with(['{', '[']) && self.takes_apart(after) {
                self.begun = None;
            }
            return;
        }
        let after = reader.at;
        let is_repeated = match name.as_str() {
            "for" | "foreach" => self.repeats(&name, start, after),
            "Object.entries" | "Object.keys" | "Object.values" => self.calls_back(start),
            _ => name.ends_with(".each") && self.each_block(&name, start, after),
        };
        if is_repeated {
            return;
        }
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, after);
        reader.skip_types();
        let rest = reader.rest();
        // `:=` is Go's sign for a new name.
        let rest = rest.strip_prefix(':').filter(|rest| rest.starts_with('=')).unwrap_or(rest);
        if rest.starts_with('(') {
            self.called(&name, reader.at, begun);
        } else if self.syntax == Syntax::Python && rest.starts_with(',') && self.begins_line(start)
        {
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

    fn called(&mut self, name: &str, bracket: usize, begun: Option<String>) {
        let last = name.rsplit(['.', ':', '>', '\\']).next().unwrap_or_default();
        // Ruby makes a request of a class.
        let last = if name.ends_with("::Post.new") { "post" } else { last };
        if self.is_definition(bracket)
            || self.called_back(name, bracket)
            || self.syntax == Syntax::Python
                && (SENDERS.contains(&last) || self.own_function(name).is_some())
                && self.comprehended(name, bracket)
            || self.own_call(name, bracket)
        {
            return;
        }
        let is_curl =
            matches!(last, "curl_init" | "curl_setopt" | "curl_setopt_array" | "curl_exec");
        let gives_next = matches!(last, "withHeaders" | "setHeaders" | "withBody");
        let is_client = client::NAMES.contains(&last);
        let is_part = PARTS.contains(&last);
        let arguments = &self.input.text()[bracket + 1..];
        let is_sender = SENDERS.contains(&last)
            || own_functions::may_send(last) && own_functions::begins_with_path(arguments);
        if !is_curl && !gives_next && !is_client && !is_part && !is_sender {
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
        if gives_next {
            self.at = end;
            let mut items = group.items.into_iter().map(Arc::new);
            match last {
                "withBody" => self.next_body = items.next(),
                _ => self.next_headers.extend(items),
            }
            return;
        }
        if is_part {
            // What is called for one more item of a list may send something.
            let is_call =
                matches!(last, "push" | "append" | "add") && group.items.iter().any(is_call);
            return match self.part(name, bracket, group) {
                true if !is_call => self.at = end,
                _ => self.read_again(bracket, end),
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
