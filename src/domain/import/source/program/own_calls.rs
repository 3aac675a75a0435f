//! Calls of a program's own functions: the body of a function is read for each call, with the parameters as
//! names of what the call gives. A program is read once to learn which functions are called with values that
//! are known; then it is read without the definitions of those.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::import::source::program::Program;
use crate::domain::import::source::program::bound_names::{FormerValues, GivenValue, has_known};
use crate::domain::import::source::program::defined::DefinedFunction;
use crate::domain::import::source::program::functions::SENDERS;
use crate::domain::import::source::program::loops::DEEPEST;
use readers::literal::node::{Node, NodeMember};
use readers::literal::reader::Reader;
use readers::literal::scope::SPREAD;

/// What is known of a program's own functions. A function is told by its place among them.
#[derive(Clone, Debug, Default)]
pub(super) struct OwnFunctions {
    pub(super) all: Arc<Vec<DefinedFunction>>,
    names: Arc<BTreeMap<String, usize>>,
    /// The program is read to learn which functions are called.
    pub(super) is_survey: bool,
    /// Those that are called with values, and send something
    called: BTreeSet<usize>,
    /// Those that are being read
    active: Vec<usize>,
    /// Those without parameters that were read: a second time they would send the same.
    done: BTreeSet<usize>,
}

impl OwnFunctions {
    pub(super) fn survey(all: Vec<DefinedFunction>) -> Self {
        let names = all.iter().enumerate().map(|(place, one)| (one.name.clone(), place)).collect();
        let (is_survey, all) = (!all.is_empty(), Arc::new(all));
        Self { is_survey, all, names: Arc::new(names), ..Self::default() }
    }

    /// For the reading behind the survey
    pub(super) fn surveyed(self) -> Self {
        let Self { all, names, called, .. } = self;
        Self { all, names, called, ..Self::default() }
    }
}

impl Program<'_> {
    /// Whether the parameters of a function begin here. What is called is passed over; else its lines are read
    /// where they stand.
    pub(super) fn is_definition(&mut self, at: usize) -> bool {
        let Ok(place) = self.own.all.binary_search_by_key(&at, |function| function.at) else {
            return false;
        };
        self.at = match self.own.called.contains(&place) && !self.own.is_survey {
            true => self.own.all[place].body.end,
            false => at + 1,
        };
        true
    }

    /// The function that a path calls.
    pub(super) fn own_function(&self, path: &str) -> Option<usize> {
        if self.own.all.is_empty() {
            return None;
        }
        let (owner, name) = path.rsplit_once(['.', '>', ':']).unwrap_or(("", path));
        let owner = owner.trim_end_matches(['-', ':', '?']);
        let is_inside = matches!(owner, "self" | "this" | "$this" | "cls" | "static");
        let name = name.trim_start_matches('$');
        let place = *self.own.names.get(name)?;
        let is_callable = match (owner.is_empty(), self.own.all[place].is_method) {
            (true, is_method) => !is_method,
            (false, true) => is_inside || !SENDERS.contains(&name),
            (false, false) => is_inside,
        };
        is_callable.then_some(place)
    }

    /// Reads a call of a function of the program; whether it is one with values.
    pub(super) fn own_call(&mut self, path: &str, bracket: usize) -> bool {
        if !self.may_look_ahead() {
            return false;
        }
        let Some(place) = self.own_function(path) else { return false };
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, bracket);
        let group = reader.group(')');
        let end = reader.at;
        let is_read = self.call_own(place, group.items, group.members);
        if is_read {
            self.at = end;
        } else {
            self.budget = self.budget.saturating_sub(end - bracket);
        }
        is_read
    }

    /// Reads the body of a function with these arguments. `false` where it is not read, or sends nothing.
    pub(super) fn call_own(
        &mut self,
        place: usize,
        items: Vec<Node>,
        members: Vec<NodeMember>,
    ) -> bool {
        let functions = self.own.all.clone();
        let function = &functions[place];
        if self.depth >= DEEPEST || self.own.active.contains(&place) {
            return false;
        }
        let is_called = self.own.called.contains(&place);
        if is_called == self.own.is_survey && !function.makes_object {
            return false;
        }
        let known = |value: &Node| self.known_value(value);
        let items: Vec<Option<Arc<Node>>> = items.iter().map(known).collect();
        let mut named: Vec<(String, Option<Arc<Node>>)> = Vec::new();
        for NodeMember { key, value, .. } in members {
            let value = known(&value);
            match &value {
                // `criar(**conta)`
                Some(spread) if key == SPREAD => named.extend(
                    spread
                        .members()
                        .iter()
                        .map(|member| (member.key.clone(), known(&member.value))),
                ),
                _ => named.push((key, value)),
            }
        }
        let has_spread = named.iter().any(|(key, _)| key == SPREAD);
        let values = items.iter().chain(named.iter().map(|(_, value)| value)).flatten();
        let is_known = values.clone().any(|value| has_known(value));
        let weight: usize = values.map(|value| value.weight()).sum();
        let has_parameters = !function.parameters.is_empty();
        let is_used = is_known || is_called || !has_parameters;
        if !is_used {
            return false;
        }
        if !has_parameters && !self.own.done.insert(place) {
            return true;
        }
        if !self.may_repeat(1, function.body.len() + weight) {
            return false;
        }
        let before = self.found();
        let mut former = FormerValues::new();
        for (position, parameter) in function.parameters.iter().enumerate() {
            let by_name = || named.iter().find(|(key, _)| parameter.name() == Some(key));
            let value = match items.get(position).or_else(|| by_name().map(|(_, value)| value)) {
                Some(Some(value)) => GivenValue::Node(value),
                None if !has_spread => GivenValue::Missing,
                _ => GivenValue::Unknown,
            };
            self.bind(parameter, value, &mut former);
        }
        self.own.active.push(place);
        self.read_range(function.body.clone());
        self.own.active.pop();
        self.restore(former);
        let has_found = self.found() != before;
        if has_found && self.own.is_survey {
            self.own.called.insert(place);
        }
        has_found || function.makes_object
    }

    /// How much was found so far.
    fn found(&self) -> (usize, usize, bool) {
        (self.calls.len(), self.bodies.len(), self.curl.is_empty())
    }
}
