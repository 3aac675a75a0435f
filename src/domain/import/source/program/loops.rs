//! The loops of a program. The body of a loop is read once for each value that its names are given, as an
//! interpreter reads it; where no value is known, it is read once, like any other lines.

use std::ops::Range;

use crate::domain::import::source::MOST_ENTRIES;
use crate::domain::import::source::program::Program;
use crate::domain::import::source::program::bound_names::{
    BoundName, FormerValues, GivenValue, has_known,
};
use crate::domain::import::source::program::collections::numbered;
use readers::literal::counted;
use readers::literal::node::{Node, Syntax};
use readers::literal::reader::Reader;

/// As long as the head of a loop or a function is.
pub(super) const LONGEST_HEAD: usize = 2_000;
/// As far as a loop is looked for behind what it repeats
const NEAR: usize = 400;
/// As many bodies as are read inside each other.
pub(super) const DEEPEST: usize = 8;
/// What a turn costs beyond the reading of its body, in bytes.
const TURN: usize = 200;

/// The calls and the bodies that a turn has found
type FoundRanges = (Range<usize>, Range<usize>);

/// What a loop gives to its names.
pub(super) struct LoopValues {
    pub(super) names: BoundName,
    pub(super) values: Vec<Node>,
}

impl Program<'_> {
    /// Reads a loop whose first word stands here; whether it is one whose values are known.
    pub(super) fn repeats(&mut self, word: &str, start: usize, after: usize) -> bool {
        if !self.may_look_ahead() {
            return false;
        }
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, after);
        reader.skip_blanks();
        // `for await (…)`
        if reader.eat("await") {
            reader.skip_blanks();
        }
        let head = if reader.rest().starts_with('(') {
            self.bracketed_head(word, &mut reader)
        } else if self.syntax == Syntax::Python {
            self.python_head(&mut reader)
        } else {
            self.bare_head(&mut reader)
        };
        let body = head.as_ref().and_then(|_| body(&mut reader, start));
        let end = reader.at;
        let is_read = match head.zip(body) {
            Some((head, body)) => self.turns(&head, body),
            None => false,
        };
        if is_read {
            self.at = end;
        } else {
            let looked = end - after + near(&self.input.text()[after..]).len();
            self.budget = self.budget.saturating_sub(looked);
        }
        is_read
    }

    /// Whether something may be read that may have to be read again.
    pub(super) const fn may_look_ahead(&self) -> bool {
        self.budget > 0 && self.depth < DEEPEST
    }

    /// `for nome, numero in contas:`
    fn python_head(&self, reader: &mut Reader<'_>) -> Option<LoopValues> {
        let head = self.in_collection(reader)?;
        reader.skip_blanks();
        reader.eat(":").then_some(head)
    }

    /// `nome, numero in contas`
    fn in_collection(&self, reader: &mut Reader<'_>) -> Option<LoopValues> {
        let (start, text) = (reader.at, reader.text());
        let names = near(reader.rest()).find(" in ")?;
        reader.at += names + 4;
        let collection = self.collection(reader)?;
        let names = BoundName::one(text, start..start + names)?;
        Some(LoopValues { names, values: self.elements(&collection, false) })
    }

    /// `[criar(nome) for nome in nomes]`, from the call on.
    pub(super) fn comprehended(&mut self, path: &str, bracket: usize) -> bool {
        let start = bracket - path.len().min(bracket);
        let window = window(&self.input.text()[bracket..], NEAR);
        if !self.may_look_ahead() || !window.contains("for ") {
            return false;
        }
        let mut reader = Reader::new(self.input, self.syntax, &self.scope, bracket);
        if !self.input.text()[start..].starts_with(path) || !reader.skip_block(LONGEST_HEAD) {
            return false;
        }
        let body = start..reader.at;
        reader.skip_blanks();
        if body.end >= self.end || !reader.eat("for ") {
            return false;
        }
        let Some(head) = self.in_collection(&mut reader) else { return false };
        reader.skip_blanks();
        let (end, is_inside) = (reader.at, reader.rest().starts_with([']', ')', 'i']));
        let is_read = is_inside && self.turns(&head, body);
        if is_read {
            self.at = end;
        }
        is_read
    }

    /// Go's `for _, nome := range nomes` and `for i := 1; i <= 5; i++`
    fn bare_head(&self, reader: &mut Reader<'_>) -> Option<LoopValues> {
        let (start, text) = (reader.at, reader.text());
        let line = near(reader.rest());
        if let Some(names) = line.find(":= range ") {
            reader.at += names + ":= range ".len();
            let collection = self.collection(reader)?;
            let names = BoundName::one(text, start..start + names)?;
            return Some(LoopValues { names, values: self.elements(&collection, true) });
        }
        let end = line.find('{')?;
        let values = self.counted(&line[..end].replace(":=", "="), start);
        reader.at += end;
        values
    }

    /// What stands between the brackets of `for (…)` and `foreach (…)`.
    fn bracketed_head(&self, word: &str, reader: &mut Reader<'_>) -> Option<LoopValues> {
        let text = reader.text();
        let start = reader.at + 1;
        let mut inner = Reader::new(self.input, self.syntax, &self.scope, start);
        reader.skip_block(usize::MAX).then_some(())?;
        let range = start..reader.at - 1;
        let head = text.get(range.clone())?;
        if self.syntax == Syntax::Php && word == "foreach" {
            let collection = self.collection(&mut inner)?;
            inner.skip_blanks();
            inner.eat("as").then_some(())?;
            let names = inner.at..range.end;
            let sign = text.get(names.clone())?.find("=>").map(|sign| names.start + sign);
            // A pattern in brackets has its own signs.
            let is_pair = sign.filter(|sign| !text[names.start..*sign].contains(['[', '(']));
            let names = match is_pair {
                Some(sign) => BoundName::of_items(vec![
                    BoundName::one(text, names.start..sign)?,
                    BoundName::one(text, sign + 2..names.end)?,
                ]),
                None => BoundName::one(text, names)?,
            };
            let values = self.elements(&collection, is_pair.is_some());
            return Some(LoopValues { names, values });
        }
        let line = near(head);
        let found = [" of ", " in ", " : "].iter().find_map(|sign| Some((sign, line.find(sign)?)));
        let Some((sign, names)) = found.filter(|_| !line.contains(';')) else {
            return self.counted(head, start);
        };
        inner.at += names + sign.len();
        let collection = self.collection(&mut inner)?;
        let mut values = self.elements(&collection, *sign == " in " && word == "for");
        // `for (const key in object)`
        if *sign == " in " && word == "for" {
            values = values.iter().filter_map(|pair| pair.items().first().cloned()).collect();
        }
        let lead = ["const ", "let ", "var "].iter().find(|lead| line.starts_with(**lead));
        let names = start + lead.map_or(0, |lead| lead.len())..start + names;
        Some(LoopValues { names: BoundName::one(text, names)?, values })
    }

    fn counted(&self, head: &str, at: usize) -> Option<LoopValues> {
        if head.len() > LONGEST_HEAD || !self.may_count() {
            return None;
        }
        let parts: Vec<String> = head.split(';').map(|part| self.with_length(part)).collect();
        let counted = counted::counted(&parts.join(";"), &self.scope)?;
        self.count(counted.numbers.len());
        let values = counted.numbers.into_iter().map(|number| numbered(at, number)).collect();
        Some(LoopValues { names: BoundName::one(&counted.name, 0..counted.name.len())?, values })
    }

    /// `i < nomes.length` with the number that it stands for.
    fn with_length(&self, condition: &str) -> String {
        let Some(sign) = condition.rfind(['<', '=']) else { return condition.to_owned() };
        let (before, limit) = condition.split_at(sign + 1);
        let length = self.length(limit.trim()).map(|length| format!("{before} {length}"));
        length.unwrap_or_else(|| condition.to_owned())
    }

    /// Reads a body once for each value; `false` where no value is known, and nothing was read.
    pub(super) fn turns(&mut self, head: &LoopValues, body: Range<usize>) -> bool {
        let is_known =
            |value: &Node| self.known_value(value).is_some_and(|value| has_known(&value));
        if self.depth >= DEEPEST || !head.values.iter().any(is_known) {
            return false;
        }
        let turns = if self.own.is_survey { 2 } else { usize::MAX };
        let mut last: Option<FoundRanges> = None;
        let values = &head.values[..head.values.len().min(turns)];
        let bytes = values.iter().map(|value| body.len() + value.weight()).sum();
        if !self.may_repeat(values.len(), bytes) {
            return false;
        }
        for value in values {
            let before = (self.calls.len(), self.bodies.len());
            let mut former = FormerValues::new();
            self.bind(&head.names, GivenValue::Node(value), &mut former);
            self.read_range(body.clone());
            self.restore(former);
            // A loop that tries the same again sends the same.
            let bodies = before.1.min(self.bodies.len())..self.bodies.len();
            let found = (before.0..self.calls.len(), bodies);
            if last.as_ref().is_some_and(|last| self.is_same(last, &found)) {
                self.calls.truncate(found.0.start);
                self.bodies.truncate(found.1.start);
            } else {
                last = Some(found);
            }
        }
        true
    }

    /// Reads a body, with what its names have now, and goes back to where it was.
    pub(super) fn read_range(&mut self, range: Range<usize>) {
        let (at, begun) = (self.at, self.begun.take());
        self.at = range.start;
        self.depth += 1;
        self.has_repeated = true;
        self.run(range.end);
        self.depth -= 1;
        (self.at, self.begun) = (at, begun);
    }

    /// Takes what so many more readings of as many bytes cost; whether they may be.
    pub(super) fn may_repeat(&mut self, turns: usize, bytes: usize) -> bool {
        let cost = bytes * 2 + turns * TURN;
        let may_be =
            self.calls.len() + turns <= MOST_ENTRIES && self.scope.allowance.spend_turns(1, cost);
        if may_be {
            self.budget += bytes;
        }
        may_be
    }

    fn is_same(&self, last: &FoundRanges, next: &FoundRanges) -> bool {
        let calls = |range: &Range<usize>| self.calls.get(range.clone()).unwrap_or_default();
        let bodies = |range: &Range<usize>| self.bodies.get(range.clone()).unwrap_or_default();
        calls(&last.0).len() == calls(&next.0).len()
            && bodies(&last.1).len() == bodies(&next.1).len()
            && calls(&last.0).iter().zip(calls(&next.0)).all(|(one, other)| one.is_same(other))
            && bodies(&last.1)
                .iter()
                .zip(bodies(&next.1))
                .all(|(one, other)| one.1.is_same(&other.1))
    }
}

/// The lines of a text within the length of a head.
pub(super) fn near(text: &str) -> &str {
    window(text, LONGEST_HEAD).lines().next().unwrap_or_default()
}

fn window(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// What belongs to a head: the lines below it that are indented deeper, the block behind it, or a statement.
/// The reader is past it then.
pub(super) fn body(reader: &mut Reader<'_>, head: usize) -> Option<Range<usize>> {
    if reader.syntax == Syntax::Python {
        return indented(reader, head);
    }
    reader.skip_blanks();
    let start = reader.at;
    if reader.rest().starts_with('{') {
        reader.skip_block(usize::MAX).then_some(())?;
        return Some(start + 1..reader.at - 1);
    }
    if reader.syntax == Syntax::Php && reader.eat(":") {
        return reader.skip_to("end").then(|| start + 1..reader.at);
    }
    reader.skip_statement();
    (reader.at > start).then_some(start..reader.at)
}

/// The lines below a head, and what stands behind it in its own line.
pub(super) fn indented(reader: &mut Reader<'_>, head: usize) -> Option<Range<usize>> {
    let indent = reader.indent(head)?;
    let start = reader.at;
    reader.skip_indented(indent);
    Some(start..reader.at)
}
