//! The parts of a batch file that are called as `call :label a b`.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::literal::scope::Scope;
use crate::shell::ShellCommand;
use crate::shell::cmd::BatchFile;
use crate::shell::cmd::loops::{arguments, named};
use crate::text::mapped::Mapped;

/// More labels than a batch file has.
const MOST_LABELS: usize = 1_000;
/// As many parts may call each other.
const MOST_CALLS: usize = 4;
/// The names of the arguments in a part that is called.
const ARGUMENTS: [&str; 9] = ["%1", "%2", "%3", "%4", "%5", "%6", "%7", "%8", "%9"];

/// What stands behind a label, up to the line that ends it.
#[derive(Debug)]
struct LabelSection {
    body: Range<usize>,
    has_run: bool,
}

/// The labels of a batch file.
#[derive(Debug, Default)]
pub(super) struct BatchLabels {
    sections: Vec<LabelSection>,
    names: BTreeMap<String, usize>,
    /// The section of the label in the line that begins at a place
    places: BTreeMap<usize, usize>,
    /// The section that is being read where it stands, with the first of its commands
    open: Option<(usize, usize)>,
    /// What was read of sections where they stand
    read: Vec<(usize, Range<usize>)>,
}

impl BatchLabels {
    pub(super) fn of(text: &str) -> Self {
        let mut labels = Self::default();
        // Those from here on have no end yet.
        let (mut at, mut ended, mut depth) = (0, 0, 0_usize);
        for line in text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let words = line.trim_start().trim_start_matches('@');
            if let Some(name) = words.strip_prefix(':') {
                let name = name.split(char::is_whitespace).next().unwrap_or_default();
                let is_name = name.starts_with(char::is_alphanumeric);
                if is_name && labels.sections.len() < MOST_LABELS {
                    let section = labels.sections.len();
                    labels.names.entry(name.to_ascii_lowercase()).or_insert(section);
                    labels.places.insert(start, section);
                    labels.sections.push(LabelSection { body: at..text.len(), has_run: false });
                    depth = 0;
                }
                continue;
            }
            if depth == 0 && ends_section(words) {
                for section in labels.sections.iter_mut().skip(ended) {
                    section.body.end = start;
                }
                ended = labels.sections.len();
            }
            let mut is_quoted = false;
            for byte in line.bytes() {
                is_quoted ^= byte == b'"';
                match byte {
                    b'(' if !is_quoted => depth += 1,
                    b')' if !is_quoted => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
        }
        labels
    }

    /// Notes where the sections are that are read where they stand; the end of one that needs no reading, since
    /// it was called.
    pub(super) fn passed(&mut self, at: usize, commands: usize) -> Option<usize> {
        let next = self.places.get(&at).copied();
        let is_end = |section: &usize| at >= self.sections[*section].body.end;
        if let Some((section, from)) =
            self.open.take_if(|(section, _)| next.is_some() || is_end(section))
        {
            self.read.push((section, from..commands));
        }
        let next = next?;
        let section = &self.sections[next];
        if section.has_run {
            return Some(section.body.end);
        }
        self.open = Some((next, commands));
        None
    }

    /// The commands without those of sections that were called: they were read with their arguments.
    pub(super) fn without_called(mut self, mut commands: Vec<ShellCommand>) -> Vec<ShellCommand> {
        let open = self.open.take().map(|(section, from)| (section, from..commands.len()));
        self.read.extend(open);
        let mut is_kept = vec![true; commands.len()];
        for (section, range) in self.read {
            if self.sections[section].has_run {
                is_kept[range].fill(false);
            }
        }
        let mut is_kept = is_kept.into_iter();
        commands.retain(|_| is_kept.next().unwrap_or(true));
        commands
    }
}

impl BatchFile<'_> {
    /// Reads the section that a line calls with arguments that are known; whether it does.
    pub(super) fn called(&mut self, line: &Mapped, scope: &mut Scope) -> bool {
        let Some(start) = label_called(line.text()).filter(|_| self.calls < MOST_CALLS) else {
            return false;
        };
        let end = line.text().find(['>', '&', '|']).unwrap_or(line.text().len()).max(start);
        let mut words = Vec::new();
        arguments(&line.part(start..end), &mut words);
        let Some((name, words)) = words.split_first() else { return false };
        // One that calls itself where it stands is not read with other arguments there.
        let open = self.labels.open.map(|(section, _)| section);
        let section = self.labels.names.get(&name.text().to_ascii_lowercase());
        let section = section.filter(|place| open != Some(**place));
        let Some(section) = section.and_then(|place| self.labels.sections.get_mut(*place)) else {
            return false;
        };
        let values: Vec<_> = words.iter().map(named).collect();
        let is_told = values.is_empty() || values.iter().any(Option::is_some);
        if !is_told || !scope.allowance.spend_turns(1, section.body.len()) {
            return false;
        }
        section.has_run = true;
        let body = self.root.part(section.body.clone());
        // An argument that is not given is an empty text.
        let missing = Mapped::starting_at(line.start());
        let missing = (!values.is_empty()).then_some(missing);
        let mut values = values.into_iter();
        let before = ARGUMENTS.map(|name| {
            let value = values.next().unwrap_or_else(|| missing.as_ref().and_then(named));
            (name, scope.bind(name, value))
        });
        self.calls += 1;
        self.read(&body, scope, false);
        self.calls -= 1;
        for (name, value) in before {
            scope.bind(name, value);
        }
        true
    }
}

/// Whether a line ends the section in which it stands.
fn ends_section(line: &str) -> bool {
    let words = line.trim_end().to_ascii_lowercase();
    let word = words.split([' ', '\t', ':']).next().unwrap_or_default();
    word == "exit"
        || word == "goto" && words[word.len()..].trim_start_matches([' ', '\t', ':']) == "eof"
}

/// Where the name of a label begins that a line calls.
fn label_called(line: &str) -> Option<usize> {
    let words = line.trim_start().trim_start_matches('@');
    let (start, rest) = words.split_at_checked("call".len())?;
    let name = rest.trim_start().strip_prefix(':')?;
    start.eq_ignore_ascii_case("call").then(|| line.len() - name.len())
}
