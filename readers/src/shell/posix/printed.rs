//! What a command prints, as far as that stands in the text: `echo`, `printf`, `cat` of a here-document, and
//! the objects that `jq -n` makes.

use std::collections::BTreeMap;

use crate::shell::ShellCommand;
use crate::text::mapped::Mapped;

/// The text that a command writes; nothing where its words do not tell it.
#[must_use]
pub fn printed(command: &ShellCommand) -> Option<Mapped> {
    if command.runs("echo") {
        return echoed(&command.words[1..]);
    }
    if command.runs("printf") {
        return formatted(&command.words[1..]);
    }
    if command.runs("jq") {
        return object(&command.words[1..]).or_else(|| command.stdin.clone());
    }
    let reads = command.runs("tee") || command.runs("cat");
    if reads { command.stdin.clone() } else { None }
}

fn echoed(words: &[Mapped]) -> Option<Mapped> {
    let is_option = |word: &&Mapped| matches!(word.text(), "-e" | "-n" | "-E" | "-ne" | "-en");
    let words = &words[words.iter().take_while(is_option).count()..];
    let mut said = words.first()?.clone();
    for word in &words[1..] {
        said.push_value(" ", word.start());
        said.push_part(word, 0..word.text().len());
    }
    Some(said)
}

/// `printf '{"instanceName": "%s"}' "$NAME"`.
fn formatted(words: &[Mapped]) -> Option<Mapped> {
    let words = if words.first()?.text() == "--" { &words[1..] } else { words };
    let (format, values) = words.split_first()?;
    let mut values = values.iter();
    let mut said = Mapped::starting_at(format.start());
    let (mut from, mut at) = (0, 0);
    while let Some(sign) = format.text()[at..].find(['%', '\\']).map(|offset| at + offset) {
        let length = match &format.text()[sign..] {
            rest if rest.starts_with("%%") || rest.starts_with("\\\\") => {
                said.push_part(format, from..sign + 1);
                2
            }
            rest if rest.starts_with("%s") || rest.starts_with("%d") || rest.starts_with("%b") => {
                said.push_part(format, from..sign);
                if let Some(value) = values.next() {
                    said.push_part(value, 0..value.text().len());
                }
                2
            }
            rest if rest.starts_with("\\n") => {
                said.push_part(format, from..sign);
                said.push_value("\n", format.source(sign));
                2
            }
            _ => {
                at = sign + 1;
                continue;
            }
        };
        at = sign + length;
        from = at;
    }
    said.push_part(format, from..format.text().len());
    Some(said)
}

/// The object of `jq -n --arg name "$NAME" '{instanceName: $name}'`, with its values in it.
fn object(words: &[Mapped]) -> Option<Mapped> {
    let mut values: BTreeMap<&str, (&Mapped, bool)> = BTreeMap::new();
    let mut filter = None;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.text() {
            option @ ("--arg" | "--argjson") => {
                let (name, value) = (words.next()?, words.next()?);
                values.insert(name.text(), (value, option == "--arg"));
            }
            option if option.starts_with('-') => {}
            _ if filter.is_none() => filter = Some(word),
            _ => {}
        }
    }
    let filter = filter.filter(|filter| filter.text().trim_start().starts_with('{'))?;
    let mut object = Mapped::starting_at(filter.start());
    let text = filter.text();
    let (mut from, mut at, mut in_text) = (0, 0, false);
    while let Some(sign) = text[at..].find(['"', '\\', '$']).map(|offset| at + offset) {
        at = sign + 1;
        let rest = &text[at..];
        match (&text[sign..at], in_text) {
            ("\"", _) => in_text = !in_text,
            // `"client-\($name)"`
            ("\\", true) if rest.starts_with("($") => {
                let length = name_length(&rest[2..]);
                let known = values.get(&rest[2..2 + length]);
                if let Some((value, _)) = known.filter(|_| rest[2 + length..].starts_with(')')) {
                    object.push_part(filter, from..sign);
                    push_escaped(&mut object, value);
                    at += length + 3;
                    from = at;
                }
            }
            ("\\", true) => at += rest.chars().next().map_or(0, char::len_utf8),
            ("$", false) => {
                let length = name_length(rest);
                let name = &rest[..length];
                let Some((value, is_text)) = values.get(name) else { continue };
                object.push_part(filter, from..sign);
                // `{$name}` is its own key.
                if text[..sign].trim_end().ends_with(['{', ',']) {
                    object.push_part(filter, at..at + length);
                    object.push_value(": ", filter.source(sign));
                }
                if *is_text {
                    object.push_value("\"", value.start());
                    push_escaped(&mut object, value);
                    object.push_value("\"", value.start());
                } else {
                    object.push_part(value, 0..value.text().len());
                }
                at += length;
                from = at;
            }
            _ => {}
        }
    }
    object.push_part(filter, from..text.len());
    Some(object)
}

fn name_length(text: &str) -> usize {
    text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count()
}

/// Adds a text as it stands between the quotes of JSON.
fn push_escaped(into: &mut Mapped, value: &Mapped) {
    let mut from = 0;
    for (at, sign) in value.text().match_indices(['"', '\\', '\n']) {
        into.push_part(value, from..at);
        into.push_value(if sign == "\n" { "\\n" } else { "\\" }, value.source(at));
        from = if sign == "\n" { at + 1 } else { at };
    }
    into.push_part(value, from..value.text().len());
}
