//! PowerShell: assignments, commands with named arguments, and programs with arguments of their own.

mod assignments;
mod blocks;
mod cmdlet;
mod functions;
mod loops;

use std::collections::BTreeMap;

use crate::literal::node::{Node, Syntax};
use crate::literal::reader::Reader;
use crate::literal::scope::Scope;
use crate::shell::powershell::blocks::OpenBlock;
pub use crate::shell::powershell::cmdlet::{Argument, Cmdlet};
use crate::shell::powershell::functions::OwnFunction;
use crate::shell::{CLIENTS, is_program};
use crate::text::mapped::Mapped;

/// Commands that send a request, with their short names.
pub const REQUESTS: [&str; 4] = ["invoke-restmethod", "invoke-webrequest", "irm", "iwr"];
/// The commands of a text, one by one: a name that a script assigns twice has another value for each
/// command.
#[derive(Debug)]
pub struct Commands<'a> {
    input: &'a Mapped,
    at: usize,
    open: Vec<OpenBlock>,
    functions: Vec<OwnFunction>,
    /// The last function of each name
    names: BTreeMap<String, usize>,
}

impl<'a> Commands<'a> {
    #[must_use]
    pub const fn new(input: &'a Mapped) -> Self {
        Self { input, at: 0, open: Vec::new(), functions: Vec::new(), names: BTreeMap::new() }
    }

    /// The next command. The assignments in front of it are noted in the scope.
    pub fn next(&mut self, scope: &mut Scope) -> Option<Cmdlet> {
        let text = self.input.text();
        while self.goes_on(scope) {
            let mut reader = self.reader(scope);
            reader.skip_blanks();
            let start = reader.at;
            self.at = start;
            let is_read = self.loop_begun(scope)
                || self.function_defined(scope)
                || self.member_assigned(scope)
                || self.member_added(scope)
                || self.assigned(scope);
            if is_read {
                continue;
            }
            let mut reader = self.reader(scope);
            let cmdlet = command(&mut reader);
            // What begins no word is gone past, too.
            let next = text[start..].chars().next().map_or(1, char::len_utf8);
            self.at = reader.at.max(start + next);
            if !cmdlet.arguments.is_empty() && !self.called(&cmdlet, scope) {
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
