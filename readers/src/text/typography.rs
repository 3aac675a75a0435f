//! Takes back what a mail or a word processor makes of a copied text: marks of a quotation before each line,
//! quotation marks that are curved, and dashes in place of hyphens.

use crate::text::mapped::Mapped;

const DOUBLE: [char; 3] = ['“', '”', '„'];
const SINGLE: [char; 2] = ['‘', '’'];
const DASHES: [char; 2] = ['—', '–'];
/// The first byte of each of them.
const FIRST_BYTE: u8 = 0xe2;

/// As far as the end of an argument in curved marks is looked for, in characters.
const LONGEST_ARGUMENT: usize = 2_000;

/// The text as it was typed; `None` where nothing of that kind is in it. Curved marks are taken for straight
/// ones in a text that has no straight ones, and around the argument of an option or an address: elsewhere
/// they are part of a value.
#[must_use]
pub fn typed(input: &Mapped) -> Option<Mapped> {
    let mut typed: Option<Mapped> = None;
    for step in [without_quotation, without_prompts, with_straight_marks] {
        let next = step(typed.as_ref().unwrap_or(input));
        typed = next.or(typed);
    }
    typed
}

/// The lines without what Windows' shells write in front of a command: `C:\Users\ana>`, `PS C:\>`.
fn without_prompts(input: &Mapped) -> Option<Mapped> {
    let text = input.text();
    let mut typed: Option<Mapped> = None;
    let (mut from, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if let Some(length) = prompt(line) {
            let typed = typed.get_or_insert_with(|| Mapped::starting_at(input.start()));
            typed.push_part(input, from..at);
            from = at + length;
        }
        at += line.len();
    }
    let mut typed = typed?;
    typed.push_part(input, from..at);
    Some(typed)
}

/// The length of the prompt that a line begins with.
fn prompt(line: &str) -> Option<usize> {
    const LONGEST_PROMPT: usize = 200;
    let path = line.strip_prefix("PS ").unwrap_or(line);
    let drive = path.strip_prefix(|c: char| c.is_ascii_alphabetic())?.strip_prefix(":\\")?;
    let near = drive.bytes().take(LONGEST_PROMPT);
    let end = near.clone().position(|byte| byte == b'>')?;
    let is_path = !drive.as_bytes()[..end].iter().any(|byte| b"\"'|<*?\n".contains(byte));
    let rest = &drive[end + 1..];
    is_path.then(|| line.len() - rest.trim_start_matches(' ').len())
}

/// The lines without the `>` that each of them begins with.
fn without_quotation(input: &Mapped) -> Option<Mapped> {
    let text = input.text();
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let is_quoted = |line: &str| line.trim_start().starts_with('>');
    if !lines.next().is_some_and(is_quoted) || !lines.all(is_quoted) {
        return None;
    }
    let mut typed = Mapped::starting_at(input.start());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '\t']);
        let words = words.strip_prefix('>').unwrap_or(words);
        let words = words.strip_prefix(' ').unwrap_or(words);
        at += line.len();
        typed.push_part(input, at - words.len()..at);
    }
    Some(typed)
}

fn with_straight_marks(input: &Mapped) -> Option<Mapped> {
    let text = input.text();
    if !text.as_bytes().contains(&FIRST_BYTE) {
        return None;
    }
    let has_double = !text.contains('"') && text.contains(DOUBLE);
    let has_single = !text.contains('\'') && text.contains(SINGLE);
    let has_dash = text.contains(DASHES);
    let is_command = !text.trim_start().starts_with(['{', '[']) && text.contains("curl");
    let has_mixed = is_command && !has_double && text.contains(DOUBLE);
    if !has_double && !has_single && !has_dash && !has_mixed {
        return None;
    }
    let mut typed = Mapped::starting_at(input.start());
    let mut copied = 0;
    let mut is_word_start = true;
    // Where the argument that is being read ends
    let mut end = None;
    let mut is_in_text = false;
    for (at, c) in text.char_indices() {
        is_in_text ^= c == '"';
        if has_mixed
            && is_word_start
            && !is_in_text
            && DOUBLE.contains(&c)
            && follows_option(&text[..at])
        {
            end = argument_end(&text[at + c.len_utf8()..]).map(|end| at + c.len_utf8() + end);
        }
        let is_mark = end.is_some_and(|end| end == at) || end.is_some() && is_word_start;
        let straight = match c {
            c if is_mark && DOUBLE.contains(&c) => "\"",
            c if has_double && DOUBLE.contains(&c) => "\"",
            c if has_single && SINGLE.contains(&c) => "'",
            c if is_word_start && DASHES.contains(&c) => hyphens(&text[at + c.len_utf8()..]),
            _ => "",
        };
        if !straight.is_empty() {
            typed.push_part(input, copied..at);
            typed.push_value(straight, input.source(at));
            copied = at + c.len_utf8();
        }
        if end == Some(at) {
            end = None;
        }
        is_word_start = c.is_whitespace();
    }
    typed.push_part(input, copied..text.len());
    (copied > 0).then_some(typed)
}

/// Whether the word before this place is an option, or the name of a method.
fn follows_option(before: &str) -> bool {
    let line = before.trim_end_matches([' ', '\t']);
    let start = line.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let word = &line[start..];
    let name = word.trim_start_matches(['-', '—', '–']);
    let is_option = name.len() < word.len() && name.starts_with(|c: char| c.is_ascii_alphabetic());
    is_option || matches!(word, "curl" | "POST" | "GET" | "PUT")
}

/// The length of an argument, up to the mark behind it.
fn argument_end(rest: &str) -> Option<usize> {
    let is_stop = |c: char| DOUBLE.contains(&c) || matches!(c, '"' | '\n');
    let (end, mark) = rest.char_indices().take(LONGEST_ARGUMENT).find(|(_, c)| is_stop(*c))?;
    if !DOUBLE.contains(&mark) {
        return None;
    }
    let after = &rest[end + mark.len_utf8()..];
    (after.is_empty() || after.starts_with(char::is_whitespace)).then_some(end)
}

/// What stood before an option: `—location` was `--location`, and `–X` was `-X`. Nothing where no option follows.
fn hyphens(option: &str) -> &'static str {
    let letters = option.chars().take_while(char::is_ascii_alphabetic).take(2).count();
    ["", "-", "--"][letters]
}
