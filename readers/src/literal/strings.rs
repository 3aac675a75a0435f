//! Quoted texts of every language.

use crate::literal::allowance::Allowance;
use crate::literal::converted;
use crate::literal::node::Syntax;
use crate::literal::scope::Scope;
use crate::text::mapped::Mapped;

/// As far as the end of an expression inside a text is looked for.
const LONGEST_EXPRESSION: usize = 400;

/// What stands in front of the quote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prefix {
    /// Names in braces stand for values (Python)
    pub is_format: bool,
    /// Backslashes are characters like others (Python)
    pub is_raw: bool,
}

/// Reads the quoted text that begins at this place; the text and where it ends.
#[must_use]
pub(crate) fn read(
    input: &Mapped,
    start: usize,
    syntax: Syntax,
    prefix: Prefix,
    scope: &Scope,
) -> (Mapped, usize) {
    let text = input.text();
    let rest = &text[start..];
    let Some(quote @ ('"' | '\'' | '`')) = rest.chars().next() else {
        return (Mapped::starting_at(input.source(start)), start);
    };
    let triple = ["\"\"\"", "'''"]
        .into_iter()
        .find(|mark| matches!(syntax, Syntax::Python | Syntax::Json) && rest.starts_with(mark));
    let mark_length = if triple.is_some() { 3 } else { 1 };
    let quoted = Quoted {
        input,
        syntax,
        prefix,
        scope,
        quote,
        is_triple: triple.is_some(),
        at: start + mark_length,
        into: Mapped::starting_at(input.source(start + mark_length)),
    };
    quoted.read()
}

struct Quoted<'a> {
    input: &'a Mapped,
    syntax: Syntax,
    prefix: Prefix,
    scope: &'a Scope,
    quote: char,
    is_triple: bool,
    at: usize,
    into: Mapped,
}

impl Quoted<'_> {
    fn rest(&self) -> &str {
        &self.input.text()[self.at..]
    }

    fn read(mut self) -> (Mapped, usize) {
        while self.at < self.input.text().len() {
            if let Some(end) = self.input.hole_at(self.at) {
                self.copy_to(end.max(self.at + 1));
                continue;
            }
            let plain = self.plain_length();
            if plain > 0 {
                self.copy_to(self.at + plain);
                continue;
            }
            let Some(character) = self.rest().chars().next() else { break };
            if self.is_end(character) {
                return (self.into, self.at + if self.is_triple { 3 } else { 1 });
            }
            match character {
                '\n' if self.ends_with_line() => return (self.into, self.at),
                c if c == self.quote && self.is_doubled() => {
                    self.push(c);
                    self.at += 2;
                }
                '\\' if self.has_backslashes() => self.escape(),
                '`' if self.syntax == Syntax::PowerShell && self.quote == '"' => self.backtick(),
                '$' | '{' if self.takes_values() => self.value(),
                c => self.copy_to(self.at + c.len_utf8()),
            }
        }
        (self.into, self.at)
    }

    /// How many bytes follow that mean themselves.
    fn plain_length(&self) -> usize {
        let special =
            |byte: u8| matches!(byte, b'"' | b'\'' | b'`' | b'\\' | b'$' | b'{' | b'}' | b'\n');
        // A hole stops it as well.
        let bytes = &self.input.text().as_bytes()[self.at..self.input.next_hole(self.at)];
        bytes.iter().position(|byte| special(*byte)).unwrap_or(bytes.len())
    }

    fn copy_to(&mut self, end: usize) {
        let end = end.min(self.input.text().len());
        self.into.push_part(self.input, self.at..end);
        self.at = end;
    }

    fn push(&mut self, character: char) {
        let source = self.input.source(self.at);
        self.into.push(character, source);
    }

    fn is_end(&self, character: char) -> bool {
        if character != self.quote || self.is_doubled() {
            return false;
        }
        let rest = self.rest();
        !self.is_triple || rest.starts_with("\"\"\"") || rest.starts_with("'''")
    }

    /// PowerShell writes a quote inside a text twice.
    fn is_doubled(&self) -> bool {
        let rest = self.rest().as_bytes();
        self.syntax == Syntax::PowerShell && rest.len() > 1 && rest[0] == rest[1]
    }

    fn ends_with_line(&self) -> bool {
        let is_line = matches!(self.syntax, Syntax::JavaScript | Syntax::Python);
        is_line && self.quote != '`' && !self.is_triple
    }

    fn has_backslashes(&self) -> bool {
        self.syntax != Syntax::PowerShell && !self.prefix.is_raw
    }

    fn takes_values(&self) -> bool {
        match self.syntax {
            Syntax::Json => self.quote == '`' || self.prefix.is_format,
            Syntax::JavaScript => self.quote == '`',
            Syntax::Python => self.prefix.is_format,
            Syntax::Php | Syntax::PowerShell => self.quote == '"',
        }
    }

    fn escape(&mut self) {
        let rest = &self.rest()[1..];
        let Some(next) = rest.chars().next() else {
            self.at += 1;
            return;
        };
        if self.syntax == Syntax::Php && self.quote == '\'' && !matches!(next, '\'' | '\\') {
            return self.copy_to(self.at + 1 + next.len_utf8());
        }
        let (decoded, length) = match next {
            'n' => (Some('\n'), 1),
            't' => (Some('\t'), 1),
            'r' => (Some('\r'), 1),
            'b' => (Some('\u{8}'), 1),
            'f' => (Some('\u{c}'), 1),
            '\n' => (None, 1),
            '\r' if rest.starts_with("\r\n") => (None, 2),
            'u' | 'x' => coded(rest),
            c => (Some(c), c.len_utf8()),
        };
        if let Some(decoded) = decoded {
            self.push(decoded);
        }
        self.at += 1 + length;
    }

    fn backtick(&mut self) {
        let rest = &self.rest()[1..];
        let Some(next) = rest.chars().next() else {
            self.at += 1;
            return;
        };
        match next {
            '\n' => {}
            'n' => self.push('\n'),
            't' => self.push('\t'),
            'r' => self.push('\r'),
            '0' => {}
            c => self.push(c),
        }
        self.at += 1 + next.len_utf8();
    }

    /// A name or an expression inside the text, or a character that only looks like one.
    fn value(&mut self) {
        let rest = self.rest();
        if self.prefix.is_format && rest.starts_with("{{") {
            self.push('{');
            self.at += 2;
            return;
        }
        let enclosed = |open, close| enclosed(rest, open, close, &self.scope.allowance);
        let found = match self.syntax {
            _ if self.prefix.is_format => enclosed("{", '}'),
            Syntax::Json | Syntax::JavaScript => enclosed("${", '}'),
            Syntax::Php => enclosed("${", '}')
                .or_else(|| {
                    enclosed("{$", '}').map(|(name, end)| (name.trim_start_matches('$'), end))
                })
                .or_else(|| variable(rest)),
            Syntax::PowerShell => {
                enclosed("${", '}').or_else(|| enclosed("$(", ')')).or_else(|| variable(rest))
            }
            Syntax::Python => None,
        };
        let Some((name, length)) = found else {
            let width = rest.chars().next().map_or(1, char::len_utf8);
            return self.copy_to(self.at + width);
        };
        let source = self.input.source(self.at);
        let key = name.trim().trim_start_matches('$').to_owned();
        let shown = rest[..length].to_owned();
        let inner = self.at + 2..self.at + length - 1;
        let computed = || match self.syntax == Syntax::PowerShell && shown.starts_with("$(") {
            true => converted::computed(&self.input.part(inner), self.scope),
            false => None,
        };
        match self.scope.written(&key) {
            Some(value) => self.into.push_value(&value, source),
            None => match computed() {
                Some(value) => self.into.push_value(&value, source),
                None => self.into.push_hole(&shown, source),
            },
        }
        self.at += length;
    }
}

/// The character of `uXXXX`, `u{…}` or `xHH`, with its length; the letter itself where it is no code.
fn coded(rest: &str) -> (Option<char>, usize) {
    let hex = |range: std::ops::Range<usize>| {
        let digits = rest.get(range)?;
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hex.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
    };
    if let Some(inner) = rest.strip_prefix("u{") {
        let end = inner.bytes().take(8).position(|byte| byte == b'}');
        if let Some(end) = end {
            let code = hex(2..2 + end).and_then(char::from_u32).unwrap_or('\u{fffd}');
            return (Some(code), 3 + end);
        }
    }
    let length = if rest.starts_with('u') { 5 } else { 3 };
    let Some(code) = hex(1..length) else { return (rest.chars().next(), 1) };
    if length == 5 && (0xd800..0xdc00).contains(&code) && rest.get(5..7) == Some("\\u") {
        let low = rest.get(7..11).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let low = low.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        if let Some(low) = low.filter(|low| (0xdc00..0xe000).contains(low)) {
            let whole = 0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00);
            return (char::from_u32(whole), 11);
        }
    }
    (Some(char::from_u32(code).unwrap_or('\u{fffd}')), length)
}

/// What stands between these marks, and the length with them. Braces inside count.
fn enclosed<'a>(
    text: &'a str,
    open: &str,
    close: char,
    allowance: &Allowance,
) -> Option<(&'a str, usize)> {
    let inner = text.strip_prefix(open)?;
    let opening = open.chars().find(|c| matches!(c, '{' | '('))?;
    let reach = allowance.reach(LONGEST_EXPRESSION);
    let mut depth = 0_u32;
    for (at, character) in inner.char_indices().take(reach) {
        if character == opening {
            depth += 1;
        } else if character == close {
            if depth == 0 {
                return Some((&inner[..at], open.len() + at + close.len_utf8()));
            }
            depth -= 1;
        }
    }
    allowance.waste(reach);
    None
}

/// `$name`, with the length.
fn variable(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('$')?;
    let length = inner
        .bytes()
        .position(|byte| !byte.is_ascii_alphanumeric() && byte != b'_' && byte != b':')
        .unwrap_or(inner.len());
    let name = inner[..length].trim_end_matches(':');
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    is_name.then_some((name, 1 + name.len()))
}
