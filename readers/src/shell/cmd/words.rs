//! The words of a line.

use crate::shell::ShellCommand;
use crate::text::mapped::Mapped;

/// Takes a line apart as Microsoft's C library does: `\"` and `""` inside quotes are a quote.
pub(super) fn split(line: &Mapped) -> Vec<ShellCommand> {
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
