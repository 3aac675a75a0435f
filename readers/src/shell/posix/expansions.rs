//! What stands behind a dollar: variables with their signs, arguments, arrays, and substitutions.

use std::borrow::Cow;

use crate::shell::posix::Lexer;
use crate::shell::posix::arrays::WORD;
use crate::shell::posix::printed::printed;
use crate::shell::{CLIENTS, ShellCommand};
use crate::text::mapped::Mapped;

/// As far as the end of a substitution is looked for.
const LONGEST_SUBSTITUTION: usize = 200_000;
/// As far as the end of `${…}` is looked for.
const LONGEST_VARIABLE: usize = 400;
/// Nobody writes more of them inside each other, and each one is a call inside a call.
const DEEPEST_SUBSTITUTION: usize = 4;
/// What as many lines cost as `seq` may print.
const MOST_LINES: usize = 1_000_000;
/// Programs whose words tell what they print.
const PRINTERS: [&str; 5] = ["cat", "echo", "jq", "printf", "seq"];

impl Lexer<'_> {
    /// A variable outside of quotes: among the values of a `for`, each of its words is one.
    pub(super) fn unquoted_variable(&mut self) {
        let is_in_for = self.is_in_for();
        let before = self.word.as_ref().map_or(0, |word| word.text().len());
        self.variable();
        if is_in_for && let Some(word) = self.word.take() {
            self.word = self.split_from(word, before);
        }
    }

    /// Ends the words that a value has from a place on, but for the last one.
    fn split_from(&mut self, word: Mapped, from: usize) -> Option<Mapped> {
        let text = word.text();
        if word.has_hole() || !text[from..].contains(char::is_whitespace) {
            return Some(word);
        }
        let mut start = 0;
        while let Some(blank) = text[start.max(from)..].find(char::is_whitespace) {
            let end = start.max(from) + blank;
            self.word = Some(word.part(start..end)).filter(|part| !part.is_empty());
            self.end_word();
            start = text.len() - text[end..].trim_start().len();
        }
        Some(word.part(start..text.len())).filter(|part| !part.is_empty())
    }

    /// `$name`, `${name}`, `$(command)`, or a dollar.
    pub(super) fn variable(&mut self) {
        let rest = self.rest();
        if rest.starts_with("$(") {
            return self.substitution();
        }
        let (name, signs, length) = if let Some(inner) = rest.strip_prefix("${") {
            let reach = self.scope.allowance.reach(LONGEST_VARIABLE);
            let end = inner.bytes().take(reach).position(|byte| byte == b'}');
            let Some(end) = end else {
                self.scope.allowance.waste(reach);
                return self.copy(1);
            };
            let (name, signs) = inner[..end].split_at(name_length(&inner[..end]));
            (name, signs, end + 3)
        } else {
            let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
            let first = rest.as_bytes().get(1);
            let end = match first {
                // `$1` and `$@` are names of one sign.
                Some(b'0'..=b'9' | b'@' | b'*' | b'#') => 1,
                _ => rest[1..].bytes().position(|byte| !is_name(byte)).unwrap_or(rest.len() - 1),
            };
            (&rest[1..=end], "", end + 1)
        };
        if name.is_empty() {
            return self.copy(1);
        }
        if signs.is_empty() && (self.inserts_array(name) || self.inserts_arguments(name)) {
            self.at += length;
            return;
        }
        let source = self.source();
        let value = self.value_of(name);
        match modified(value.as_deref(), signs) {
            Some(value) => self.word().push_value(&value, source),
            // `$#` in a text that is no command
            None if matches!(name, "#" | "*" | "@") && length == 2 && self.arguments.is_some() => {
                return self.copy(1);
            }
            None => {
                let shown = rest[..length].to_owned();
                self.word().push_hole(&shown, source);
            }
        }
        self.at += length;
    }

    /// The value of a variable, an argument or a place in an array.
    fn value_of(&self, name: &str) -> Option<Cow<'static, str>> {
        if let (Ok(place), Some(arguments)) = (name.parse::<usize>(), &self.arguments) {
            // An argument that is not given is an empty text.
            let argument = place.checked_sub(1).map(|place| arguments.get(place));
            return match argument? {
                Some(argument) if argument.has_hole() => None,
                argument => {
                    Some(argument.map(|it| it.text().to_owned()).unwrap_or_default().into())
                }
            };
        }
        let known =
            self.scope.inserted(name).map(str::to_owned).or_else(|| self.place_in_array(name));
        known.map(Cow::Owned)
    }

    /// Adds `$@` and `$*`, where the text is the body of a function.
    fn inserts_arguments(&mut self, name: &str) -> bool {
        let Some(arguments) = self.arguments.as_ref().filter(|_| matches!(name, "@" | "*")) else {
            return false;
        };
        let weight = arguments.iter().map(|argument| argument.text().len()).sum();
        if !self.scope.allowance.spend(weight) {
            return false;
        }
        let arguments = arguments.clone();
        self.insert_words(&arguments, name == "@");
        true
    }

    /// `$(cat <<EOF …)` is the here-document, `$(printf …)` what it prints; what other commands print is not
    /// known.
    fn substitution(&mut self) {
        let rest = self.rest();
        let reach = self.scope.allowance.reach(LONGEST_SUBSTITUTION);
        let Some(end) = closing(rest, reach) else {
            self.scope.allowance.waste(reach.min(rest.len()));
            return self.copy(2);
        };
        self.substitute(2, end - 1, end);
    }

    /// `` `seq 1 5` `` among the values of a `for`; whether it is one.
    pub(super) fn old_substitution(&mut self) -> bool {
        const LONGEST: usize = 200;
        let inner = self.rest()[1..].bytes().take(LONGEST).position(|byte| byte == b'`');
        let Some(length) = inner else { return false };
        self.substitute(1, length + 1, length + 2);
        if let Some(word) = self.word.take() {
            self.word = self.split_from(word, 0);
        }
        true
    }

    /// Puts in what the command prints that stands between two places of the rest.
    fn substitute(&mut self, from: usize, to: usize, end: usize) {
        let rest = self.rest();
        let inner = rest[from..to].trim_start();
        let (source, shown) = (self.source(), rest[..end].chars().take(60).collect::<String>());
        let first = inner.split(|c: char| c.is_whitespace() || c == '<' || c == '\\').next();
        let first = first.unwrap_or_default();
        let allowance = &self.scope.allowance;
        let has_much = || allowance.has_turns() && allowance.reach(MOST_LINES) == MOST_LINES;
        let is_printed = PRINTERS.contains(&first) && (first != "seq" || has_much());
        // `ANSWER=$(curl …)` sends a request, too.
        let is_sent = CLIENTS.iter().any(|name| inner.contains(name)) || self.knows_function(first);
        if let Some(sum) = sum(inner, &|name| self.value_of(name)) {
            self.word().push_value(&sum.to_string(), source);
        } else if (is_printed || is_sent) && self.depth < DEEPEST_SUBSTITUTION {
            let part = self.input.part(self.at + from..self.at + to);
            let commands = self.commands_inside(&part);
            // Of several commands, the last one prints all only where it reads what the others print.
            let last = commands.last().filter(|last| commands.len() == 1 || last.stdin.is_some());
            // Each line of it may become a value.
            let weight = if first == "seq" { WORD } else { 0 };
            let is_paid =
                |text: &Mapped| self.scope.allowance.spend(text.text().len() * weight / 4);
            if let Some(text) = last.filter(|_| is_printed).and_then(printed).filter(is_paid) {
                let text = text.part(0..text.text().trim_end().len());
                self.word().push_part(&text, 0..text.text().len());
                self.at += end;
                return;
            }
            if is_sent {
                self.commands.extend(commands);
            }
            self.word().push_hole(&shown, source);
        } else {
            self.word().push_hole(&shown, source);
        }
        self.at += end;
    }

    /// The commands of a substitution.
    fn commands_inside(&mut self, part: &Mapped) -> Vec<ShellCommand> {
        let mut inner = Lexer::new(part, self.scope, self.depth + 1);
        inner.arguments.clone_from(&self.arguments);
        inner.call_depth = self.call_depth;
        inner.run_with(&mut self.functions, &mut self.arrays)
    }
}

/// The length of the name in `${…}`, with the place in an array behind it.
fn name_length(inner: &str) -> usize {
    let signs = inner.len() - inner.trim_start_matches(['!', '#']).len();
    if inner.len() == signs {
        return signs;
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '@' | '*');
    let name = inner[signs..].find(|c| !is_part(c)).map_or(inner.len(), |length| signs + length);
    let place = inner[name..].strip_prefix('[').and_then(|place| place.find(']'));
    name + place.map_or(0, |length| length + 2)
}

/// The value that `${NAME…}` has by the signs behind the name; nothing where it is not known.
fn modified<'a>(value: Option<&'a str>, signs: &'a str) -> Option<Cow<'a, str>> {
    let filled = value.filter(|value| !value.is_empty());
    let defaults = [":-", ":=", "-", "="];
    if let Some(default) = defaults.iter().find_map(|sign| signs.strip_prefix(sign)) {
        let is_plain = !default.is_empty() && !default.contains(['$', '"', '\'', '\\']);
        return filled.or_else(|| is_plain.then_some(default)).or(value).map(Cow::Borrowed);
    }
    let value = value?;
    if signs.is_empty() || signs.starts_with([':', '?']) && signs.contains('?') {
        return Some(value.into());
    }
    match signs {
        ",," => return Some(value.to_lowercase().into()),
        "^^" => return Some(value.to_uppercase().into()),
        _ => {}
    }
    if let Some(replaced) = signs.strip_prefix('/') {
        let all = replaced.strip_prefix('/');
        let (old, new) = all.unwrap_or(replaced).split_once('/')?;
        let is_plain = !old.is_empty() && !old.contains(['*', '?', '[', '$', '\\']);
        let times = if all.is_some() { usize::MAX } else { 1 };
        return is_plain.then(|| value.replacen(old, new, times).into());
    }
    cut(value, signs).map(Cow::Borrowed)
}

/// `%%:*`, `%:*`, `##*:` and `#*:`: what stands in front of a sign, or behind it.
fn cut<'a>(value: &'a str, signs: &str) -> Option<&'a str> {
    let is_plain = |sign: &str| !sign.is_empty() && !sign.contains(['*', '?', '[', '$', '"', '\'']);
    let (pattern, is_end, is_first) = match signs.as_bytes() {
        [b'%', b'%', ..] => (&signs[2..], true, true),
        [b'%', ..] => (&signs[1..], true, false),
        [b'#', b'#', ..] => (&signs[2..], false, false),
        [b'#', ..] => (&signs[1..], false, true),
        _ => return None,
    };
    let sign = if is_end { pattern.strip_suffix('*') } else { pattern.strip_prefix('*') };
    let Some(sign) = sign else {
        // Without a star it is all that is taken away.
        let rest = if is_end { value.strip_suffix(pattern) } else { value.strip_prefix(pattern) };
        return is_plain(pattern).then_some(rest.unwrap_or(value));
    };
    if !is_plain(sign) {
        return None;
    }
    Some(match if is_first { value.find(sign) } else { value.rfind(sign) } {
        Some(place) if is_end => &value[..place],
        Some(place) => &value[place + sign.len()..],
        None => value,
    })
}

/// `((a + b))`, the inside of `$((a + b))`.
fn sum(inner: &str, value: &dyn Fn(&str) -> Option<Cow<'static, str>>) -> Option<i64> {
    let inner = inner.strip_prefix('(')?.strip_suffix(')')?;
    let number = |text: &str| -> Option<i64> {
        let text = text.trim().trim_start_matches('$').trim_matches(['{', '}']);
        text.parse().ok().or_else(|| value(text)?.trim().parse().ok())
    };
    match inner.find(['+', '-']).filter(|place| *place > 0) {
        Some(place) => {
            let (left, right) = (number(&inner[..place])?, number(&inner[place + 1..])?);
            let is_sum = inner.as_bytes()[place] == b'+';
            if is_sum { left.checked_add(right) } else { left.checked_sub(right) }
        }
        None => number(inner),
    }
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
