//! Loops that are calls: `nomes.forEach(nome => { … })`, `nomes.map(criar)`, `nomes.each do |nome|`.

use crate::domain::import::source::program::Program;
use crate::domain::import::source::program::bound_names::BoundName;
use crate::domain::import::source::program::collections::numbered;
use crate::domain::import::source::program::loops::{LoopValues, indented};
use readers::literal::node::{Literal, Node, Syntax};
use readers::literal::reader::Reader;

/// The functions that call another one for each value.
const CALLING: [&str; 4] = [".forEach", ".map", ".flatMap", ".each"];

impl Program<'_> {
    /// Reads such a call, whose collection is written out here; whether its values are known.
    pub(super) fn calls_back(&mut self, start: usize) -> bool {
        if self.syntax != Syntax::JavaScript || !self.may_look_ahead() {
            return false;
        }
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, start);
        let collection = self.collection(&mut reader);
        reader.skip_blanks();
        let is_called =
            CALLING.iter().any(|call| reader.eat(call)) && reader.rest().starts_with('(');
        let bracket = reader.at;
        let is_read = collection.filter(|_| is_called).is_some_and(|collection| {
            let values = self.elements(&collection, false);
            self.callback(values, bracket)
        });
        if !is_read {
            self.budget = self.budget.saturating_sub(bracket - start);
        }
        is_read
    }

    /// Reads such a call by its path, whose last part is the function.
    pub(super) fn called_back(&mut self, path: &str, bracket: usize) -> bool {
        let owner = CALLING.iter().find_map(|call| path.strip_suffix(call));
        let Some(owner) = owner.filter(|_| self.may_look_ahead()) else { return false };
        let owner = Literal::Unknown(owner.trim_end_matches('?').to_owned());
        let Some(known) = self.known_value(&Node::new(bracket, owner)) else { return false };
        let values = self.elements(&known, false);
        self.callback(values, bracket)
    }

    fn callback(&mut self, values: Vec<Node>, bracket: usize) -> bool {
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, bracket);
        if !reader.skip_block(usize::MAX) {
            return false;
        }
        let end = reader.at;
        let text = self.input.text();
        reader.at = bracket + 1;
        reader.skip_blanks();
        if reader.eat("async") {
            reader.skip_blanks();
        }
        if reader.eat("function") {
            reader.skip_blanks();
        }
        let start = reader.at;
        let names = if reader.rest().starts_with('(') {
            reader.skip_block(usize::MAX);
            start + 1..reader.at - 1
        } else {
            reader.path();
            start..reader.at
        };
        reader.skip_blanks();
        let is_arrow = reader.eat("=>");
        reader.skip_blanks();
        let values = (0..).zip(values).map(|(place, value)| {
            let at = value.at;
            Node::new(at, Literal::List(vec![value, numbered(at, place)]))
        });
        let values = values.collect();
        let is_block = reader.rest().starts_with('{');
        if !is_arrow && !is_block {
            // The name of a function
            let is_all = reader.at + 1 >= end;
            let name = text.get(names).filter(|_| is_all).unwrap_or_default().to_owned();
            let is_read = self.each(&name, values);
            if is_read {
                self.at = end;
            }
            return is_read;
        }
        let body = reader.at + usize::from(is_block)..end - 1;
        let names = BoundName::of_items(BoundName::list(text, names));
        let is_read = self.turns(&LoopValues { names, values }, body);
        if is_read {
            self.at = end;
        }
        is_read
    }

    /// Calls a function of the program for each value.
    fn each(&mut self, name: &str, values: Vec<Node>) -> bool {
        let Some(place) = self.own_function(name) else { return false };
        let mut is_read = false;
        for value in values {
            let Literal::List(arguments) = value.value else { continue };
            is_read |= self.call_own(place, arguments, Vec::new());
        }
        is_read
    }

    /// Ruby's `nomes.each do |nome|`
    pub(super) fn each_block(&mut self, path: &str, start: usize, at: usize) -> bool {
        let Some(owner) = path.strip_suffix(".each").filter(|_| self.may_look_ahead()) else {
            return false;
        };
        let owner = Node::new(start, Literal::Unknown(owner.to_owned()));
        let Some(collection) = self.known_value(&owner) else { return false };
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, at);
        let text = reader.text();
        if !reader.eat("do |") {
            return false;
        }
        let Some(length) = reader.rest().bytes().take(200).position(|byte| byte == b'|') else {
            return false;
        };
        let Some(names) = BoundName::one(text, reader.at..reader.at + length) else { return false };
        reader.at += length + 1;
        let Some(body) = indented(&mut reader, start) else { return false };
        let end = reader.at;
        let values = self.elements(&collection, !collection.members().is_empty());
        let is_read = self.turns(&LoopValues { names, values }, body);
        if is_read {
            self.at = end;
        }
        is_read
    }
}
