//! Loops. Where the text tells what a loop goes through, its body is read once for each value; otherwise once,
//! with a variable that nobody knows.

use std::ops::Range;
use std::vec::IntoIter;

use crate::literal::counted::counted;
use crate::literal::node::{Literal, Node};
use crate::shell::ShellCommand;
use crate::shell::posix::Lexer;
use crate::shell::posix::patterns::file_names;
use crate::text::mapped::Mapped;

/// As far as the head of a loop that counts may go.
const LONGEST_HEAD: usize = 200;
/// As deep as anybody writes loops inside each other.
const MOST_LOOPS: usize = 16;

/// A loop whose end was not read yet.
pub(super) struct OpenLoop {
    kind: LoopKind,
    /// What is still to come
    values: IntoIter<Mapped>,
    /// Where its body begins and ends
    body: Range<usize>,
    /// Where the text goes on behind it, once its end was read
    end: Option<usize>,
    /// How many commands were there before it
    first_command: usize,
}

enum LoopKind {
    /// `for NAME in …`
    For(String),
    /// `while read NAME…`
    Read(LineNames),
    /// Nobody knows how often it runs.
    Other,
}

/// The names that `read` gives a line to, and the signs between their values.
struct LineNames {
    names: Vec<String>,
    separators: String,
}

impl Lexer<'_> {
    /// Whether the words so far are the head of a `for` whose values follow.
    pub(super) fn is_in_for(&self) -> bool {
        self.command.words.len() > 2 && self.command.words[0].text() == "for"
    }

    /// Reads the numbers of `for ((i = 1; i <= 5; i++))`, whose brackets come next; whether there are some.
    pub(super) fn counted_head(&mut self) -> bool {
        let is_for = matches!(self.command.words.as_slice(), [word] if word.text() == "for");
        let Some(inner) = self.rest().strip_prefix("((").filter(|_| is_for) else { return false };
        let near = inner.get(..inner.len().min(LONGEST_HEAD)).unwrap_or(inner);
        let Some(length) = near.find("))") else { return false };
        let source = self.source();
        let head = self.with_array_lengths(&inner[..length]);
        if let Some(found) = counted(&head, self.scope) {
            let numbers = found.numbers.iter().map(i64::to_string);
            let words = [found.name, "in".to_owned()].into_iter().chain(numbers);
            self.command.words.extend(words.map(|word| Mapped::plain(word, source)));
        }
        self.at += length + 4;
        true
    }

    /// Takes a command that belongs to a loop; gives back any other one.
    pub(super) fn loop_command(&mut self, mut command: ShellCommand) -> Option<ShellCommand> {
        let kind = match command.words.first().map(Mapped::text) {
            Some("for" | "select") => {
                let name = command.words.get(1).map(|name| name.text().to_owned());
                name.map_or(LoopKind::Other, LoopKind::For)
            }
            Some("while" | "until") => {
                let separators = self.scope.inserted("IFS").map(str::to_owned);
                read_names(&command.words[1..], separators).map_or(LoopKind::Other, LoopKind::Read)
            }
            Some("done") => {
                self.end_turn(&command);
                return None;
            }
            _ => return Some(command),
        };
        // `until curl …; do` sends a request, too.
        let is_other = matches!(kind, LoopKind::Other) && !command.runs("for");
        let own = command.words.iter().skip(1).filter(|_| is_other);
        let own: Vec<Mapped> = own.skip_while(|word| word.text() == "!").cloned().collect();
        let values = match &kind {
            LoopKind::For(_) => command.words.drain(..).skip(3).map(file_names).collect(),
            LoopKind::Read(_) => command.stdin.as_ref().map(lines).unwrap_or_default(),
            LoopKind::Other => Vec::new(),
        };
        if self.loops.len() < MOST_LOOPS {
            self.loops.push(OpenLoop {
                kind,
                values: values.into_iter(),
                body: self.at..self.at,
                end: None,
                first_command: self.commands.len(),
            });
            if !self.scope.allowance.has_turns() || !self.begin_turn() {
                self.begin_unknown_turn();
            }
        }
        command.words = own;
        (!command.words.is_empty()).then_some(command)
    }

    /// The lines that a loop reads, from a here-document whose mark stands in the head of the loop.
    pub(super) fn loop_input(&mut self, lines_of: &Mapped) {
        if let Some(open) = self.loops.last_mut().filter(|_| self.scope.allowance.has_turns())
            && matches!(open.kind, LoopKind::Read(_))
            && open.first_command == self.commands.len()
        {
            open.values = lines(lines_of).into_iter();
            open.body.start = self.at;
            self.begin_turn();
        }
    }

    /// Gives the names of the innermost loop their next values; `false` where there are none.
    fn begin_turn(&mut self) -> bool {
        let Some(open) = self.loops.last_mut() else { return false };
        let Some(value) = open.values.next() else { return false };
        match &open.kind {
            LoopKind::For(name) => self.scope.set(name.as_str(), text_node(value)),
            LoopKind::Read(names) => {
                for (name, value) in names.values(&value) {
                    self.scope.set(name, text_node(value));
                }
            }
            LoopKind::Other => return false,
        }
        true
    }

    /// What was known of the names of the innermost loop is not true inside it.
    fn begin_unknown_turn(&mut self) {
        let source = self.source();
        let Some(open) = self.loops.last_mut() else { return };
        open.values = Vec::new().into_iter();
        let names = match &open.kind {
            LoopKind::For(name) => std::slice::from_ref(name),
            LoopKind::Read(read) => &read.names,
            LoopKind::Other => &[],
        };
        for name in names {
            let mut hole = Mapped::starting_at(source);
            hole.push_hole(&format!("${name}"), source);
            self.scope.set(name.as_str(), text_node(hole));
        }
    }

    fn end_turn(&mut self, done: &ShellCommand) {
        let Some(open) = self.loops.last_mut() else { return };
        // `done <<EOF`: what was read without the lines was read in vain.
        if let (LoopKind::Read(_), Some(input), None) = (&open.kind, &done.stdin, open.end) {
            open.values = lines(input).into_iter();
            self.commands.truncate(open.first_command);
        }
        open.end = Some(self.at);
        let turns = open.values.len();
        if turns == 0 || self.scope.allowance.spend_turns(turns, open.body.len()) {
            return self.next_turn();
        }
        // So many turns cannot be read: it stays a loop over what nobody knows. Others are not tried, since each
        // one around it would double the reading.
        self.scope.allowance.forbid_turns();
        self.commands.truncate(open.first_command);
        self.at = open.body.start;
        self.begin_unknown_turn();
    }

    /// Goes back to the body of the innermost loop, or behind its end.
    fn next_turn(&mut self) {
        let Some(open) = self.loops.last() else { return };
        let (body, end) = (open.body.start, open.end.unwrap_or(self.at));
        if self.begin_turn() {
            self.at = body;
        } else {
            self.loops.pop();
            self.at = end;
        }
    }

    /// Whether a later turn of a loop ends here: what follows its `done` was read in the first one.
    pub(super) fn ends_later_turn(&mut self) -> bool {
        let at = self.at;
        let is_end = self.command.words.is_empty()
            && self.rest().strip_prefix("done").is_some_and(|rest| {
                let ends = |c: char| c.is_whitespace() || ";|&)<>".contains(c);
                rest.is_empty() || rest.starts_with(ends)
            });
        let Some(open) = self.loops.last_mut().filter(|_| is_end) else { return false };
        if open.end.is_none() {
            open.body.end = at.max(open.body.start);
            return false;
        }
        self.next_turn();
        true
    }

    /// What `IFS=: read -r NAME NUMBER <<< "…"` gives to its names, and `read -r -d '' NAME <<EOF` to its only
    /// one.
    pub(super) fn read(
        &mut self,
        command: &ShellCommand,
        input: Mapped,
        separators: Option<String>,
    ) {
        let usual = || self.scope.inserted("IFS").map(str::to_owned);
        match read_names(&command.words, separators.or_else(usual)) {
            Some(names) => {
                for (name, value) in names.values(&input.trimmed()) {
                    self.scope.set(name, text_node(value));
                }
            }
            None => {
                if let Some(name) = command.words.last() {
                    self.scope.set(name.text(), text_node(input));
                }
            }
        }
    }
}

fn text_node(text: Mapped) -> Node {
    Node::new(text.start(), Literal::Text(text))
}

/// The lines that are not empty.
fn lines(text: &Mapped) -> Vec<Mapped> {
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.text().split_inclusive('\n') {
        let kept = text.part(at..at + line.len()).trimmed();
        lines.extend(Some(kept).filter(|kept| !kept.is_empty()));
        at += line.len();
    }
    lines
}

/// The names behind `read`, which may have `IFS=…` in front.
fn read_names(words: &[Mapped], separators: Option<String>) -> Option<LineNames> {
    let place = words.iter().position(|word| word.text() == "read")?;
    let own = words[..place].iter().find_map(|word| word.text().strip_prefix("IFS="));
    let mut names = Vec::new();
    let mut words = words[place + 1..].iter().map(Mapped::text);
    while let Some(word) = words.next() {
        match word.strip_prefix('-') {
            // Of a list of names, `-d ''` and the like, nothing is told.
            Some(option) if option.contains(['a', 'd', 'n', 'N']) => return None,
            Some(option) if option.ends_with(['p', 't', 'u', 'i']) => {
                words.next();
            }
            Some(_) => {}
            None => names.push(word.to_owned()),
        }
    }
    let separators = own.map(str::to_owned).or(separators);
    let separators = separators.unwrap_or_else(|| " \t".to_owned());
    (!names.is_empty()).then_some(LineNames { names, separators })
}

impl LineNames {
    /// The values of a line; the last name gets all that is left.
    fn values(&self, line: &Mapped) -> Vec<(String, Mapped)> {
        let text = line.text();
        let mut values = Vec::new();
        let mut at = 0;
        for (place, name) in self.names.iter().enumerate() {
            let rest = &text[at..];
            let is_last = place + 1 == self.names.len();
            let sign = rest.find(|c: char| self.separators.contains(c)).filter(|_| !is_last);
            let end = sign.map_or(text.len(), |offset| at + offset);
            values.push((name.clone(), line.part(at..end)));
            at = end + text[end..].chars().next().map_or(0, char::len_utf8);
            // Several blanks separate as one does.
            let blanks = text[at..].len() - text[at..].trim_start_matches([' ', '\t']).len();
            at += if self.separators.contains(' ') { blanks } else { 0 };
        }
        values
    }
}
