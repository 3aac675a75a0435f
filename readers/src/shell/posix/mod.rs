//! bash and its relatives: quotes, `$'…'`, variables, here-documents, command substitution as far as it
//! gives a text.

mod arrays;
mod expansions;
mod functions;
mod loops;
mod modifiers;
mod patterns;
mod printed;
mod quotes;
mod redirections;

use crate::literal::node::{Literal, Node};
use crate::literal::scope::Scope;
use crate::shell::ShellCommand;
use crate::shell::posix::arrays::Arrays;
use crate::shell::posix::functions::Functions;
use crate::shell::posix::loops::OpenLoop;
use crate::shell::posix::patterns::braces_expanded;
pub use crate::shell::posix::printed::printed;
use crate::shell::posix::redirections::{HereDocument, Redirection};
use crate::text::mapped::Mapped;

/// The commands of a text, in order. Assignments become variables of the commands after them.
#[must_use]
pub fn commands(input: &Mapped, scope: &mut Scope) -> Vec<ShellCommand> {
    let (mut functions, mut arrays) = (Functions::default(), Arrays::default());
    let commands = Lexer::new(input, scope, 0).run_with(&mut functions, &mut arrays);
    functions.without_called(commands)
}

/// Words that stand in front of a command or of assignments.
const IN_FRONT: [&str; 10] =
    ["do", "then", "else", "if", "!", "time", "export", "local", "declare", "readonly"];

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
    functions: Functions,
    /// The loops that are open, from the outermost on
    loops: Vec<OpenLoop>,
    /// `$1`, `$2` and so on, where the text is the body of a function that was called
    arguments: Option<Vec<Mapped>>,
    /// In how many calls of functions the text stands
    call_depth: usize,
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
            functions: Functions::default(),
            loops: Vec::new(),
            arguments: None,
            call_depth: 0,
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
        let allowance = &self.scope.allowance;
        let expanded = if self.is_in_for() { braces_expanded(&word, allowance) } else { None };
        match expanded {
            Some(words) => self.command.words.extend(words),
            None => self.command.words.push(word),
        }
    }

    fn end_command(&mut self) {
        self.end_word();
        self.redirection = None;
        self.is_stdin = false;
        let mut command = std::mem::take(&mut self.command);
        let is_in_front = |word: &Mapped| IN_FRONT.contains(&word.text());
        let in_front = command.words.iter().take_while(|word| is_in_front(word)).count();
        let begins_body = command.words.drain(..in_front).any(|word| word.text() == "do");
        if begins_body && let Some(input) = command.stdin.take() {
            self.loop_input(&input);
        }
        let (mut assigned, mut separators) = (0, None);
        for word in &command.words {
            let Some((name, value)) = assignment(word) else { break };
            assigned += 1;
            // What a substitution assigns ends with it, and so does the IFS of `read`.
            if name == "IFS"
                && command.words.get(assigned).is_some_and(|next| next.text() == "read")
            {
                separators = Some(value.text().to_owned());
            } else if self.depth == 0 || self.call_depth > 0 {
                self.scope.set(name, Node::new(word.start(), Literal::Text(value)));
            }
        }
        command.words.drain(..assigned);
        if command.runs("read")
            && self.depth == 0
            && let Some(text) = command.stdin.take()
        {
            self.read(&command, text, separators);
        }
        if command.words.is_empty() {
            return;
        }
        let command = self.loop_command(command).and_then(|command| self.function_call(command));
        self.commands.extend(command);
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
                'd' if is_word_start && !self.is_in_array() && self.ends_later_turn() => {}
                '{' if is_word_start && self.opens_group() => {}
                '}' if is_word_start && self.closes_group() => {}
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
                '$' => self.unquoted_variable(),
                '|' => {
                    self.end_word();
                    let output = printed(&self.command)
                        .filter(|output| self.scope.allowance.spend(output.text().len()));
                    self.at += 1;
                    self.end_command();
                    self.command.stdin = output;
                }
                '(' if self.names_function() || self.counted_head() => {}
                '(' if self.begins_array() => self.at += 1,
                ')' if self.ends_array() => self.at += 1,
                ';' | '(' | ')' if is_word_start || next != '(' => {
                    self.at += 1;
                    self.end_command();
                }
                '&' if is_word_start || self.rest().starts_with("&&") => {
                    self.at += 1;
                    self.end_command();
                }
                '<' => self.input_redirection(),
                '>' => self.output_redirection(),
                '`' if self.is_in_for() && self.old_substitution() => {}
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
