//! Windows' cmd and batch files: `^`, `%NAME%`, and words as the programs there take them apart.

use std::ops::Range;

use crate::literal::node::{Literal, Node};
use crate::literal::scope::Scope;
use crate::shell::ShellCommand;
use crate::text::mapped::Mapped;

/// The commands of a text, in order. `set NAME=value` becomes a variable of the commands after it.
#[must_use]
pub fn commands(input: &Mapped, scope: &mut Scope) -> Vec<ShellCommand> {
    let mut found = Vec::new();
    let mut at = 0;
    // The output of the lines between `(` and `) > file`
    let mut block: Option<Mapped> = None;
    while at < input.text().len() {
        let (line, end) = logical_line(input, at, scope);
        at = end;
        let text = line.text().trim();
        if text == "(" {
            block = Some(Mapped::starting_at(line.start()));
            continue;
        }
        if let Some(output) = block.take_if(|_| text.starts_with(')')) {
            let (_, file) = redirected(&line, 0).unzip();
            found.extend(file.map(|file| echo(output, file)));
            continue;
        }
        if let Some(from) = echoed_from(&line) {
            match (redirected(&line, from), &mut block) {
                (Some((output, file)), _) => found.push(echo(output, file)),
                (None, Some(block)) => {
                    block.push_part(&line, from..line.text().len());
                    block.push_value("\n", line.start());
                }
                (None, None) => found.extend(split(&line)),
            }
            continue;
        }
        if let Some((name, value)) = setting(&line) {
            scope.set(name, Node::new(value.start(), Literal::Text(value)));
            continue;
        }
        if !is_remark(line.text()) {
            found.extend(split(&line));
        }
    }
    found
}

/// Where the text of `echo` begins in a line.
fn echoed_from(line: &Mapped) -> Option<usize> {
    let text = line.text();
    let start = text.len() - text.trim_start().trim_start_matches('@').len();
    let name = text.get(start..start + 5)?;
    (name.eq_ignore_ascii_case("echo ") || name.eq_ignore_ascii_case("echo.")).then_some(start + 5)
}

/// The output of a line from a place on, and the file that it goes to: `… > file`.
fn redirected(line: &Mapped, from: usize) -> Option<(Mapped, WrittenFile)> {
    let text = &line.text()[from..];
    // Where its errors go is another file.
    let end = [" 2>>", " 2>"].iter().find_map(|sign| text.rfind(sign)).unwrap_or(text.len());
    let text = &text[..end];
    let sign = text.rfind('>')?;
    let name = text[sign + 1..].trim().trim_matches('"');
    // `C:\temp\body.json`
    let path = name.get(2..).filter(|_| name[1..].starts_with(':')).unwrap_or(name);
    let is_name = !name.is_empty() && !path.contains(['{', '}', '"', ':', ',']);
    let before = text[..sign].strip_suffix('>');
    let end = from + before.map_or(sign, str::len);
    let name = Mapped::plain(name, line.source(from + sign));
    is_name.then(|| (line.part(from..end), WrittenFile { name, is_appended: before.is_some() }))
}

/// A file behind `>` or `>>`.
struct WrittenFile {
    name: Mapped,
    is_appended: bool,
}

/// The command that writes a text to a file.
fn echo(output: Mapped, file: WrittenFile) -> ShellCommand {
    let words = vec![Mapped::plain("echo", output.start()), output];
    ShellCommand {
        words,
        output: Some(file.name),
        is_appended: file.is_appended,
        ..ShellCommand::default()
    }
}

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
fn logical_line(input: &Mapped, start: usize, scope: &Scope) -> (Mapped, usize) {
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
fn is_remark(line: &str) -> bool {
    let word = line.trim_start().split([' ', '\t']).next().unwrap_or_default();
    word.trim_start_matches('@').eq_ignore_ascii_case("rem") || word.starts_with(['#', ':'])
}

/// `%NAME%` or `%%`; how many bytes it takes.
fn variable(input: &Mapped, at: usize, scope: &Scope, line: &mut Mapped) -> usize {
    let rest = &input.text()[at + 1..];
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let length = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
    let source = input.source(at);
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
fn setting(line: &Mapped) -> Option<(String, Mapped)> {
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

/// Takes a line apart as Microsoft's C library does: `\"` and `""` inside quotes are a quote.
fn split(line: &Mapped) -> Vec<ShellCommand> {
    let text = line.text();
    let mut commands = Vec::new();
    let mut command = ShellCommand::default();
    let mut word: Option<Mapped> = None;
    let (mut at, mut is_quoted, mut skips) = (0, false, false);
    let begin = |at: usize| Mapped::starting_at(line.source(at));
    while let Some(next) = text[at..].chars().next() {
        let bytes = &text.as_bytes()[at..];
        match next {
            '\\' => {
                let count = bytes.iter().take_while(|byte| **byte == b'\\').count();
                let is_before_quote = bytes.get(count) == Some(&b'"');
                let kept = if is_before_quote { count / 2 } else { count };
                let into = word.get_or_insert_with(|| begin(at));
                for place in 0..kept {
                    into.push('\\', line.source(at + place));
                }
                at += count;
                if is_before_quote && count % 2 == 1 {
                    into.push('"', line.source(at));
                    at += 1;
                }
            }
            '"' if is_quoted && bytes.get(1) == Some(&b'"') => {
                word.get_or_insert_with(|| begin(at)).push('"', line.source(at));
                at += 2;
            }
            '"' => {
                word.get_or_insert_with(|| begin(at));
                is_quoted = !is_quoted;
                at += 1;
            }
            c if !is_quoted && (c.is_whitespace() || matches!(c, '&' | '|' | '>' | '<')) => {
                if let Some(word) = word.take()
                    && !std::mem::take(&mut skips)
                {
                    command.words.push(word);
                }
                if matches!(c, '&' | '|') {
                    commands.push(std::mem::take(&mut command));
                }
                skips |= matches!(c, '>' | '<');
                at += c.len_utf8();
            }
            _ => {
                let special = |byte: &u8| {
                    matches!(byte, b'\\' | b'"')
                        || !is_quoted && (byte.is_ascii_whitespace() || b"&|<>".contains(byte))
                };
                let length =
                    bytes.iter().position(special).unwrap_or(bytes.len()).max(next.len_utf8());
                word.get_or_insert_with(|| begin(at)).push_part(line, at..at + length);
                at += length;
            }
        }
    }
    if let Some(word) = word.filter(|_| !skips) {
        command.words.push(word);
    }
    commands.push(command);
    commands.retain(|command| !command.words.is_empty());
    commands
}
