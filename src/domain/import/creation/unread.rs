//! What stands in a text and was read by nobody: names of the field table with a value behind them, and
//! routes that create or set. A reader that does not understand a line leaves it out without a word; this
//! finds the line.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::domain::import::creation::names;
use crate::domain::import::route;
use crate::domain::import::source::kind::SourceKind;
use crate::domain::import::source::{FoundSource, document};
use readers::literal::node::Node;
use readers::text::mapped::Mapped;

/// A name or a route that is part of no request that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::domain::import) struct UnreadText {
    pub at: usize,
    pub text: String,
}

/// Looks through a text for what is missing in the requests that were found in it. Each is told once, where
/// it stands first.
pub(in crate::domain::import) fn find(text: &str, found: &FoundSource) -> Vec<UnreadText> {
    // Of a list that is too long, not every entry is read.
    if !has_lines(found.kind) || found.left_out > 0 {
        return Vec::new();
    }
    let written = WrittenNames::of(text, found.kind);
    let read = ReadNames::of(found);
    let mut unread = Vec::new();
    for (name, places) in written.names {
        let known = read.names.get(name).map_or(&[][..], Vec::as_slice);
        // A value may stand in the text more often than it counts: in a variable, and where that is used.
        if known.len() < places.len()
            && let Some(place) = places.iter().find(|place| !place.has_any(known))
        {
            unread.push(UnreadText { at: place.at, text: name.to_owned() });
        }
    }
    for (route, places) in written.routes {
        // A request to an address that is put together has no route that shows.
        let is_sent = places.iter().any(|place| place.has_any(&read.requests));
        if !read.routes.contains(route) && !is_sent {
            unread.push(UnreadText { at: places[0].at, text: format!("/{route}") });
        }
    }
    unread.sort_by_key(|unread| unread.at);
    unread
}

/// Whether a text of this kind has lines that its reader may not understand. The others are one document, or
/// a table, which names its unknown columns.
const fn has_lines(kind: SourceKind) -> bool {
    matches!(
        kind,
        SourceKind::Curl(_)
            | SourceKind::PowerShell
            | SourceKind::JavaScript
            | SourceKind::Python
            | SourceKind::Php
            | SourceKind::Program
            | SourceKind::HttpFile
            | SourceKind::Json
            | SourceKind::Unknown
    )
}

/// Where a word stands, and the line around it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct WordPlace {
    at: usize,
    line: Range<usize>,
}

impl WordPlace {
    /// Whether one of these places, which are in order, is on the line.
    fn has_any(&self, places: &[usize]) -> bool {
        let next = places.partition_point(|place| *place < self.line.start);
        places.get(next).is_some_and(|place| *place < self.line.end)
    }
}

/// The names and the routes that a text has.
#[derive(Debug, Default)]
struct WrittenNames<'a> {
    names: BTreeMap<&'static str, Vec<WordPlace>>,
    routes: BTreeMap<&'a str, Vec<WordPlace>>,
}

impl<'a> WrittenNames<'a> {
    fn of(text: &'a str, kind: SourceKind) -> Self {
        let mut all = Self::default();
        let mut start = 0;
        let is_terminal = matches!(kind, SourceKind::Curl(_) | SourceKind::PowerShell);
        // A terminal shows the answer right below the command, which has quotes or a pipe.
        let mut is_below = false;
        // How many bytes may still be read a second time
        let mut budget = text.len();
        while let Some(line) = text[start..].split_inclusive('\n').next() {
            let words = line.trim_start();
            if words.starts_with(['{', '[']) && budget > 0 {
                let length = document::value_length(&text[start..]);
                budget = budget.saturating_sub(length);
                if is_below || is_answer(&text[start..start + length]) {
                    let rest = &text[start + length..];
                    start += length + rest.find('\n').map_or(rest.len(), |end| end + 1);
                    continue;
                }
            }
            if !is_remark(words) {
                all.line(line, start);
            }
            is_below = is_terminal && words.contains(['"', '\'', '|']);
            start += line.len();
        }
        all
    }

    fn line(&mut self, line: &'a str, start: usize) {
        let place = |at: usize| WordPlace { at: start + at, line: start..start + line.len() };
        for word in words(line) {
            if let Some(name) = names::of_api(&line[word.clone()])
                && has_value(line, &word)
            {
                self.names.entry(name).or_default().push(place(word.start));
            }
            if let Some(route) = route_at(line, &word) {
                self.routes.entry(route).or_default().push(place(word.start));
            }
        }
    }
}

/// The names and the routes of the requests that were read.
#[derive(Debug, Default)]
struct ReadNames<'a> {
    /// With the places of each, in order
    names: BTreeMap<&'static str, Vec<usize>>,
    routes: BTreeSet<&'a str>,
    /// Where the requests and their addresses begin, in order
    requests: Vec<usize>,
}

impl<'a> ReadNames<'a> {
    fn of(found: &'a FoundSource) -> Self {
        let mut all = Self::default();
        for call in &found.calls {
            if let Some(body) = call.value() {
                all.node(body);
            }
            all.requests.push(call.at);
            if let Some(url) = &call.url {
                all.requests.push(url.start());
                let text = url.text();
                all.routes.extend(words(text).filter_map(|word| route_at(text, &word)));
            }
        }
        for places in all.names.values_mut().chain([&mut all.requests]) {
            places.sort_unstable();
            // The body of a loop is read again and again.
            places.dedup();
        }
        all
    }

    fn node(&mut self, node: &Node) {
        for member in node.members() {
            if let Some(name) = names::of_api(&member.key) {
                let places = self.names.entry(name).or_default();
                places.push(member.at);
                // What a list in front has, and a loop sends: `number: item.number`
                let text = member.value.mapped().map(Mapped::start);
                places.extend(text.filter(|start| *start < member.at));
            }
            self.node(&member.value);
        }
        for item in node.items() {
            self.node(item);
        }
    }
}

/// A line that no program reads.
fn is_remark(line: &str) -> bool {
    ["#", "//", "/*", "* ", "<!--", "::", "Referer:"].iter().any(|mark| line.starts_with(mark))
        || line.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("rem "))
}

/// Whether a value is what a server answered: it is there to be seen, behind the request.
fn is_answer(value: &str) -> bool {
    let is_wrapped =
        value.trim_start_matches(['{', '[', ' ', '\n', '\r']).starts_with("\"instance\"");
    is_wrapped
        || ["\"instanceId\"", "\"hash\"", "\"connectionStatus\"", "\"createdAt\""]
            .iter()
            .any(|name| value.contains(name))
}

const fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The words of a line.
fn words(line: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = line.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && !is_part(bytes[at]) {
            at += 1;
        }
        let start = at;
        while at < bytes.len() && is_part(bytes[at]) {
            at += 1;
        }
        (at > start).then_some(start..at)
    })
}

/// Whether a value belongs to a word: `"word": …`, `'word' => …`, `['word'] = …`, `word: …`, `p.word = …`,
/// `&word=…`.
fn has_value(line: &str, word: &Range<usize>) -> bool {
    const TYPES: [&str; 9] =
        ["string", "String", "str", "boolean", "Boolean", "bool", "number", "int", "any"];
    let before = line[..word.start].trim_end_matches(['"', '\'', '\\']);
    let behind = &line[word.end..];
    let rest = behind.trim_start_matches(['"', '\'', '\\']);
    let is_quoted = rest.len() < behind.len();
    let rest = rest.trim_start();
    if is_quoted && before.ends_with('[') {
        return rest.strip_prefix(']').is_some_and(|rest| is_assigned(rest.trim_start()));
    }
    if let Some(value) = rest.strip_prefix(':') {
        let value = value.trim_start();
        let length = value.bytes().take_while(|byte| is_part(*byte)).count();
        let is_type = TYPES.contains(&&value[..length]) || value.starts_with("Optional[");
        // `log("word:", …)`
        let is_said =
            !is_quoted && value.starts_with(['"', '\'', ')']) && before.len() < word.start;
        return !value.starts_with(['/', ':']) && !is_said && (is_quoted || !is_type);
    }
    rest.starts_with("=>")
        || is_assigned(rest)
            && before.ends_with(['.', '&', '?'])
            && !["this.", "self."].iter().any(|owner| before.ends_with(owner))
        || is_assigned(rest) && before.ends_with("->")
}

fn is_assigned(rest: &str) -> bool {
    rest.starts_with('=') && !rest.starts_with("==")
}

/// The route that begins with a word, where it is one that creates or sets.
fn route_at<'a>(line: &'a str, word: &Range<usize>) -> Option<&'a str> {
    let second = line[word.end..].strip_prefix('/')?;
    let length = second.bytes().take_while(|byte| is_part(*byte)).count();
    let known = route::of_segments(&line[word.clone()], &second[..length], "")?;
    known.is_written().then(|| &line[word.start..word.end + 1 + length])
}
