//! Windows' cmd and batch files: `^`, `%NAME%`, and words as the programs there take them apart.

mod labels;
mod lines;
mod loops;
mod words;

use crate::literal::node::{Literal, Node};
use crate::literal::scope::Scope;
use crate::shell::ShellCommand;
use crate::shell::cmd::labels::BatchLabels;
use crate::shell::cmd::lines::{is_remark, logical_line, setting};
use crate::shell::cmd::words::split;
use crate::text::mapped::Mapped;

/// The commands of a text, in order. `set NAME=value` becomes a variable of the commands after it.
#[must_use]
pub fn commands(input: &Mapped, scope: &mut Scope) -> Vec<ShellCommand> {
    let labels = BatchLabels::of(input.text());
    let mut batch = BatchFile { root: input, labels, found: Vec::new(), calls: 0, loops: 0 };
    batch.read(input, scope, true);
    batch.labels.without_called(batch.found)
}

/// A batch file that is being read.
struct BatchFile<'a> {
    root: &'a Mapped,
    labels: BatchLabels,
    found: Vec<ShellCommand>,
    /// How many sections and loops are being read
    calls: usize,
    loops: usize,
}

impl BatchFile<'_> {
    /// Reads the lines of the file, or of a part of it.
    fn read(&mut self, input: &Mapped, scope: &mut Scope, is_whole: bool) {
        let mut at = 0;
        // The output of the lines between `(` and `) > file`
        let mut block: Option<Mapped> = None;
        while at < input.text().len() {
            let passed = if is_whole { self.labels.passed(at, self.found.len()) } else { None };
            if let Some(end) = passed.or_else(|| self.loop_read(input, at, scope)) {
                at = end;
                continue;
            }
            let (line, end) = logical_line(input, at, scope);
            at = end;
            let text = line.text().trim();
            if text == "(" {
                block = Some(Mapped::starting_at(line.start()));
                continue;
            }
            if let Some(output) = block.take_if(|_| text.starts_with(')')) {
                let (_, file) = redirected(&line, 0).unzip();
                self.found.extend(file.map(|file| echo(output, file)));
                continue;
            }
            if let Some(from) = echoed_from(&line) {
                match (redirected(&line, from), &mut block) {
                    (Some((output, file)), _) => self.found.push(echo(output, file)),
                    (None, Some(block)) => {
                        block.push_part(&line, from..line.text().len());
                        block.push_value("\n", line.start());
                    }
                    (None, None) => self.found.extend(split(&line)),
                }
                continue;
            }
            if let Some((name, value)) = setting(&line) {
                scope.set(name, Node::new(value.start(), Literal::Text(value)));
                continue;
            }
            if !is_remark(line.text()) && !self.called(&line, scope) {
                self.found.extend(split(&line));
            }
        }
    }
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
