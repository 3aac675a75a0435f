//! What a command prints, as far as that stands in the text: `echo`, `printf`, `seq`, `cut`, `cat` of a
//! here-document, and the objects that `jq -n` makes.

use std::collections::BTreeMap;

use crate::literal::counted::range;
use crate::shell::ShellCommand;
use crate::shell::posix::quotes::c_escape;
use crate::text::mapped::Mapped;

/// The output of a command; nothing where its words do not tell it.
#[must_use]
pub fn printed(command: &ShellCommand) -> Option<Mapped> {
    let words = command.words.get(1..)?;
    if command.runs("echo") {
        return echoed(words);
    }
    if command.runs("printf") {
        return formatted(words);
    }
    if command.runs("seq") {
        return sequence(words);
    }
    if command.runs("cut") {
        return column(words, command.stdin.as_ref()?);
    }
    if command.runs("jq") {
        let filter = JqFilter::read(words)?;
        return if filter.text.text() == "." { command.stdin.clone() } else { filter.object() };
    }
    let reads = command.runs("tee") || command.runs("cat") && words.is_empty();
    if reads { command.stdin.clone() } else { None }
}

fn echoed(words: &[Mapped]) -> Option<Mapped> {
    let is_option = |word: &Mapped| {
        let letters = word.text().strip_prefix('-').unwrap_or_default();
        !letters.is_empty() && letters.bytes().all(|letter| b"enE".contains(&letter))
    };
    let options = words.iter().take_while(|word| is_option(word)).count();
    let has_escapes = words[..options].iter().any(|option| option.text().contains('e'));
    let words = &words[options..];
    let mut output = words.first()?.clone();
    for word in &words[1..] {
        output.push_value(" ", word.start());
        output.push_part(word, 0..word.text().len());
    }
    Some(if has_escapes { unescaped(&output, 0..output.text().len()) } else { output })
}

/// A part of a text with the escapes of C.
fn unescaped(text: &Mapped, range: std::ops::Range<usize>) -> Mapped {
    let mut plain = Mapped::starting_at(text.source(range.start));
    let mut from = range.start;
    while let Some(sign) = text.text()[from..range.end].find('\\').map(|offset| from + offset) {
        plain.push_part(text, from..sign);
        let (character, length) = c_escape(&text.text()[sign + 1..range.end]);
        if let Some(character) = character {
            plain.push_value(character.encode_utf8(&mut [0; 4]), text.source(sign));
        }
        from = sign + 1 + length;
    }
    plain.push_part(text, from..range.end);
    plain
}

/// `printf '{"instanceName": "%s"}' "$NAME"`. The format is used again while there are values.
fn formatted(words: &[Mapped]) -> Option<Mapped> {
    let words = if words.first()?.text() == "--" { &words[1..] } else { words };
    let (format, values) = words.split_first()?;
    let mut values = values.iter().peekable();
    let mut output = Mapped::starting_at(format.start());
    loop {
        let before = values.len();
        let mut at = 0;
        while let Some(sign) = format.text()[at..].find('%').map(|offset| at + offset) {
            let plain = unescaped(format, at..sign);
            output.push_part(&plain, 0..plain.text().len());
            match format.text().as_bytes().get(sign + 1) {
                Some(b'%') => output.push_value("%", format.source(sign)),
                Some(b's' | b'd' | b'i' | b'b') => {
                    if let Some(value) = values.next() {
                        output.push_part(value, 0..value.text().len());
                    }
                }
                // `%03d`
                Some(b'0') => {
                    let digits: String = format.text()[sign + 2..].chars().take(1).collect();
                    let width: usize = digits.parse().ok()?;
                    if !format.text()[sign + 3..].starts_with('d') {
                        return None;
                    }
                    let value = values.next()?;
                    let number: u64 = value.text().parse().ok()?;
                    output.push_value(&format!("{number:0width$}"), value.start());
                    at = sign + 4;
                    continue;
                }
                // A width, or a number in another form
                _ => return None,
            }
            at = sign + 2;
        }
        let plain = unescaped(format, at..format.text().len());
        output.push_part(&plain, 0..plain.text().len());
        if values.len() == 0 || values.len() == before {
            return Some(output);
        }
    }
}

/// The lines of `seq 5`, `seq 1 5`, `seq 1 2 9` and `seq -w 1 10`.
fn sequence(words: &[Mapped]) -> Option<Mapped> {
    let is_padded = words.first()?.text() == "-w";
    let words = if is_padded { &words[1..] } else { words };
    let texts: Vec<&str> = words.iter().map(Mapped::text).collect();
    let (first, step, last) = match texts.as_slice() {
        [last] => ("1", "1", *last),
        [first, last] => (*first, "1", *last),
        [first, step, last] => (*first, *step, *last),
        _ => return None,
    };
    let width = if is_padded { first.len().max(last.len()) } else { 0 };
    let numbers = range(first.parse().ok()?, last.parse().ok()?, step.parse().ok()?)?;
    let lines: Vec<String> = numbers.iter().map(|number| format!("{number:0width$}")).collect();
    let mut output = Mapped::starting_at(words.first()?.start());
    output.push_value(&lines.join("\n"), output.start());
    Some(output)
}

/// One column of `cut -d: -f2`, where what it reads is one line.
fn column(words: &[Mapped], input: &Mapped) -> Option<Mapped> {
    let (mut sign, mut number) = ("\t", None);
    let mut words = words.iter().map(Mapped::text);
    while let Some(word) = words.next() {
        let (option, value) = word.split_at_checked(2)?;
        let value = if value.is_empty() { words.next()? } else { value };
        match option {
            "-d" => sign = value,
            "-f" => number = value.parse::<usize>().ok()?.checked_sub(1),
            _ => return None,
        }
    }
    let line = input.trimmed();
    if line.text().contains('\n') || sign.is_empty() {
        return None;
    }
    let mut at = 0;
    for (place, part) in line.text().split(sign).enumerate() {
        if Some(place) == number {
            return Some(line.part(at..at + part.len()));
        }
        at += part.len() + sign.len();
    }
    None
}

/// What `jq` does, with the values that it gets by name.
struct JqFilter<'a> {
    text: &'a Mapped,
    /// With each, whether it is a text (`--arg`) and not JSON (`--argjson`)
    values: BTreeMap<&'a str, (&'a Mapped, bool)>,
}

impl<'a> JqFilter<'a> {
    fn read(words: &'a [Mapped]) -> Option<Self> {
        let mut values = BTreeMap::new();
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
        Some(Self { text: filter?, values })
    }

    /// The object of `jq -n --arg name "$NAME" '{instanceName: $name}'`, with its values in it.
    fn object(&self) -> Option<Mapped> {
        let filter = self.text;
        let text = filter.text();
        if !text.trim_start().starts_with('{') {
            return None;
        }
        let mut object = Mapped::starting_at(filter.start());
        let mut open = Vec::new();
        let (mut from, mut at, mut in_text) = (0, 0, false);
        let signs = ['"', '\\', '$', '{', '[', '(', '}', ']', ')'];
        while let Some(sign) = text[at..].find(signs).map(|offset| at + offset) {
            at = sign + 1;
            let rest = &text[at..];
            match (text.as_bytes()[sign], in_text) {
                (b'"', _) => in_text = !in_text,
                // `"client-\($name)"`
                (b'\\', true) if rest.starts_with("($") => {
                    let length = name_length(&rest[2..]);
                    let known = self.values.get(&rest[2..2 + length]);
                    if let Some((value, _)) = known.filter(|_| rest[2 + length..].starts_with(')'))
                    {
                        object.push_part(filter, from..sign);
                        push_escaped(&mut object, value);
                        at += length + 3;
                        from = at;
                    }
                }
                (b'\\', true) => at += rest.chars().next().map_or(0, char::len_utf8),
                (b'$', false) => {
                    let name = &rest[..name_length(rest)];
                    let Some((value, is_text)) = self.values.get(name) else { continue };
                    object.push_part(filter, from..sign);
                    // `{$name}` is its own key.
                    let is_key = text[..sign].trim_end().ends_with(['{', ',']);
                    if is_key && open.last() == Some(&b'{') {
                        object.push_part(filter, at..at + name.len());
                        object.push_value(": ", filter.source(sign));
                    }
                    if *is_text {
                        object.push_value("\"", value.start());
                        push_escaped(&mut object, value);
                        object.push_value("\"", value.start());
                    } else {
                        object.push_part(value, 0..value.text().len());
                    }
                    at += name.len();
                    from = at;
                }
                (bracket @ (b'{' | b'[' | b'('), false) => open.push(bracket),
                (b'}' | b']' | b')', false) => {
                    open.pop();
                }
                _ => {}
            }
        }
        object.push_part(filter, from..text.len());
        Some(object)
    }
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
