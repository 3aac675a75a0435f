//! A script's own functions: `function Name($a, $b) { … }`, `function Name { param($a) … }` and their calls.

use std::ops::Range;
use std::sync::Arc;

use crate::literal::node::{Literal, Node};
use crate::literal::reader::Reader;
use crate::literal::scope::Scope;
use crate::shell::powershell::blocks::{BlockKind, OpenBlock, closing};
use crate::shell::powershell::loops::is_known;
use crate::shell::powershell::{Argument, Cmdlet, Commands};
use crate::text::mapped::Mapped;

/// As many functions may call each other.
const MOST_CALLS: usize = 4;

/// A function that the text defines.
#[derive(Debug)]
pub(super) struct OwnFunction {
    parameters: Vec<FunctionParameter>,
    /// Behind its parameters
    body: Range<usize>,
    /// Where its block begins
    start: usize,
    has_run: bool,
}

#[derive(Debug)]
struct FunctionParameter {
    name: String,
    default: Option<Node>,
    /// It has no value of its own in a call
    is_switch: bool,
}

impl Commands<'_> {
    /// The function whose body is being read where it is written, and not because of a call.
    #[must_use]
    pub fn definition(&self) -> Option<usize> {
        self.open.iter().rev().find_map(|open| match open.kind {
            BlockKind::Definition(function) => Some(function),
            BlockKind::Loop { .. } | BlockKind::Call => None,
        })
    }

    /// Whether the body of a function was read for a call: then its definition says nothing more.
    #[must_use]
    pub fn has_run(&self, function: usize) -> bool {
        self.functions.get(function).is_some_and(|function| function.has_run)
    }

    /// Notes a function; whether one is defined here.
    pub(super) fn function_defined(&mut self, scope: &Scope) -> bool {
        let mut reader = self.reader(scope);
        if scope.allowance.reach(1) == 0 || !reader.eat_word("function ") {
            return false;
        }
        reader.skip_blanks();
        let name = reader.skip_word().to_ascii_lowercase();
        reader.skip_blanks();
        let mut parameters = Vec::new();
        if reader.eat("(") {
            parameters = reader.parameters();
            reader.skip_blanks();
        }
        let start = reader.at;
        scope.allowance.waste(start - self.at);
        if name.is_empty() || !reader.eat("{") {
            return false;
        }
        let known = self.names.get(&name).copied();
        let known = known.filter(|known| self.functions[*known].start == start);
        if let Some(known) = known {
            self.at = self.functions[known].body.end + 1;
            return true;
        }
        let Some(end) = closing(self.input.text(), start, &scope.allowance) else { return false };
        let inner = reader.at;
        reader.skip_blanks();
        while reader.rest().starts_with('[') {
            reader.skip_balanced();
            reader.skip_blanks();
        }
        let before = reader.at;
        let has_block = reader.eat_word("param") && {
            reader.skip_blanks();
            reader.eat("(")
        };
        if has_block {
            parameters = reader.parameters();
            scope.allowance.waste(reader.at - before);
        } else {
            reader.at = before;
        }
        let body = reader.at.min(end)..end;
        let function = self.functions.len();
        self.functions.push(OwnFunction { parameters, body, start, has_run: false });
        self.names.insert(name, function);
        self.at = inner;
        self.open.push(OpenBlock {
            body: inner..end,
            after: end,
            kind: BlockKind::Definition(function),
            before: Vec::new(),
        });
        true
    }

    /// Goes into a function that a command calls with values that are known; whether it does.
    pub(super) fn called(&mut self, cmdlet: &Cmdlet, scope: &mut Scope) -> bool {
        let Some((Argument::Word(name), arguments)) = cmdlet.arguments.split_first() else {
            return false;
        };
        if self.names.is_empty() {
            return false;
        }
        let Some(index) = self.names.get(&name.text().to_ascii_lowercase()).copied() else {
            return false;
        };
        // One that calls itself where it is defined is not read with other values there.
        if self.definition() == Some(index) {
            return false;
        }
        let calls = self.open.iter().filter(|open| matches!(open.kind, BlockKind::Call)).count();
        let function = &mut self.functions[index];
        let Some(values) = function.bound(arguments, scope).filter(|_| calls < MOST_CALLS) else {
            return false;
        };
        let is_told = |value: &Node| is_known(value) && value.flag().is_none();
        let is_told = arguments.is_empty() || values.iter().flatten().any(is_told);
        if !is_told || !scope.allowance.spend_turns(1, function.body.len()) {
            return false;
        }
        function.has_run = true;
        let set = |(parameter, value): (&FunctionParameter, Option<Node>)| {
            // One that is not given is an empty text.
            let empty = || Node::new(cmdlet.at, Literal::Text(Mapped::default()));
            let missing = || (!arguments.is_empty()).then(empty);
            let value = value.or_else(|| parameter.default.clone().or_else(missing));
            let value = value.filter(is_known).map(Arc::new);
            (parameter.name.clone(), scope.bind(&parameter.name, value))
        };
        let before = function.parameters.iter().zip(values).map(set).collect();
        let body = function.body.clone();
        let after = std::mem::replace(&mut self.at, body.start);
        self.open.push(OpenBlock { body, after, kind: BlockKind::Call, before });
        true
    }
}

impl OwnFunction {
    /// The value of each parameter in a call; `None` where the words are no such call.
    fn bound(&self, arguments: &[Argument], scope: &Scope) -> Option<Vec<Option<Node>>> {
        let mut values: Vec<Option<Node>> = self.parameters.iter().map(|_| None).collect();
        let place =
            |name: &str| self.parameters.iter().position(|own| own.name.eq_ignore_ascii_case(name));
        let mut positional = Vec::new();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let option = match argument {
                Argument::Word(word) => word.text().strip_prefix('-'),
                Argument::Value(_) => None,
            };
            let name = option.filter(|name| name.starts_with(char::is_alphabetic));
            let Some(name) = name else {
                positional.push(value(argument, scope)?);
                continue;
            };
            let named = place(name.trim_end_matches(':'))?;
            values[named] = if self.parameters[named].is_switch {
                Some(Node::new(0, Literal::Flag(true)))
            } else {
                Some(value(arguments.next()?, scope)?)
            };
        }
        let mut positional = positional.into_iter();
        for (value, parameter) in values.iter_mut().zip(&self.parameters) {
            if value.is_none() && !parameter.is_switch {
                *value = positional.next();
            }
        }
        positional.next().is_none().then_some(values)
    }
}

/// What an argument says.
fn value(argument: &Argument, scope: &Scope) -> Option<Node> {
    match argument {
        Argument::Word(word) => {
            let is_list = word.text().starts_with(',') || word.text().ends_with(',');
            (!is_list).then(|| Node::new(word.start(), Literal::Text(word.clone())))
        }
        Argument::Value(node) => {
            let known = scope.resolved(node).unwrap_or_else(|| node.clone().into());
            Some(Node::clone(&scope.filled(&known)))
        }
    }
}

impl Reader<'_> {
    /// The parameters up to the closing bracket: `[string]$name = 'value', …`.
    fn parameters(&mut self) -> Vec<FunctionParameter> {
        let mut parameters = Vec::new();
        let mut is_switch = false;
        loop {
            self.skip_blanks();
            match self.peek() {
                None => return parameters,
                Some(')') => {
                    self.eat(")");
                    return parameters;
                }
                Some('[') => {
                    is_switch |=
                        self.rest().get(..7).is_some_and(|it| it.eq_ignore_ascii_case("[switch"));
                    self.skip_balanced();
                }
                Some('$') => {
                    let name = self.skip_word().trim_start_matches('$').to_owned();
                    self.skip_blanks();
                    let is_switch = std::mem::take(&mut is_switch);
                    let default = match self.eat("=") {
                        true => self.value(),
                        false => is_switch.then(|| Node::new(0, Literal::Flag(false))),
                    };
                    parameters.push(FunctionParameter { name, default, is_switch });
                }
                Some(_) => self.bump(),
            }
        }
    }
}
