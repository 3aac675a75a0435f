//! A text that was decoded from another one (quotes taken off, escapes resolved, lines joined) and knows
//! where in the paste each of its characters stood, and which parts of it nobody knows.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// From `at` on, the text stood at `source` in the paste.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct TextRun {
    at: u32,
    source: u32,
    /// All of the run came from that one place: the value of a variable
    is_fixed: bool,
}

impl TextRun {
    /// Where the byte at this place of the text stood, which is in this run.
    const fn source(&self, at: usize) -> usize {
        let source = self.source as usize;
        if self.is_fixed { source } else { source + (at - self.at as usize) }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Mapping {
    runs: Vec<TextRun>,
    /// The parts that stand for what the paste does not tell: variables and expressions
    holes: Vec<Range<u32>>,
}

/// A decoded text. Most texts stand in the paste as they are, and then there is no mapping.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapped {
    text: String,
    start: u32,
    mapping: Option<Box<Mapping>>,
}

/// Places are kept in 32 bits; a paste is refused long before it has as many bytes.
fn narrow(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

impl Mapped {
    /// Nothing yet, from this place on.
    #[must_use]
    pub fn starting_at(source: usize) -> Self {
        Self { start: narrow(source), ..Self::default() }
    }

    /// A text that stands in the paste as it is.
    #[must_use]
    pub fn plain(text: impl Into<String>, source: usize) -> Self {
        Self { text: text.into(), start: narrow(source), mapping: None }
    }

    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where in the paste the text begins.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start as usize
    }

    /// Where in the paste the byte at this place of the text stood.
    #[must_use]
    pub fn source(&self, at: usize) -> usize {
        let run = self.mapping.as_ref().and_then(|mapping| {
            let count = mapping.runs.partition_point(|run| run.at as usize <= at);
            count.checked_sub(1).map(|last| mapping.runs[last])
        });
        run.map_or_else(|| self.start() + at, |run| run.source(at))
    }

    /// Where the next byte is expected to come from if nothing is decoded.
    fn expected(&self) -> usize {
        let end = self.text.len();
        let last = self.mapping.as_ref().and_then(|mapping| mapping.runs.last());
        last.map_or_else(|| self.start() + end, |run| run.source(end))
    }

    fn mapping(&mut self) -> &mut Mapping {
        self.mapping.get_or_insert_default()
    }

    fn note(&mut self, source: usize, is_fixed: bool) {
        let last = self.mapping.as_ref().and_then(|mapping| mapping.runs.last());
        let was_fixed = last.is_some_and(|run| run.is_fixed);
        if self.text.is_empty() && self.mapping.is_none() && !is_fixed {
            self.start = narrow(source);
        } else if is_fixed || was_fixed || self.expected() != source {
            let run = TextRun { at: narrow(self.text.len()), source: narrow(source), is_fixed };
            self.mapping().runs.push(run);
        }
    }

    /// Adds text that stands at this place of the paste.
    pub fn push_str(&mut self, text: &str, source: usize) {
        if !text.is_empty() {
            self.note(source, false);
            self.text.push_str(text);
        }
    }

    pub fn push(&mut self, character: char, source: usize) {
        self.push_str(character.encode_utf8(&mut [0; 4]), source);
    }

    /// Adds the value of a variable that is named at this place of the paste.
    pub fn push_value(&mut self, value: &str, source: usize) {
        if !value.is_empty() {
            self.note(source, true);
            self.text.push_str(value);
        }
    }

    /// Adds the name of something whose value the paste does not tell. All of it has the place where it
    /// begins: the name may be written in another way than it stands there.
    pub fn push_hole(&mut self, name: &str, source: usize) {
        if name.is_empty() {
            return;
        }
        let from = narrow(self.text.len());
        self.push_value(name, source);
        let to = narrow(self.text.len());
        self.mapping().holes.push(from..to);
    }

    /// Adds a part of another text with its places and holes.
    pub fn push_part(&mut self, other: &Self, range: Range<usize>) {
        let Some(part) = other.text.get(range.clone()) else { return };
        let Some(mapping) = other.mapping.as_deref() else {
            return self.push_str(part, other.source(range.start));
        };
        let offset = self.text.len();
        let first = mapping.runs.partition_point(|run| run.at as usize <= range.start);
        let mut from = range.start;
        let mut run = first.checked_sub(1).map(|before| mapping.runs[before]);
        for next in &mapping.runs[first..] {
            let to = (next.at as usize).min(range.end);
            self.push_piece(other, from..to, run);
            from = to;
            if to == range.end {
                break;
            }
            run = Some(*next);
        }
        self.push_piece(other, from..range.end, run);
        let is_inside = |hole: &&Range<u32>| {
            (hole.start as usize) < range.end && hole.end as usize > range.start
        };
        let skipped = mapping.holes.partition_point(|hole| hole.end as usize <= range.start);
        for hole in mapping.holes[skipped..].iter().take_while(is_inside) {
            let start = (hole.start as usize).max(range.start) - range.start + offset;
            let end = (hole.end as usize).min(range.end) - range.start + offset;
            self.mapping().holes.push(narrow(start)..narrow(end));
        }
    }

    /// Adds a piece that is in one run of the other text, or in front of its first one.
    fn push_piece(&mut self, other: &Self, range: Range<usize>, run: Option<TextRun>) {
        let source = run.map_or(other.start() + range.start, |run| run.source(range.start));
        let piece = &other.text[range];
        match run {
            Some(TextRun { is_fixed: true, .. }) => self.push_value(piece, source),
            _ => self.push_str(piece, source),
        }
    }

    /// A part as a text of its own.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let mut part = Self::starting_at(self.source(range.start));
        part.push_part(self, range);
        part
    }

    /// Without the blanks around it.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let from = self.text.len() - self.text.trim_start().len();
        self.part(from..from + self.text.trim().len())
    }

    /// Whether a part of the text stands for what the paste does not tell.
    #[must_use]
    pub fn has_hole(&self) -> bool {
        self.mapping.as_ref().is_some_and(|mapping| !mapping.holes.is_empty())
    }

    /// Where the next hole behind this place begins, or where the text ends.
    #[must_use]
    pub fn next_hole(&self, at: usize) -> usize {
        let next = self.mapping.as_deref().and_then(|mapping| {
            let place = mapping.holes.partition_point(|hole| hole.start as usize <= at);
            mapping.holes.get(place).map(|hole| hole.start as usize)
        });
        next.unwrap_or(self.text.len())
    }

    /// Where the last hole begins.
    #[must_use]
    pub fn last_hole(&self) -> Option<usize> {
        Some(self.mapping.as_deref()?.holes.last()?.start as usize)
    }

    /// The text as a path behind an address.
    #[must_use]
    pub fn below(&self, address: &Self) -> Self {
        let mut whole = address.part(0..address.text().trim_end_matches('/').len());
        if !self.text.starts_with('/') {
            whole.push_value("/", self.start());
        }
        whole.push_part(self, 0..self.text.len());
        whole
    }

    /// The hole that begins at this place, as its end.
    #[must_use]
    pub fn hole_at(&self, at: usize) -> Option<usize> {
        let holes = &self.mapping.as_deref()?.holes;
        let place = holes.partition_point(|hole| (hole.start as usize) < at);
        holes.get(place).filter(|hole| hole.start as usize == at).map(|hole| hole.end as usize)
    }
}
