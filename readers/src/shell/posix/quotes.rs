//! Quotes, escapes and variables of bash.

use crate::shell::CLIENTS;
use crate::shell::posix::printed::printed;
use crate::shell::posix::{Lexer, commands_inside};
use crate::text::mapped::Mapped;

/// As far as the end of a substitution is looked for.
const LONGEST_SUBSTITUTION: usize = 200_000;
/// As far as the end of `${…}` is looked for.
const LONGEST_VARIABLE: usize = 400;
/// Nobody writes more of them inside each other, and each one is a call inside a call.
const DEEPEST_SUBSTITUTION: usize = 4;
/// Programs whose words tell what they print.
const PRINTERS: [&str; 4] = ["cat", "echo", "jq", "printf"];

impl Lexer<'_> {
    pub(super) fn backslash(&mut self) {
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

    pub(super) fn single_quoted(&mut self) {
        self.at += 1;
        let length = self.rest().find('\'').unwrap_or(self.rest().len());
        self.copy(length);
        self.at = (self.at + 1).min(self.input.text().len());
    }

    /// Up to the closing quote.
    pub(super) fn double_quoted(&mut self) {
        self.quoted_to('"');
    }

    /// Up to this mark; a here-document has none, and its quotes mean themselves.
    pub(super) fn quoted_to(&mut self, mark: char) {
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
                    let rest = self.to_hole();
                    let length = rest.find(['"', '\\', '$']).unwrap_or(rest.len());
                    self.copy(length.max(next.len_utf8()));
                }
            }
        }
    }

    pub(super) fn escape_in_quotes(&mut self, mark: char) {
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
    pub(super) fn ansi_quoted(&mut self) {
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
    pub(super) fn variable(&mut self) {
        let rest = self.rest();
        if rest.starts_with("$(") {
            return self.substitution();
        }
        let (name, length) = if let Some(inner) = rest.strip_prefix("${") {
            let reach = self.scope.allowance.reach(LONGEST_VARIABLE);
            let end = inner.bytes().take(reach).position(|byte| byte == b'}');
            let Some(end) = end else {
                self.scope.allowance.waste(reach);
                return self.copy(1);
            };
            // `${name:-default}`
            let name = inner[..end].split([':', '-', '=', '+']).next().unwrap_or_default();
            (name, end + 3)
        } else {
            let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
            let end = rest[1..].bytes().position(|byte| !is_name(byte)).unwrap_or(rest.len() - 1);
            (&rest[1..=end], end + 1)
        };
        if name.is_empty() {
            return self.copy(1);
        }
        if self.inserts_array(name) {
            self.at += length;
            return;
        }
        let (source, shown) = (self.source(), rest[..length].to_owned());
        let value = self.scope.inserted(name).map(str::to_owned);
        match value {
            Some(value) => self.word().push_value(&value, source),
            None => match default_of(&shown) {
                Some(default) => self.word().push_value(default, source),
                None => self.word().push_hole(&shown, source),
            },
        }
        self.at += length;
    }

    /// `$(cat <<EOF …)` is the here-document, `$(printf …)` what it prints; what other commands print is not
    /// known.
    pub(super) fn substitution(&mut self) {
        let rest = self.rest();
        let reach = self.scope.allowance.reach(LONGEST_SUBSTITUTION);
        let Some(end) = closing(rest, reach) else {
            self.scope.allowance.waste(reach.min(rest.len()));
            return self.copy(2);
        };
        let inner = rest[2..end - 1].trim_start();
        let (source, shown) = (self.source(), rest[..end].chars().take(60).collect::<String>());
        let is_printed = PRINTERS.iter().any(|name| {
            inner.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '<', '\t', '\\']))
        });
        if is_printed && self.depth < DEEPEST_SUBSTITUTION {
            let part = self.input.part(self.at + 2..self.at + end - 1);
            let commands = commands_inside(&part, self.scope, self.depth + 1);
            // Of several commands, the last one prints all only where it reads what the others print.
            let last = commands.last().filter(|last| commands.len() == 1 || last.stdin.is_some());
            if let Some(text) = last.and_then(printed) {
                let text = trimmed_end(&text);
                self.word().push_part(&text, 0..text.text().len());
                self.at += end;
                return;
            }
        }
        // `ANSWER=$(curl …)` sends a request, too.
        if CLIENTS.iter().any(|name| inner.contains(name)) && self.depth < DEEPEST_SUBSTITUTION {
            let part = self.input.part(self.at + 2..self.at + end - 1);
            let inner = commands_inside(&part, self.scope, self.depth + 1);
            self.commands.extend(inner);
        }
        self.word().push_hole(&shown, source);
        self.at += end;
    }
}

/// The value behind the sign in `${NAME:-value}`, where it is a plain text.
fn default_of(variable: &str) -> Option<&str> {
    let inner = variable.strip_prefix("${")?.strip_suffix('}')?;
    let (_, value) = inner.split_once(":-").or_else(|| inner.split_once('-'))?;
    (!value.is_empty() && !value.contains(['$', '"', '\'', '\\'])).then_some(value)
}

/// Where the bracket that a text begins with, behind its dollar, is closed.
fn closing(text: &str, reach: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut is_escaped = false;
    for (at, character) in text.char_indices().take(reach) {
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
pub(super) fn c_escape(rest: &str) -> (Option<char>, usize) {
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

fn trimmed_end(text: &Mapped) -> Mapped {
    text.part(0..text.text().trim_end().len())
}
