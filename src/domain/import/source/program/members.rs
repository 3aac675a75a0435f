//! Objects that a program makes member by member.

use std::sync::Arc;

use crate::domain::import::source::call::{FoundCall, FoundHeader};
use crate::domain::import::source::program::arguments::is_header;
use crate::domain::import::source::program::{Program, begins_literal, body_call, names_instance};
use readers::literal::node::{Literal, Node, NodeMember, Syntax};
use readers::literal::reader::Reader;
use readers::literal::target::{AssignTarget, TargetStep};

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
        // `request.Content = …`, of a request that is there already
        if let Some(TargetStep::Member(key)) = target.steps.last()
            && matches!(key.as_str(), "Content" | "Body" | "body")
            && !self.scope.knows(&target.name)
        {
            self.give_body(&Arc::new(value));
            return;
        }
        if let Some(TargetStep::Member(key)) = target.steps.last()
            && is_header(key)
            && !self.scope.knows(&target.name)
        {
            // Ruby's requests get their headers once they are there.
            let is_of_request = target.steps.len() == 1;
            if let Some(call) = self.calls.last_mut().filter(|_| is_of_request)
                && call.header(key).is_none()
                && let Some(text) = value.mapped()
            {
                call.headers.push(FoundHeader { name: key.clone(), value: text.clone() });
                return;
            }
            let at = self.input.source(start);
            let member = NodeMember { key: key.clone(), at, value };
            self.lent.push(Node::new(at, Literal::Object(vec![member])).into());
            return;
        }
        // `self.base = …`, of something that the text does not make
        if !self.scope.knows(&target.name) && self.syntax != Syntax::Php {
            let name = self.input.text()[start..].split('=').next().unwrap_or_default().trim();
            self.scope.set(name, value);
            return;
        }
        self.put_value(&target, start, value);
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
