//! What stands behind a dollar: variables with their signs, arguments, arrays, and substitutions.

use std::borrow::Cow;

use crate::shell::posix::Lexer;
use crate::shell::posix::arrays::WORD;
use crate::shell::posix::modifiers::modified;
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
