//! Reads a value of any of the languages, forgivingly: comments, commas too many and too few, keys
//! without quotes. It always ends, and it goes through the text once: nothing that was read is read again.

use crate::literal::node::{Literal, Node, Syntax};
use crate::literal::scope::Scope;
use crate::literal::strings::{self, Prefix};
use crate::text::mapped::Mapped;

/// What is nested deeper is skipped, as no body of these servers is.
const DEEPEST: usize = 48;
/// As far as the end of `{{ … }}` is looked for.
const LONGEST_TEMPLATE: usize = 2_000;
/// As long as the name of a here-document may be, with what stands around it.
const LONGEST_NAME: usize = 200;
/// As many values as a list of ten thousand instances has.
const MOST_VALUES: usize = 1_500_000;

/// A reader at a place of a text.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(crate) input: &'a Mapped,
    pub(crate) scope: &'a Scope,
    pub syntax: Syntax,
    pub at: usize,
    depth: usize,
    values: usize,
}

impl<'a> Reader<'a> {
    #[must_use]
    pub const fn new(input: &'a Mapped, syntax: Syntax, scope: &'a Scope, at: usize) -> Self {
        Self { input, scope, syntax, at, depth: 0, values: 0 }
    }

    pub fn rest(&self) -> &'a str {
        self.input.text().get(self.at..).unwrap_or_default()
    }

    #[must_use]
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(crate) fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    pub(crate) fn source(&self) -> usize {
        self.input.source(self.at)
    }

    /// Goes past this text, if it is next.
    pub fn eat(&mut self, text: &str) -> bool {
        let is_next = self.rest().starts_with(text);
        if is_next {
            self.at += text.len();
        }
        is_next
    }

    /// Goes past blanks and comments; whether a line ended.
    pub fn skip_blanks(&mut self) -> bool {
        let mut has_line_end = false;
        loop {
            let rest = self.rest();
            let Some(next) = rest.chars().next() else { return has_line_end };
            if next.is_whitespace() || next == '\u{feff}' {
                has_line_end |= next == '\n';
                self.at += next.len_utf8();
            } else if rest.starts_with("/*") {
                let length = rest.find("*/").map_or(rest.len(), |end| end + 2);
                has_line_end |= rest[..length].contains('\n');
                self.at += length;
            } else if self.is_line_comment(rest) {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if self.syntax == Syntax::PowerShell && rest.starts_with("`\n") {
                self.at += 2;
            } else if self.syntax == Syntax::PowerShell && rest.starts_with("`\r\n") {
                self.at += 3;
            } else if self.syntax == Syntax::Python && rest.starts_with("\\\n") {
                self.at += 2;
            } else {
                return has_line_end;
            }
        }
    }

    fn is_line_comment(&self, rest: &str) -> bool {
        match self.syntax {
            Syntax::Json | Syntax::Php => rest.starts_with("//") || rest.starts_with('#'),
            Syntax::JavaScript => rest.starts_with("//"),
            Syntax::Python | Syntax::PowerShell => rest.starts_with('#'),
        }
    }

    /// The value that comes next; `None` where none does.
    pub fn value(&mut self) -> Option<Node> {
        self.skip_blanks();
        let first = self.operand()?;
        Some(self.with_tail(first))
    }

    /// Whether there may be one more value; where not, the reading ends.
    pub(super) fn count_value(&mut self) -> bool {
        self.values += 1;
        let may_be = self.values <= MOST_VALUES;
        if !may_be {
            self.at = self.input.text().len();
        }
        may_be
    }

    /// A value without what may be done to it.
    pub(crate) fn primary(&mut self) -> Option<Node> {
        let at = self.source();
        if let Some(end) = self.input.hole_at(self.at) {
            let name = self.input.text()[self.at..end].to_owned();
            self.at = end;
            return Some(Node::new(at, Literal::Unknown(name)));
        }
        if !self.count_value() {
            return None;
        }
        let value = match self.peek()? {
            '{' if self.rest().starts_with("{{") => self.template(),
            '{' => self.nested('}'),
            '[' if self.syntax != Syntax::PowerShell => self.nested(']'),
            '(' => self.parenthesised(),
            '@' if self.syntax == Syntax::PowerShell => self.at_sign()?,
            '"' | '\'' | '`' => self.quoted(Prefix::default()),
            // As programs that make scripts shorter write `true` and `false`
            '!' if self.eat("!0") => Literal::Flag(true),
            '!' if self.eat("!1") => Literal::Flag(false),
            '-' | '+' | '0'..='9' => self.number(),
            c if c.is_alphabetic() || matches!(c, '_' | '$' | '[') => self.expression(),
            '<' if self.syntax == Syntax::Php && self.rest().starts_with("<<<") => self.heredoc(),
            '<' => Literal::Unknown(self.skip_expression()),
            _ => return None,
        };
        Some(Node::new(at, value))
    }

    pub fn quoted(&mut self, prefix: Prefix) -> Literal {
        let (text, end) = strings::read(self.input, self.at, self.syntax, prefix, self.scope);
        self.at = end;
        Literal::Text(text)
    }

    /// `{{ … }}` as n8n and Postman have it, outside of quotes.
    pub(super) fn template(&mut self) -> Literal {
        let rest = self.rest();
        let allowance = &self.scope.allowance;
        let mut near = rest.len().min(allowance.reach(LONGEST_TEMPLATE).max(2));
        while !rest.is_char_boundary(near) {
            near -= 1;
        }
        let end = rest[..near].find("}}");
        if end.is_none() {
            allowance.waste(near);
        }
        let length = end.map_or(2, |end| end + 2);
        let text = rest[..length].to_owned();
        self.at += length;
        Literal::Unknown(text)
    }

    fn at_sign(&mut self) -> Option<Literal> {
        let rest = self.rest();
        if rest.starts_with("@{") {
            self.at += 1;
            return Some(self.nested('}'));
        }
        if rest.starts_with("@(") {
            self.at += 1;
            return Some(self.nested(')'));
        }
        if rest.starts_with("@\"") || rest.starts_with("@'") {
            return Some(self.here_string());
        }
        // A table of arguments, by its name
        let name = self.skip_word();
        (name.len() > 1).then(|| Literal::Unknown(name.replacen('@', "$", 1)))
    }

    /// `@"`, lines, and `"@` at the beginning of a line.
    fn here_string(&mut self) -> Literal {
        let rest = self.rest();
        let end_mark = if rest.starts_with("@\"") { "\n\"@" } else { "\n'@" };
        let line_end = rest.find('\n').unwrap_or(rest.len());
        let start = (line_end + 1).min(rest.len());
        // The mark may follow the first line end at once.
        let (length, past) = match rest[line_end..].find(end_mark) {
            Some(0) => (0, 2),
            Some(end) => (end - 1, 3),
            None => (rest.len() - start, 0),
        };
        let is_literal = end_mark == "\n'@";
        let text = self.input.part(self.at + start..self.at + start + length);
        self.at += start + length + past;
        self.document(text, is_literal)
    }

    /// The text of a here-document, with the values of the names in it unless they mean themselves.
    fn document(&self, text: Mapped, is_literal: bool) -> Literal {
        match is_literal {
            true => Literal::Text(text),
            false => Literal::Text(with_values(&text, self.syntax, self.scope)),
        }
    }

    /// PHP's `<<<NAME`, lines, and the name at the beginning of a line.
    fn heredoc(&mut self) -> Literal {
        let rest = self.rest();
        let line_end = rest.bytes().take(LONGEST_NAME).position(|byte| byte == b'\n');
        let start = line_end.map_or(rest.len(), |end| end + 1);
        let (head, body) = rest.split_at(start);
        let mark = head.trim_start_matches('<').trim();
        let (name, is_literal) = (mark.trim_matches(['\'', '"']), mark.starts_with('\''));
        let is_name = line_end.is_some() && !name.is_empty();
        let allowance = &self.scope.allowance;
        let mut near = if is_name { allowance.reach(body.len()) } else { 0 };
        while !body.is_char_boundary(near) {
            near -= 1;
        }
        let mut length = 0;
        for line in body[..near].split_inclusive('\n') {
            let word = line.trim_start();
            let behind = word.strip_prefix(name);
            if behind.is_some_and(|behind| !behind.starts_with(char::is_alphanumeric)) {
                let text = self.input.part(self.at + start..self.at + start + length);
                self.at += start + length + line.len() - word.len() + name.len();
                return self.document(text, is_literal);
            }
            length += line.len();
        }
        allowance.waste(near);
        Literal::Unknown(self.skip_expression())
    }

    /// Reads something inside of what is being read; `None` where that is too deep.
    pub(crate) fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= DEEPEST {
            return None;
        }
        self.depth += 1;
        let inner = read(self);
        self.depth -= 1;
        Some(inner)
    }

    /// Whether this is a part of a group.
    pub(super) const fn is_inside(&self) -> bool {
        self.depth > 0
    }

    /// A letter sequence as keys and names have it.
    pub(crate) fn skip_word(&mut self) -> String {
        let rest = self.rest();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '@');
        let is_inside = |(at, c): (usize, char)| {
            // A dash is part of `Content-Type` and no part of `a->b`.
            let joins = c == '-' && rest[at + 1..].starts_with(|c: char| c.is_alphanumeric());
            is_part(c) || joins
        };
        let end = rest.char_indices().find(|next| !is_inside(*next));
        let length = end.map_or(rest.len(), |(at, _)| at);
        self.at += length;
        rest[..length].to_owned()
    }
}

/// A name or an expression, as much of it as a report shows.
pub(crate) fn short(text: &str) -> String {
    text.chars().take(80).collect()
}

/// A text with the values of its `$names`.
fn with_values(text: &Mapped, syntax: Syntax, scope: &Scope) -> Mapped {
    let (mark, quote) = if syntax == Syntax::Php { ('\\', "\\\"") } else { ('`', "\"\"") };
    let mut quoted = Mapped::starting_at(text.start());
    quoted.push_str("\"", text.start());
    // Quotes inside mean themselves in a here-string, also those with a mark that says so.
    let mut is_escaped = false;
    for (at, character) in text.text().char_indices() {
        match character {
            '"' if !is_escaped => quoted.push_str(quote, text.source(at)),
            c => quoted.push(c, text.source(at)),
        }
        is_escaped = character == mark && !is_escaped;
    }
    quoted.push_str("\"", text.source(text.text().len()));
    strings::read(&quoted, 0, syntax, Prefix::default(), scope).0
}
