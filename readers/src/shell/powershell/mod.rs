//! PowerShell: assignments, commands with named arguments, and programs with arguments of their own.

mod cmdlet;

use std::sync::Arc;

use crate::literal::node::{Literal, Node, Syntax};
use crate::literal::reader::Reader;
use crate::literal::scope::Scope;
use crate::literal::target::{AssignTarget, TargetStep};
pub use crate::shell::powershell::cmdlet::{Argument, Cmdlet};
use crate::shell::{CLIENTS, is_program};
use crate::text::mapped::Mapped;

/// The command that writes a value down as JSON: its answer is the value behind it.
const TO_JSON: &str = "ConvertTo-Json ";
/// Commands that send a request, with their short names.
pub const REQUESTS: [&str; 4] = ["invoke-restmethod", "invoke-webrequest", "irm", "iwr"];
/// The command that makes an object, which has no members yet.
const NEW_OBJECT: &str = "New-Object";

/// The commands of a text, one by one: a name that a script assigns twice has another value for each
/// command.
#[derive(Debug)]
pub struct Commands<'a> {
    input: &'a Mapped,
    at: usize,
}

impl<'a> Commands<'a> {
    #[must_use]
    pub const fn new(input: &'a Mapped) -> Self {
        Self { input, at: 0 }
    }

    /// The next command. The assignments in front of it are noted in the scope.
    pub fn next(&mut self, scope: &mut Scope) -> Option<Cmdlet> {
        let text = self.input.text();
        while self.at < text.len() {
            let mut reader = self.reader(scope);
            reader.skip_blanks();
            let start = reader.at;
            self.at = start;
            if self.member_assigned(scope) || self.member_added(scope) || self.assigned(scope) {
                continue;
            }
            let mut reader = self.reader(scope);
            let cmdlet = command(&mut reader);
            // What begins no word is gone past, too.
            let next = text[start..].chars().next().map_or(1, char::len_utf8);
            self.at = reader.at.max(start + next);
            if !cmdlet.arguments.is_empty() {
                return Some(cmdlet);
            }
        }
        None
    }

    fn reader<'s>(&self, scope: &'s Scope) -> Reader<'s>
    where
        'a: 's,
    {
        Reader::new(self.input, Syntax::PowerShell, scope, self.at)
    }

    /// Notes `$name.key = value` or `$name["key"] = value`; whether it is one.
    fn member_assigned(&mut self, scope: &mut Scope) -> bool {
        let Some((target, after)) = member_target(&self.input.text()[self.at..]) else {
            return false;
        };
        self.at += after;
        let mut reader = self.reader(scope);
        let value = reader.listed_value();
        self.at = reader.at;
        if let Some(value) = value {
            let value = scope.resolved(&value).map_or(value, Arc::unwrap_or_clone);
            scope.put(&target, value, true);
        }
        true
    }

    /// Notes `$table.Add("key", value)` or `$list.Add(value)`; whether it is one.
    fn member_added(&mut self, scope: &mut Scope) -> bool {
        let Some((mut target, bracket)) = added_target(&self.input.text()[self.at..]) else {
            return false;
        };
        self.at += bracket;
        let mut reader = self.reader(scope);
        let mut items = reader.group(')').items.into_iter();
        self.at = reader.at;
        let (first, second) = (items.next(), items.next());
        let key = first.as_ref().and_then(Node::text).map(str::to_owned);
        let (step, value) = match (key, first, second) {
            (Some(key), _, Some(value)) => (TargetStep::Member(key), value),
            (_, Some(item), None) => (TargetStep::Next, item),
            _ => return true,
        };
        target.steps.push(step);
        scope.put(&target, value, true);
        true
    }

    /// Notes `$name = value`; whether it is one. What a command answers is not known.
    fn assigned(&mut self, scope: &mut Scope) -> bool {
        let statement = &self.input.text()[self.at..];
        let Some(name) = assigned_name(statement) else { return false };
        let begin = self.input.source(self.at);
        self.at += statement.find('=').map_or(name.len() + 1, |sign| sign + 1);
        let mut reader = self.reader(scope);
        reader.skip_blanks();
        self.at = reader.at;
        let begins = |word: &str| {
            let start = self.input.text()[self.at..].get(..word.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        if begins(NEW_OBJECT) {
            scope.set(name, Node::new(begin, Literal::Null));
            return true;
        }
        if begins(TO_JSON) {
            self.at += TO_JSON.len();
        } else if begins_command(&self.input.text()[self.at..]) {
            // `$answer = Invoke-RestMethod …`, `$hash = (Invoke-RestMethod …).hash`
            return true;
        }
        let mut reader = self.reader(scope);
        let value = reader.listed_value();
        self.at = reader.at;
        if let Some(value) = value {
            scope.set(name, value);
        }
        true
    }
}

/// `$name.key =` or `$name["key"] =` at the beginning of a statement, and where the value begins.
fn member_target(statement: &str) -> Option<(AssignTarget, usize)> {
    let sign = target_end(statement).filter(|end| statement[*end..].starts_with('='))?;
    let target = AssignTarget::parse(&statement[..sign]);
    let target = target.filter(|target| !target.steps.is_empty())?;
    // `$answer.x = Invoke-RestMethod …` is a command.
    let value = statement[sign + 1..].trim_start();
    (!value.starts_with(|c: char| c.is_alphabetic())).then_some((target, sign + 1))
}

/// `$name.Add(` at the beginning of a statement, and where its bracket is.
fn added_target(statement: &str) -> Option<(AssignTarget, usize)> {
    let bracket = target_end(statement).filter(|end| statement[*end..].starts_with('('))?;
    let (name, function) = statement[..bracket].rsplit_once('.')?;
    let target = AssignTarget::parse(name).filter(|_| function.eq_ignore_ascii_case("add"))?;
    Some((target, bracket))
}

/// Where the name that a statement begins with ends, with the members behind it.
fn target_end(statement: &str) -> Option<usize> {
    const LONGEST_TARGET: usize = 200;
    let inner = statement.strip_prefix('$')?;
    let is_part = |c: char| {
        c.is_alphanumeric() || matches!(c, '_' | '.' | '[' | ']' | '"' | '\'' | ' ' | '-')
    };
    let mut near = inner.char_indices().take(LONGEST_TARGET);
    near.find(|(_, c)| !is_part(*c)).map(|(end, _)| end + 1)
}

/// The name in front of `=` at the beginning of a statement.
fn assigned_name(statement: &str) -> Option<&str> {
    let inner = statement.strip_prefix('$')?;
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '.');
    let length = inner.find(|c: char| !is_part(c))?;
    let after = inner[length..].trim_start_matches([' ', '\t']);
    (after.starts_with('=') && !after.starts_with("==")).then_some(&inner[..length])
}

/// Whether a command stands here, or in brackets that take a member of its answer.
fn begins_command(text: &str) -> bool {
    let inner = text.strip_prefix('(').unwrap_or(text).trim_start();
    let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '.';
    let length = inner.find(|c: char| !is_name(c)).unwrap_or(inner.len());
    let is_plain = text.len() == inner.len();
    let name = &inner[..length];
    let is_request = REQUESTS.iter().any(|own| own.eq_ignore_ascii_case(name))
        || CLIENTS.iter().any(|client| is_program(name, client));
    is_request || is_plain && inner.starts_with(char::is_alphabetic)
}

/// The words up to the end of the statement.
fn command(reader: &mut Reader<'_>) -> Cmdlet {
    let mut cmdlet = Cmdlet { at: reader.at, arguments: Vec::new() };
    loop {
        let ends_line = reader.skip_blanks();
        if ends_line && !cmdlet.arguments.is_empty() {
            return cmdlet;
        }
        let start = reader.at;
        let Some(next) = reader.peek() else { return cmdlet };
        match next {
            ';' | '|' | '&' | '{' | '}' | ')' | ']' => {
                reader.eat(next.encode_utf8(&mut [0; 4]));
                return cmdlet;
            }
            '(' if cmdlet.arguments.is_empty() && begins_command(reader.rest()) => {
                reader.eat("(");
            }
            '"' | '\'' | '@' | '$' | '(' => {
                let value = reader.argument();
                match value {
                    Some(value) => cmdlet.arguments.push(Argument::Value(value)),
                    None if reader.at == start => {
                        reader.eat(next.encode_utf8(&mut [0; 4]));
                    }
                    None => {}
                }
            }
            _ => {
                let word = reader.bare_word();
                cmdlet.arguments.push(Argument::Word(word));
            }
        }
    }
}

impl Reader<'_> {
    /// A value that is an argument: what follows it is the next one.
    fn argument(&mut self) -> Option<Node> {
        self.primary()
    }

    /// A word without quotes; a quoted part in it belongs to it.
    fn bare_word(&mut self) -> Mapped {
        let mut word = Mapped::starting_at(self.source());
        while let Some(next) = self.peek() {
            match next {
                c if c.is_whitespace() || matches!(c, ';' | '|' | ')' | '}') => break,
                '`' => {
                    self.bump();
                    match self.peek() {
                        Some('\n' | '\r') | None => break,
                        Some(c) => {
                            word.push(c, self.source());
                            self.bump();
                        }
                    }
                }
                '"' | '\'' => {
                    if let Some(node) = self.primary()
                        && let Some(text) = node.mapped()
                    {
                        word.push_part(text, 0..text.text().len());
                    }
                }
                c => {
                    word.push(c, self.source());
                    self.bump();
                }
            }
        }
        word
    }
}
