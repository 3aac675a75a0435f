//! bash and its relatives: quotes, `$'…'`, variables, here-documents, command substitution as far as it
//! gives a text.

use crate::domain::import::literal::node::{Literal, Node};
use crate::domain::import::literal::scope::Scope;
use crate::domain::import::shell::ShellCommand;
use crate::domain::import::text::mapped::Mapped;

/// As far as the end of a substitution is looked for.
const LONGEST_SUBSTITUTION: usize = 200_000;

/// The commands of a text, in order. Assignments become variables of the commands after them.
#[must_use]
pub fn commands(input: &Mapped, scope: &mut Scope) -> Vec<ShellCommand> {
    let mut lexer = Lexer {
        input,
        scope,
        at: 0,
        commands: Vec::new(),
        command: ShellCommand::default(),
        word: None,
        pending: Vec::new(),
        is_stdin: false,
        skips_word: false,
        substituted: 0,
    };
    lexer.run();
    lexer.end_command();
    lexer.commands
}

/// A here-document whose lines come after this one.
struct HereDocument {
    mark: String,
    is_literal: bool,
    /// Tabs in front of its lines are taken away
    is_indented: bool,
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
    /// The next word is the target of a redirection
    skips_word: bool,
    /// How much was looked through for the end of substitutions
    substituted: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.input.text().get(self.at..).unwrap_or_default()
    }

    fn source(&self) -> usize {
        self.input.source(self.at)
    }

    fn word(&mut self) -> &mut Mapped {
        let start = self.input.source(self.at);
        self.word.get_or_insert_with(|| Mapped::starting_at(start))
    }

    /// Adds this many bytes as they are.
    fn copy(&mut self, length: usize) {
        let (input, range) = (self.input, self.at..self.at + length);
        self.word().push_part(input, range);
        self.at += length;
    }

    fn end_word(&mut self) {
        let Some(word) = self.word.take() else { return };
        if std::mem::take(&mut self.skips_word) {
            return;
        }
        if std::mem::take(&mut self.is_stdin) {
            self.command.stdin = Some(word);
            return;
        }
        self.command.words.push(word);
    }

    fn end_command(&mut self) {
        self.end_word();
        self.skips_word = false;
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
            self.scope.set(name, Node::new(word.start(), Literal::Text(value)));
            assigned += 1;
        }
        command.words.drain(..assigned);
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
                ';' | '|' | '(' | ')' if is_word_start || next != '(' => {
                    self.end_command();
                    self.at += 1;
                }
                '&' if is_word_start || self.rest().starts_with("&&") => {
                    self.end_command();
                    self.at += 1;
                }
                '<' => self.input_redirection(),
                '>' => self.output_redirection(),
                '`' if is_word_start => {
                    // A mark of a chat around the command
                    self.at += 1;
                }
                _ => {
                    let rest = self.rest();
                    let special = |c: char| c.is_whitespace() || "\\'\"$;|()<>&`".contains(c);
                    let length = rest.find(special).filter(|length| *length > 0);
                    let length = length.unwrap_or_else(|| match special(next) {
                        true => next.len_utf8(),
                        false => rest.len(),
                    });
                    self.copy_to_hole(length);
                }
            }
        }
    }

    /// Adds bytes up to the next hole.
    fn copy_to_hole(&mut self, length: usize) {
        let stop = if self.input.has_hole() {
            (1..length).find(|offset| self.input.hole_at(self.at + offset).is_some())
        } else {
            None
        };
        self.copy(stop.unwrap_or(length));
    }

    fn end_line(&mut self) {
        self.end_word();
        self.at += 1;
        let documents = std::mem::take(&mut self.pending);
        for document in documents {
            let text = self.here_document(&document);
            self.command.stdin = Some(text);
        }
        self.end_command();
    }

    fn backslash(&mut self) {
        let rest = &self.rest()[1..];
        let line_end = ["\n", "\r\n"].into_iter().find(|end| rest.starts_with(end));
        if let Some(end) = line_end {
            self.at += 1 + end.len();
            return;
        }
        // Blanks behind it, from a web page: the line goes on all the same.
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if blank > 0 && (rest[blank..].starts_with('\n') || rest[blank..].starts_with("\r\n")) {
            self.at += 1 + blank + rest[blank..].find('\n').unwrap_or(0) + 1;
            return;
        }
        let Some(next) = rest.chars().next() else { return self.copy(1) };
        let source = self.source();
        self.word().push(next, source);
        self.at += 1 + next.len_utf8();
    }

    fn single_quoted(&mut self) {
        self.at += 1;
        let length = self.rest().find('\'').unwrap_or(self.rest().len());
        self.copy(length);
        self.at = (self.at + 1).min(self.input.text().len());
    }

    /// Up to the closing quote.
    fn double_quoted(&mut self) {
        self.quoted_to('"');
    }

    /// Up to this mark; a here-document has none, and its quotes mean themselves.
    fn quoted_to(&mut self, mark: char) {
        while let Some(next) = self.rest().chars().next() {
            if let Some(end) = self.input.hole_at(self.at) {
                self.copy(end - self.at);
                continue;
            }
            match next {
                c if c == mark => {
                    self.at += 1;
                    return;
                }
                '\\' => self.escape_in_quotes(mark),
                '$' => self.variable(),
                _ => {
                    let rest = self.rest();
                    let length = rest.find(['"', '\\', '$']).unwrap_or(rest.len());
                    self.copy_to_hole(length.max(next.len_utf8()));
                }
            }
        }
    }

    fn escape_in_quotes(&mut self, mark: char) {
        let rest = &self.rest()[1..];
        let source = self.source();
        match rest.chars().next() {
            Some('\n') => self.at += 2,
            Some('\r') if rest.starts_with("\r\n") => self.at += 3,
            Some(c @ ('"' | '\\' | '$' | '`')) if c != '"' || mark == '"' => {
                self.word().push(c, source);
                self.at += 2;
            }
            _ => self.copy(1),
        }
    }

    /// `$'…'`, with the escapes of C.
    fn ansi_quoted(&mut self) {
        self.at += 2;
        self.word();
        while let Some(next) = self.rest().chars().next() {
            match next {
                '\'' => {
                    self.at += 1;
                    return;
                }
                '\\' => {
                    let (decoded, length) = c_escape(&self.rest()[1..]);
                    let source = self.source();
                    if let Some(decoded) = decoded {
                        self.word().push(decoded, source);
                    }
                    self.at += 1 + length;
                }
                _ => {
                    let rest = self.rest();
                    let length = rest.find(['\'', '\\']).unwrap_or(rest.len());
                    self.copy(length);
                }
            }
        }
    }

    /// `$name`, `${name}`, `$(command)`, or a dollar.
    fn variable(&mut self) {
        let rest = self.rest();
        if rest.starts_with("$(") {
            return self.substitution();
        }
        let (name, length) = if let Some(inner) = rest.strip_prefix("${") {
            let end = inner.bytes().take(400).position(|byte| byte == b'}');
            let Some(end) = end else { return self.copy(1) };
            // `${name:-default}`
            let name = inner[..end].split([':', '-', '=', '+']).next().unwrap_or_default();
            (name, end + 3)
        } else {
            let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
            let end = rest[1..].bytes().position(|byte| !is_name(byte)).unwrap_or(rest.len() - 1);
            (&rest[1..=end], end + 1)
        };
        if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) && length < 3 {
            return self.copy(1);
        }
        let (source, shown) = (self.source(), rest[..length].to_owned());
        let value = self.scope.inserted(name).map(str::to_owned);
        match value {
            Some(value) => self.word().push_value(&value, source),
            None => self.word().push_hole(&shown, source),
        }
        self.at += length;
    }

    /// `$(cat <<EOF …)` is the here-document; what other commands print is not known.
    fn substitution(&mut self) {
        let rest = self.rest();
        let budget = LONGEST_SUBSTITUTION.saturating_sub(self.substituted);
        let end = closing(rest, budget);
        self.substituted += end.unwrap_or(budget.min(rest.len()));
        let Some(end) = end else { return self.copy(2) };
        let inner = rest[2..end - 1].trim_start();
        let (source, shown) = (self.source(), rest[..end].chars().take(60).collect::<String>());
        if inner.starts_with("cat <<") || inner.starts_with("cat<<") {
            let part = self.input.part(self.at + 2..self.at + end - 1);
            let mut scope = self.scope.clone();
            let read = commands(&part, &mut scope).into_iter().next();
            if let Some(text) = read.and_then(|command| command.stdin) {
                let text = trimmed_end(&text);
                self.word().push_part(&text, 0..text.text().len());
                self.at += end;
                return;
            }
        }
        self.word().push_hole(&shown, source);
        self.at += end;
    }

    fn input_redirection(&mut self) {
        self.end_word();
        let rest = self.rest();
        if rest.starts_with("<<<") {
            self.at += 3;
            self.is_stdin = true;
        } else if let Some(after) = rest.strip_prefix("<<") {
            let is_indented = after.starts_with('-');
            let after = after.trim_start_matches('-').trim_start_matches([' ', '\t']);
            let is_literal = after.starts_with(['\'', '"', '\\']);
            let line = after.split('\n').next().unwrap_or_default();
            let quoteless = line.trim_start_matches(['\'', '"', '\\']);
            let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
            let length = quoteless.find(|c: char| !is_name(c)).unwrap_or(quoteless.len());
            let mark = quoteless[..length].to_owned();
            let quotes = line.len() - quoteless.len();
            let closing_quote =
                usize::from(is_literal && quoteless[length..].starts_with(['\'', '"']));
            self.at += rest.len() - after.len() + quotes + length + closing_quote;
            if !mark.is_empty() {
                self.pending.push(HereDocument { mark, is_literal, is_indented });
            }
        } else if rest[1..].starts_with(|c: char| c.is_alphabetic())
            && rest.get(..80).unwrap_or(rest).contains('>')
        {
            // `<string>`, a part of an example that somebody was to replace
            let length = rest.find('>').map_or(1, |end| end + 1);
            self.copy(length);
        } else {
            self.at += 1;
            self.skips_word = true;
        }
    }

    fn output_redirection(&mut self) {
        // The mark of a prompt, at the beginning of a line
        let is_prompt = self.command.words.is_empty() && self.word.is_none();
        if let Some(word) = &self.word
            && word.text().bytes().all(|byte| byte.is_ascii_digit())
        {
            self.word = None;
        }
        self.end_word();
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(['>', '|']).len();
        let length = if rest[length..].starts_with('&') { length + 1 } else { length };
        self.at += length;
        self.skips_word = !is_prompt;
    }

    /// The lines up to the mark.
    fn here_document(&mut self, document: &HereDocument) -> Mapped {
        let mut body = Mapped::starting_at(self.source());
        loop {
            let rest = self.rest();
            if rest.is_empty() {
                break;
            }
            let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
            let line = rest[..length].trim_end_matches(['\n', '\r']);
            if line.trim_matches([' ', '\t']) == document.mark {
                self.at += length;
                break;
            }
            let tabs = match document.is_indented {
                true => line.len() - line.trim_start_matches('\t').len(),
                false => 0,
            };
            body.push_part(self.input, self.at + tabs..self.at + length);
            self.at += length;
        }
        if document.is_literal { body } else { expanded(&body, self.scope) }
    }
}

/// A text in which `$name` stands for a value.
fn expanded(text: &Mapped, scope: &mut Scope) -> Mapped {
    if !text.text().contains(['$', '\\']) || text.text().contains('\0') {
        return text.clone();
    }
    let mut lexer = Lexer {
        input: text,
        scope,
        at: 0,
        commands: Vec::new(),
        command: ShellCommand::default(),
        word: Some(Mapped::starting_at(text.start())),
        pending: Vec::new(),
        is_stdin: false,
        skips_word: false,
        substituted: 0,
    };
    // No text has this character: it is the end of one.
    lexer.quoted_to('\0');
    lexer.word.unwrap_or_default()
}

fn trimmed_end(text: &Mapped) -> Mapped {
    text.part(0..text.text().trim_end().len())
}

/// `NAME=value`.
fn assignment(word: &Mapped) -> Option<(String, Mapped)> {
    let (name, _) = word.text().split_once('=')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_name.then(|| (name.to_owned(), word.part(name.len() + 1..word.text().len())))
}

/// Where the bracket that a text begins with, behind its dollar, is closed.
fn closing(text: &str, budget: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut is_escaped = false;
    for (at, character) in text.char_indices().take(budget) {
        match (character, quote) {
            _ if is_escaped => is_escaped = false,
            ('\\', _) => is_escaped = quote != Some('\''),
            (c, Some(open)) => quote = (c != open).then_some(open),
            ('"' | '\'', None) => quote = Some(character),
            ('(', None) => depth += 1,
            (')', None) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// What stands behind a backslash in `$'…'`, and its length.
fn c_escape(rest: &str) -> (Option<char>, usize) {
    let Some(next) = rest.chars().next() else { return (None, 0) };
    let code = |from: usize, most: usize, radix: u32| {
        let digits = rest[from..].bytes().take(most);
        let length = digits.take_while(|byte| (*byte as char).is_digit(radix)).count();
        let number = u32::from_str_radix(&rest[from..from + length], radix).ok()?;
        Some((Some(char::from_u32(number).unwrap_or('\u{fffd}')), from + length))
    };
    let plain = |c: char| (Some(c), 1);
    match next {
        'n' => plain('\n'),
        't' => plain('\t'),
        'r' => plain('\r'),
        'a' => plain('\u{7}'),
        'b' => plain('\u{8}'),
        'f' => plain('\u{c}'),
        'v' => plain('\u{b}'),
        'e' | 'E' => plain('\u{1b}'),
        'x' => code(1, 2, 16).unwrap_or((Some('x'), 1)),
        'u' => code(1, 4, 16).unwrap_or((Some('u'), 1)),
        'U' => code(1, 8, 16).unwrap_or((Some('U'), 1)),
        '0'..='7' => code(0, 3, 8).unwrap_or((None, 1)),
        c => (Some(c), c.len_utf8()),
    }
}
