//! bash and its relatives: quotes, `$'…'`, variables, here-documents, command substitution as far as it
//! gives a text.

mod arrays;
mod printed;
mod quotes;
mod redirections;

use crate::literal::node::{Literal, Node};
use crate::literal::scope::Scope;
use crate::shell::ShellCommand;
use crate::shell::posix::arrays::Arrays;
pub use crate::shell::posix::printed::printed;
use crate::shell::posix::redirections::{HereDocument, Redirection};
use crate::text::mapped::Mapped;

/// The commands of a text, in order. Assignments become variables of the commands after them.
#[must_use]
pub fn commands(input: &Mapped, scope: &mut Scope) -> Vec<ShellCommand> {
    commands_inside(input, scope, 0)
}

/// The same inside so many substitutions.
fn commands_inside(input: &Mapped, scope: &mut Scope, depth: usize) -> Vec<ShellCommand> {
    let mut lexer = Lexer::new(input, scope, depth);
    lexer.run();
    lexer.end_command();
    lexer.commands
}

struct Lexer<'a> {
    input: &'a Mapped,
    scope: &'a mut Scope,
    at: usize,
    commands: Vec<ShellCommand>,
    command: ShellCommand,
    word: Option<Mapped>,
    pending: Vec<HereDocument>,
    /// The next word is what the command reads
    is_stdin: bool,
    /// The next word is its target
    redirection: Option<Redirection>,
    arrays: Arrays,
    /// In how many substitutions the text stands
    depth: usize,
}

impl<'a> Lexer<'a> {
    fn new(input: &'a Mapped, scope: &'a mut Scope, depth: usize) -> Self {
        Self {
            input,
            scope,
            at: 0,
            commands: Vec::new(),
            command: ShellCommand::default(),
            word: None,
            pending: Vec::new(),
            is_stdin: false,
            redirection: None,
            arrays: Arrays::default(),
            depth,
        }
    }

    pub(super) fn rest(&self) -> &'a str {
        self.input.text().get(self.at..).unwrap_or_default()
    }

    pub(super) fn source(&self) -> usize {
        self.input.source(self.at)
    }

    pub(super) fn word(&mut self) -> &mut Mapped {
        let start = self.input.source(self.at);
        self.word.get_or_insert_with(|| Mapped::starting_at(start))
    }

    /// Adds this many bytes as they are.
    pub(super) fn copy(&mut self, length: usize) {
        let (input, range) = (self.input, self.at..self.at + length);
        self.word().push_part(input, range);
        self.at += length;
    }

    pub(super) fn end_word(&mut self) {
        let Some(word) = self.word.take() else { return };
        match std::mem::take(&mut self.redirection) {
            Some(Redirection::Output { is_appended }) => {
                self.command.output = Some(word);
                self.command.is_appended = is_appended;
                return;
            }
            Some(Redirection::Other) => return,
            None => {}
        }
        if std::mem::take(&mut self.is_stdin) {
            self.command.stdin = Some(word);
            return;
        }
        self.command.words.push(word);
    }

    fn end_command(&mut self) {
        self.end_word();
        self.redirection = None;
        self.is_stdin = false;
        let mut command = std::mem::take(&mut self.command);
        if let Some(name) = command.words.first().map(|word| word.text())
            && matches!(name, "export" | "local" | "declare" | "readonly")
        {
            command.words.remove(0);
        }
        let mut assigned = 0;
        for word in &command.words {
            let Some((name, value)) = assignment(word) else { break };
            assigned += 1;
            // What a substitution assigns ends with it.
            if self.depth == 0 {
                self.scope.set(name, Node::new(word.start(), Literal::Text(value)));
            }
        }
        command.words.drain(..assigned);
        // `read -r -d '' NAME <<EOF`
        if command.runs("read")
            && self.depth == 0
            && let (Some(name), Some(text)) = (command.words.last(), command.stdin.take())
        {
            let value = Node::new(text.start(), Literal::Text(text));
            self.scope.set(name.text(), value);
        }
        if !command.words.is_empty() {
            self.commands.push(command);
        }
    }

    fn run(&mut self) {
        while let Some(next) = self.rest().chars().next() {
            if let Some(end) = self.input.hole_at(self.at) {
                self.copy(end - self.at);
                continue;
            }
            let is_word_start = self.word.is_none();
            match next {
                '\n' => self.end_line(),
                c if c.is_whitespace() => {
                    self.end_word();
                    self.at += c.len_utf8();
                }
                '#' if is_word_start => {
                    self.at += self.rest().find('\n').unwrap_or(self.rest().len());
                }
                '\\' => self.backslash(),
                '\'' => self.single_quoted(),
                '"' => {
                    self.at += 1;
                    self.word();
                    self.double_quoted();
                }
                '$' if self.rest().starts_with("$'") => self.ansi_quoted(),
                '$' if self.rest().starts_with("$\"") => self.at += 1,
                '$' => self.variable(),
                '|' => {
                    self.end_word();
                    let output = printed(&self.command)
                        .filter(|output| self.scope.allowance.spend(output.text().len()));
                    self.end_command();
                    self.command.stdin = output;
                    self.at += 1;
                }
                '(' if self.begins_array() => self.at += 1,
                ')' if self.ends_array() => self.at += 1,
                ';' | '(' | ')' if is_word_start || next != '(' => {
                    self.end_command();
                    self.at += 1;
                }
                '&' if is_word_start || self.rest().starts_with("&&") => {
                    self.end_command();
                    self.at += 1;
                }
                '<' => self.input_redirection(),
                '>' => self.output_redirection(),
                // A mark of a chat around the command, or an old substitution: its command is read in place.
                '`' => {
                    let is_assigned = |word: &Mapped| word.text().ends_with('=');
                    self.word = self.word.take().filter(|word| !is_assigned(word));
                    self.at += 1;
                }
                _ => {
                    let rest = self.to_hole();
                    let special = |c: char| c.is_whitespace() || "\\'\"$;|()<>&`".contains(c);
                    let length = rest.find(special).filter(|length| *length > 0);
                    let length = length.unwrap_or_else(|| match special(next) {
                        true => next.len_utf8(),
                        false => rest.len(),
                    });
                    self.copy(length);
                }
            }
        }
    }

    /// The rest up to the next hole.
    pub(super) fn to_hole(&self) -> &'a str {
        self.input.text().get(self.at..self.input.next_hole(self.at)).unwrap_or_default()
    }

    fn end_line(&mut self) {
        self.end_word();
        self.at += 1;
        if self.is_in_array() {
            return;
        }
        let documents = std::mem::take(&mut self.pending);
        for document in documents {
            let text = self.here_document(&document);
            self.command.stdin = Some(text);
        }
        self.end_command();
    }
}

/// `NAME=value`.
fn assignment(word: &Mapped) -> Option<(String, Mapped)> {
    let (name, _) = word.text().split_once('=')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_name.then(|| (name.to_owned(), word.part(name.len() + 1..word.text().len())))
}
