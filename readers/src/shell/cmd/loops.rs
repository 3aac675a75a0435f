//! `for %%n in (a b c) do …` and `for /L %%n in (1,1,5) do …`, of which each turn is read.

use std::sync::Arc;

use std::ops::Range;

use crate::literal::counted::range;
use crate::literal::node::{Literal, Node};
use crate::literal::scope::Scope;
use crate::shell::cmd::BatchFile;
use crate::shell::cmd::lines::logical_line;
use crate::text::mapped::Mapped;

/// As many loops may stand in each other.
const MOST_LOOPS: usize = 8;

/// What stands between words, also where a line goes on.
const BLANKS: [char; 2] = [' ', '\t'];
const MARKS: [char; 5] = [' ', '\t', '^', '\r', '\n'];

/// The head of a loop.
struct BatchLoop<'a> {
    /// The name with its signs: `%%n` in a file, `%n` in a console
    name: &'a str,
    is_counted: bool,
    list: Range<usize>,
    body: Range<usize>,
    /// Where the text goes on behind it
    end: usize,
}

impl BatchFile<'_> {
    /// Reads the turns of a loop whose values the text tells; where the text goes on behind it.
    pub(super) fn loop_read(
        &mut self,
        input: &Mapped,
        at: usize,
        scope: &mut Scope,
    ) -> Option<usize> {
        let found = head(input, at, scope).filter(|_| self.loops < MOST_LOOPS)?;
        let values = values(&found, input, scope).filter(|values| !values.is_empty())?;
        if !scope.allowance.spend_turns(values.len(), found.body.len()) {
            scope.allowance.waste(values.len());
            return None;
        }
        let body = input.part(found.body);
        let before = scope.bind(found.name, None);
        self.loops += 1;
        for value in values {
            scope.set(found.name, Node::new(value.start(), Literal::Text(value)));
            self.read(&body, scope, false);
        }
        self.loops -= 1;
        scope.bind(found.name, before);
        Some(found.end)
    }
}

fn head<'a>(input: &'a Mapped, start: usize, scope: &Scope) -> Option<BatchLoop<'a>> {
    let text = input.text();
    let rest = after_word(text[start..].trim_start_matches(BLANKS).trim_start_matches('@'), "for")?;
    let counted = after_word(rest, "/l");
    let rest = counted.unwrap_or(rest);
    let signs = rest.bytes().take(2).take_while(|byte| *byte == b'%').count();
    let is_letter = rest[signs..].starts_with(|c: char| c.is_ascii_alphabetic());
    if signs == 0 || !is_letter {
        return None;
    }
    let (name, rest) = rest.split_at(signs + 1);
    let open = text.len() - after_word(rest.trim_start_matches(BLANKS), "in")?.len();
    let close = closing(text, open, scope)?;
    let rest = after_word(text[close + 1..].trim_start_matches(MARKS), "do")?;
    let begin = text.len() - rest.len();
    let (body, end) = if rest.starts_with('(') {
        let close = closing(text, begin, scope)?;
        let behind = text[close..].find('\n').map_or(text.len(), |line| close + line + 1);
        (begin + 1..close, behind)
    } else {
        let (_, end) = logical_line(input, begin, scope);
        scope.allowance.waste(end - begin);
        (begin..end, end)
    };
    Some(BatchLoop { name, is_counted: counted.is_some(), list: open + 1..close, body, end })
}

/// What follows a word and the blanks behind it.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(word.len())?;
    let is_word = start.eq_ignore_ascii_case(word) && !rest.starts_with(char::is_alphanumeric);
    is_word.then(|| rest.trim_start_matches(BLANKS))
}

/// Where the bracket at this place is closed. A quote ends with its line.
fn closing(text: &str, open: usize, scope: &Scope) -> Option<usize> {
    let rest = &text.as_bytes()[open..];
    let near = scope.allowance.reach(rest.len());
    let (mut depth, mut is_quoted, mut is_escaped) = (0_usize, false, false);
    let end = rest[..near].iter().position(|byte| {
        let is_plain = std::mem::take(&mut is_escaped);
        match byte {
            _ if is_plain => {}
            b'\n' => is_quoted = false,
            b'"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            b'^' => is_escaped = true,
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    scope.allowance.waste(end.unwrap_or(near));
    end.filter(|end| *end > 0).map(|end| open + end)
}

/// The values of a loop; `None` where one of them is not known, or is a pattern for the names of files.
fn values(found: &BatchLoop<'_>, input: &Mapped, scope: &Scope) -> Option<Vec<Mapped>> {
    let list = input.part(found.list.clone());
    let mut words = Vec::new();
    let mut at = 0;
    while at < list.text().len() {
        let (line, end) = logical_line(&list, at, scope);
        arguments(&line, &mut words);
        at = end;
    }
    if !found.is_counted {
        let is_told = |word: &Mapped| is_known(word) && !word.text().contains(['*', '?']);
        return words.iter().all(is_told).then_some(words);
    }
    let numbers: Option<Vec<i64>> = words.iter().map(|word| word.text().parse().ok()).collect();
    let [first, step, last] = numbers?[..] else { return None };
    let numbers = range(first, last, step)?;
    let start = list.start();
    let number = |number: i64| Mapped::plain(number.to_string(), start);
    scope.allowance.spend(numbers.len()).then(|| numbers.into_iter().map(number).collect())
}

/// The words of a list or of a call, with the quotes around them.
pub(super) fn arguments(line: &Mapped, into: &mut Vec<Mapped>) {
    let mut is_quoted = false;
    let is_end = |c: char| {
        is_quoted ^= c == '"';
        !is_quoted && (c.is_whitespace() || matches!(c, ',' | ';' | '='))
    };
    let mut from = 0;
    for word in line.text().split(is_end) {
        if !word.is_empty() {
            into.push(line.part(from..from + word.len()));
        }
        from += word.len() + 1;
    }
}

/// Whether the text tells at least a part of a word.
pub(super) fn is_known(word: &Mapped) -> bool {
    word.hole_at(0) != Some(word.text().len())
}

/// The value of a word for as long as a call lasts.
pub(super) fn named(word: &Mapped) -> Option<Arc<Node>> {
    let value = || Arc::new(Node::new(word.start(), Literal::Text(word.clone())));
    is_known(word).then(value)
}
