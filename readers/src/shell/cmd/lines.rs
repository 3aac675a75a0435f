//! One line with its continuations, and the values of the names in it.

use std::ops::Range;

use crate::literal::scope::Scope;
use crate::text::mapped::Mapped;

/// A line that is being put together.
struct Line {
    text: Mapped,
    /// Whether a quote is open, as the program that gets the words sees it
    is_open: bool,
    backslashes: usize,
}

impl Line {
    fn push(&mut self, character: char, source: usize) {
        self.is_open ^= character == '"' && self.backslashes.is_multiple_of(2);
        self.backslashes = if character == '\\' { self.backslashes + 1 } else { 0 };
        self.text.push(character, source);
    }

    /// A part without quotes and backslashes.
    fn push_run(&mut self, input: &Mapped, range: Range<usize>) {
        self.backslashes = 0;
        self.text.push_part(input, range);
    }
}

/// One line without its carets, with its variables, and where the next one begins.
pub(super) fn logical_line(input: &Mapped, start: usize, scope: &Scope) -> (Mapped, usize) {
    let text = input.text();
    let first = text[start..].split('\n').next().unwrap_or_default();
    if is_remark(first) {
        let end = start + first.len();
        return (input.part(start..end), (end + 1).min(text.len()));
    }
    let mut line =
        Line { text: Mapped::starting_at(input.source(start)), is_open: false, backslashes: 0 };
    let mut at = start;
    // Whether cmd itself is inside quotes, where a caret means itself.
    let mut is_quoted = false;
    while let Some(next) = text[at..].chars().next() {
        let after = &text[at + next.len_utf8()..];
        match next {
            '^' => match (line_end(after), after.chars().next()) {
                (Some(end), _) => {
                    at += 1 + end;
                    // An empty line behind a caret is a line end that is part of the text.
                    if let Some(end) = line_end(&text[at..]) {
                        line.push('\n', input.source(at));
                        at += end;
                    }
                }
                (None, Some(c)) if !is_quoted => {
                    line.push(c, input.source(at + 1));
                    at += 1 + c.len_utf8();
                }
                (None, _) => {
                    line.push('^', input.source(at));
                    at += 1;
                }
            },
            // A quoted text that goes on in the next line: no shell takes it, and people paste it.
            '\n' if !line.is_open => {
                at += 1;
                break;
            }
            '%' => at += variable(input, at, scope, &mut line.text),
            c if matches!(c, '"' | '\\') => {
                is_quoted ^= c == '"';
                line.push(c, input.source(at));
                at += 1;
            }
            c => {
                let is_special = |byte: &u8| matches!(byte, b'^' | b'\n' | b'%' | b'"' | b'\\');
                let rest = &text.as_bytes()[at..];
                let length = rest.iter().position(is_special).unwrap_or(rest.len());
                // A line end inside quotes is text.
                let length = length.max(c.len_utf8());
                line.push_run(input, at..at + length);
                at += length;
            }
        }
    }
    (line.text, at)
}

/// The length of the line end that comes next.
fn line_end(text: &str) -> Option<usize> {
    ["\r\n", "\n"].into_iter().find(|end| text.starts_with(end)).map(str::len)
}

/// A comment or a label of a batch file, or a comment as other shells have it.
pub(super) fn is_remark(line: &str) -> bool {
    let word = line.trim_start().split([' ', '\t']).next().unwrap_or_default();
    word.trim_start_matches('@').eq_ignore_ascii_case("rem") || word.starts_with(['#', ':'])
}

/// The value of a loop or of an argument: `%%n`, `%n`, `%1`, and `%~1` without quotes; how many bytes it takes.
fn turn_value(input: &Mapped, at: usize, scope: &Scope, line: &mut Mapped) -> Option<usize> {
    let text = &input.text()[at..];
    let (signs, rest) = text.split_at(if text.starts_with("%%") { 2 } else { 1 });
    let name = rest.strip_prefix('~').unwrap_or(rest);
    let has_tilde = name.len() < rest.len();
    let first =
        name.get(..1).filter(|first| first.bytes().all(|byte| byte.is_ascii_alphanumeric()))?;
    // `%20` is a part of an address.
    let is_digit = first.bytes().all(|byte| byte.is_ascii_digit());
    if is_digit && !has_tilde && name[1..].starts_with(|c: char| c.is_ascii_hexdigit()) {
        return None;
    }
    let is_turn =
        signs.len() == 2 && !is_digit && !name[1..].starts_with(|c: char| c.is_alphanumeric());
    let length = text.len() - name.len() + 1;
    let source = input.source(at);
    match scope.inserted(&[signs, first].concat()) {
        Some(value) if has_tilde => line.push_value(value.trim_matches('"'), source),
        Some(value) => line.push_value(value, source),
        // An argument of the batch file
        None if has_tilde && is_digit => line.push_hole(&text[..length], source),
        // What a loop over a file or over the output of a command gives
        None if is_turn => line.push_hole(&text[1..length], source),
        None => return None,
    }
    Some(length)
}

/// `%NAME%` or `%%`; how many bytes it takes.
fn variable(input: &Mapped, at: usize, scope: &Scope, line: &mut Mapped) -> usize {
    let rest = &input.text()[at + 1..];
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let length = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
    let source = input.source(at);
    let is_named = length > 0 && rest[length..].starts_with('%');
    if !(is_named && scope.knows(&rest[..length].to_ascii_uppercase()))
        && let Some(length) = turn_value(input, at, scope, line)
    {
        return length;
    }
    // `%1` is an argument of the batch file.
    let is_argument = rest.starts_with(|c: char| c.is_ascii_digit())
        && !rest[1..].starts_with(|c: char| c.is_ascii_hexdigit());
    if is_argument {
        line.push_hole(&input.text()[at..at + 2], source);
        return 2;
    }
    if length == 0 || length > 80 || !rest[length..].starts_with('%') {
        // `%20` is a part of an address.
        line.push('%', source);
        return if rest.starts_with('%') { 2 } else { 1 };
    }
    let name = rest[..length].to_ascii_uppercase();
    match scope.inserted(&name) {
        Some(value) => line.push_value(value, source),
        None => line.push_hole(&input.text()[at..at + length + 2], source),
    }
    length + 2
}

/// `set NAME=value`, also with quotes around both.
pub(super) fn setting(line: &Mapped) -> Option<(String, Mapped)> {
    let text = line.text();
    let start = text.len() - text.trim_start().trim_start_matches('@').len();
    let after = text.get(start..start + 4).filter(|word| word.eq_ignore_ascii_case("set "))?;
    let mut from = start + after.len();
    let mut to = text.trim_end().len();
    if text[from..].trim_start().starts_with('"') && text[..to].ends_with('"') {
        from = text.len() - text[from..].trim_start().len() + 1;
        to -= 1;
    }
    let inner = text.get(from..to)?;
    let (name, value) = inner.split_once('=')?;
    let name = name.trim().trim_start_matches("/a ").to_ascii_uppercase();
    (!name.is_empty()).then(|| (name, line.part(to - value.len()..to)))
}
