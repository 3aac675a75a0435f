//! Functions of a script. Where one is called, its body is read with what the call gives it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::shell::ShellCommand;
use crate::shell::posix::Lexer;
use crate::shell::posix::arrays::Arrays;
use crate::text::mapped::Mapped;

/// As deep as functions call each other.
const DEEPEST_CALL: usize = 4;

/// The functions of a text.
#[derive(Default)]
pub(super) struct Functions {
    known: BTreeMap<String, ShellFunction>,
    /// The name whose body comes next
    named: Option<String>,
    /// The groups that are open: `{`, from the outermost body of a function on
    open: Vec<OpenGroup>,
}

struct ShellFunction {
    body: Rc<Mapped>,
    /// What its body was read as where it stands, without the values of a call
    commands: Range<usize>,
    is_called: bool,
}

struct OpenGroup {
    function: Option<String>,
    body: usize,
    first_command: usize,
}

impl Lexer<'_> {
    /// Whether the brackets that come next make the word in front of them the name of a function.
    pub(super) fn names_function(&mut self) -> bool {
        if !self.rest().starts_with("()") {
            return false;
        }
        let mut words: Vec<&str> = self.command.words.iter().map(Mapped::text).collect();
        words.extend(self.word.as_ref().map(Mapped::text));
        let ([name] | ["function", name]) = words.as_slice() else { return false };
        self.functions.named = Some((*name).to_owned());
        self.word = None;
        self.command.words.clear();
        self.at += 2;
        true
    }

    /// Whether a bracket begins a body of a function here, or a group in one.
    pub(super) fn opens_group(&mut self) -> bool {
        if let [function, name] = self.command.words.as_slice()
            && function.text() == "function"
        {
            self.functions.named = Some(name.text().to_owned());
            self.command.words.clear();
        }
        let rest = &self.rest()[1..];
        let function = self.functions.named.take();
        let is_group = self.command.words.is_empty()
            && (function.is_some() || !self.functions.open.is_empty() || self.call_depth > 0)
            && (rest.is_empty() || rest.starts_with(char::is_whitespace));
        if is_group {
            self.at += 1;
            let first_command = self.commands.len();
            self.functions.open.push(OpenGroup { function, body: self.at, first_command });
        }
        is_group
    }

    /// Whether a group ends here. A function is known then.
    pub(super) fn closes_group(&mut self) -> bool {
        if !self.command.words.is_empty() {
            return false;
        }
        let Some(group) = self.functions.open.pop() else { return false };
        if let Some(name) = group.function
            && self.scope.allowance.spend(self.at - group.body)
        {
            let body = Rc::new(self.input.part(group.body..self.at));
            // A call has commands of its own, which are none of the text's.
            let is_top = self.call_depth == 0 && self.depth == 0;
            let commands = if is_top { group.first_command..self.commands.len() } else { 0..0 };
            self.functions.known.insert(name, ShellFunction { body, commands, is_called: false });
        }
        self.at += 1;
        true
    }

    /// Whether a function of the text has this name.
    pub(super) fn knows_function(&self, name: &str) -> bool {
        self.functions.known.contains_key(name)
    }

    /// Reads the body of the function that a command calls; gives back any other command.
    pub(super) fn function_call(&mut self, command: ShellCommand) -> Option<ShellCommand> {
        let name = command.words.first().map(Mapped::text).unwrap_or_default();
        let Some(function) = self.functions.known.get_mut(name) else { return Some(command) };
        let body = function.body.clone();
        if self.call_depth == DEEPEST_CALL
            || !self.scope.allowance.spend_turns(1, body.text().len())
        {
            return Some(command);
        }
        function.is_called = true;
        let mut inner = Lexer::new(&body, self.scope, self.depth);
        inner.call_depth = self.call_depth + 1;
        inner.arguments = Some(command.words.into_iter().skip(1).collect());
        let commands = inner.run_with(&mut self.functions, &mut self.arrays);
        self.commands.extend(commands);
        None
    }

    /// Runs with what another one knows.
    pub(super) fn run_with(
        mut self,
        functions: &mut Functions,
        arrays: &mut Arrays,
    ) -> Vec<ShellCommand> {
        std::mem::swap(&mut self.functions, functions);
        std::mem::swap(&mut self.arrays, arrays);
        while self.at < self.input.text().len() {
            self.run();
            // The end of the text may be the end of a turn.
            self.end_command();
        }
        std::mem::swap(&mut self.functions, functions);
        std::mem::swap(&mut self.arrays, arrays);
        self.commands
    }
}

impl Functions {
    /// The commands of a text, without those that functions were read as before they were called.
    pub(super) fn without_called(&self, commands: Vec<ShellCommand>) -> Vec<ShellCommand> {
        let mut is_kept = vec![true; commands.len()];
        for function in self.known.values().filter(|function| function.is_called) {
            if let Some(own) = is_kept.get_mut(function.commands.clone()) {
                own.fill(false);
            }
        }
        let kept = commands.into_iter().zip(is_kept).filter(|(_, is_kept)| *is_kept);
        kept.map(|(command, _)| command).collect()
    }
}
