//! Objects that a program makes member by member.

use std::sync::Arc;

use crate::domain::import::source::call::{FoundCall, FoundHeader};
use crate::domain::import::source::program::arguments::is_header;
use crate::domain::import::source::program::values::{begins_literal, body_call, names_instance};
use crate::domain::import::source::program::{PartOrder, Program};
use readers::literal::node::{Literal, Node, NodeMember, Syntax};
use readers::literal::reader::Reader;
use readers::literal::scope::SPREAD;
use readers::literal::target::{AssignTarget, TargetStep};
use readers::text::mapped::Mapped;

impl Program<'_> {
    /// `body["key"] = value`. A header of a client that the text does not make is one of the next request.
    pub(super) fn put(&mut self, target: AssignTarget, start: usize, value_at: usize) {
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, value_at);
        reader.skip_blanks();
        self.at = reader.at;
        let value = if begins_literal(reader.rest()) {
            let value = reader.value();
            self.at = reader.at.max(self.at);
            value.map(|value| self.scope.resolved(&value).map_or(value, Arc::unwrap_or_clone))
        } else {
            let named = plain_name(reader.rest());
            let named = named.map(|name| Node::new(reader.at, Literal::Unknown(name.to_owned())));
            named.and_then(|node| self.scope.resolved(&node)).map(Arc::unwrap_or_clone)
        };
        let Some(value) = value else { return };
        if names_instance(&value) {
            self.keep_body("", self.input.source(start), value.clone());
        }
        let is_known = self.scope.knows(&target.name);
        if let Some(TargetStep::Member(key)) = target.steps.last().filter(|_| !is_known) {
            let is_after = self.order == PartOrder::After;
            // `request.Content = …`, of a request that is there already
            if is_after && matches!(key.as_str(), "Content" | "Body" | "body") {
                self.give_body(&Arc::new(value));
                return;
            }
            // `this.apiKey = …` is what an object keeps.
            let is_kept =
                target.steps.len() == 1 && matches!(target.name.as_str(), "this" | "self");
            if is_header(key) && !is_kept {
                let at = self.input.source(start);
                let key = Node::new(at, Literal::Text(Mapped::plain(key.as_str(), at)));
                self.give_header(&key, &value);
                return;
            }
        }
        // `self.base = …`, of something that the text does not make
        if !is_known && self.syntax != Syntax::Php {
            let name = self.input.text()[start..].split('=').next().unwrap_or_default().trim();
            self.scope.set(name, value);
            return;
        }
        self.put_value(&target, start, value);
    }

    /// `body += ["key" => value]`, `body |= {"key": value}` and `events += ["CALL"]`.
    pub(super) fn extended(&mut self, name: &str, start: usize, value_at: usize) {
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, value_at);
        reader.skip_blanks();
        self.at = reader.at;
        if !begins_literal(reader.rest()) {
            return;
        }
        let value = reader.value();
        self.at = reader.at.max(self.at);
        let name = name.trim_start_matches('$').to_owned();
        let known = self.resolved(Node::new(value_at, Literal::Unknown(name.clone())));
        let Some(value) = value else { return };
        for NodeMember { key, value, .. } in value.members() {
            // PHP keeps what is there already.
            if self.syntax != Syntax::Php || known.get(key).is_none() {
                let steps = vec![TargetStep::Member(key.clone())];
                self.put_value(&AssignTarget { name: name.clone(), steps }, start, value.clone());
            }
        }
        for item in value.items() {
            let steps = vec![TargetStep::Next];
            self.put_value(&AssignTarget { name: name.clone(), steps }, start, item.clone());
        }
    }

    /// A header of the last request, or of the one that comes next. Whether it is one.
    pub(super) fn give_header(&mut self, name: &Node, value: &Node) -> bool {
        let (Some(key), Some(text)) = (name.text(), value.mapped()) else { return false };
        if !self.scope.allowance.spend(text.text().len()) {
            return false;
        }
        let last = self.calls.last_mut().filter(|_| self.order == PartOrder::After);
        match last.filter(|call| call.header(key).is_none()) {
            Some(call) => {
                call.headers.push(FoundHeader { name: key.to_owned(), value: text.clone() });
            }
            None => self.add_next_header(name, value),
        }
        true
    }

    /// A header of the request that comes next.
    pub(super) fn add_next_header(&mut self, name: &Node, value: &Node) {
        let key = name.text().unwrap_or_default().to_owned();
        let member = NodeMember { key, at: name.at, value: value.clone() };
        self.next_headers.push(Node::new(name.at, Literal::Object(vec![member])).into());
    }

    /// An object that names an instance, for a program that sends nothing.
    pub(super) fn keep_body(&mut self, name: &str, at: usize, value: Node) {
        let value = self.scope.filled(&Arc::new(value));
        self.bodies.push((name.to_owned(), body_call(at, value)));
    }

    /// A value that a name gets, with the members that other names in it stand for. `body = {...body, key: value}`
    /// goes on with the same body; any other value ends what the name had.
    pub(super) fn reassigned(&mut self, name: &str, value: Node) -> Node {
        let is_own = |node: &Node| {
            let Literal::Unknown(word) = &node.value else { return false };
            word.trim_start_matches('$') == name
        };
        let is_spread = |member: &&NodeMember| member.key == SPREAD;
        if value.members().iter().filter(is_spread).any(|member| is_own(&member.value)) {
            self.bodies.retain(|(of, _)| of != name);
        } else {
            self.end_built(name);
        }
        match value.members().iter().any(|member| is_spread(&member)) {
            true => Arc::unwrap_or_clone(self.scope.filled(&Arc::new(value))),
            false => value,
        }
    }

    /// The name gets another value: what its object was made to stays what it is.
    pub(super) fn end_built(&mut self, name: &str) {
        let Some(at) = self.built.remove(name) else { return };
        if let Some(place) = self.bodies.iter().rposition(|(of, _)| of == name) {
            self.bodies.remove(place);
        }
        let node = Node::new(at, Literal::Unknown(name.to_owned()));
        if let Some(value) = self.scope.resolved(&node).filter(|value| names_instance(value)) {
            self.bodies.push((String::new(), body_call(at, value)));
        }
    }

    /// Whether the value has its place now.
    pub(super) fn put_value(&mut self, target: &AssignTarget, start: usize, value: Node) -> bool {
        // PHP makes an array of a name that has no value.
        let is_put = self.scope.put(target, value, self.syntax == Syntax::Php);
        if is_put {
            let at = self.input.source(start);
            self.built.entry(target.name.clone()).or_insert(at);
        }
        is_put
    }

    /// The bodies of a program that sends nothing, each as it was at the end.
    pub(super) fn all_bodies(self) -> Vec<FoundCall> {
        let Self { bodies, built, scope, .. } = self;
        let of_literals = bodies.into_iter().filter(|(name, _)| !built.contains_key(name));
        let mut all: Vec<FoundCall> = of_literals.map(|(_, body)| body).collect();
        for (name, at) in built {
            let node = Node::new(at, Literal::Unknown(name));
            let value = scope.resolved(&node).filter(|value| names_instance(value));
            all.extend(value.map(|value| body_call(at, value)));
        }
        all.sort_by_key(|body| body.at);
        all
    }
}

/// The name that is all of a statement's value.
fn plain_name(rest: &str) -> Option<&str> {
    const LONGEST: usize = 100;
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let near: usize = rest.chars().take(LONGEST).map(char::len_utf8).sum();
    let length = rest[..near].find(|c| !is_part(c)).unwrap_or(near);
    let after = rest[length..near].trim_start_matches([' ', '\t', '\r']);
    let is_all = after.is_empty() || after.starts_with([';', '\n']);
    (length > 0 && is_all).then(|| &rest[..length])
}
