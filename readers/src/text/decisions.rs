//! Scripts that decide what they do: by a condition, a counter, or a way out of a loop. Their loops and
//! functions are not read once for each value, since nobody knows here which value meets which line.

use std::collections::BTreeSet;

/// Whose words a script is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScriptKind {
    /// bash, cmd and PowerShell
    Shell,
    /// JavaScript, Python, PHP and the like
    Program,
}

/// No script is longer than that; a text that is has other things in it.
const MOST: usize = 400_000;
const MOST_CLASSES: usize = 10;
/// Words of a decision.
const DECIDING: [&str; 8] = ["if", "elif", "elseif", "case", "switch", "until", "while", "unless"];
/// Ways out of a loop, which are of the decision in front of them.
const LEAVING: [&str; 2] = ["break", "continue"];
/// Words of a shell that change a value in a way that is not followed.
const CHANGING: [&str; 4] = ["shift", "let", "expr", "eval"];
/// The tests of bash, which stand without a word as well.
const TESTS: [&str; 3] = ["[[ ", "[ -", "[ \""];
/// What a decision about an answer, an argument or a setting names: it changes no request.
const OF_ANSWER: [&str; 17] = [
    "$?",
    "status_code",
    "statuscode",
    "http_code",
    "httpcode",
    "$code",
    "res.",
    "resp",
    "result",
    "answer",
    "r.status",
    "r.ok",
    ".ok",
    "err",
    "exc",
    "__name__",
    "lastexitcode",
];
/// What asks whether something is missing: what is missing here is known to be.
const GUARDS: [&str; 11] = [
    "-z ",
    "if not ",
    "if (!",
    "if(!",
    "argv",
    "$#",
    "command -v",
    "== \"\"",
    "==\"\"",
    "= \"\"",
    "== ''",
];
/// What makes another list of a list.
const OF_LISTS: [&str; 11] = [
    ".filter(",
    ".slice(",
    ".splice(",
    ".reverse(",
    ".concat(",
    ".sort(",
    "[...",
    "submit(",
    "[:",
    "[1:",
    "[2:",
];
/// What makes an object with values of its own.
const MAKERS: [&str; 3] = ["__init__", "constructor(", "__construct"];

/// Whether the values of a script decide what it does.
#[must_use]
pub fn decides(text: &str, kind: ScriptKind) -> bool {
    if text.len() > MOST {
        return true;
    }
    let mut script = ReadScript::default();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let line = ScriptLine::new(line);
        let next = lines.peek().copied().unwrap_or_default();
        if script.decides(&line, next, kind) || script.changes(&line, kind) {
            return true;
        }
    }
    script.made > 1 && MAKERS.iter().any(|maker| text.contains(maker))
}

/// A line in small letters.
struct ScriptLine {
    whole: String,
    /// Without the texts in it; of a remark, nothing
    bare: String,
}

impl ScriptLine {
    fn new(line: &str) -> Self {
        let whole = line.trim().to_lowercase();
        let is_remark = ["#", "//", "rem ", "::", "*"].iter().any(|mark| whole.starts_with(mark));
        let bare = if is_remark { String::new() } else { without_texts(&whole) };
        // The type of a parameter in PowerShell is no decision.
        Self { bare: bare.replace("[switch]", ""), whole }
    }

    fn has(&self, all: &[&str]) -> bool {
        words(&self.bare).any(|word| all.contains(&word))
    }

    fn names(&self, all: &[&str]) -> bool {
        !self.bare.is_empty() && all.iter().any(|part| self.whole.contains(part))
    }
}

/// What the lines so far have said.
#[derive(Default)]
struct ReadScript {
    /// The last decision was about an answer, and so is the way out of a loop that follows
    is_of_answer: bool,
    /// The labels of a batch file: one that stands above is gone back to
    labels: BTreeSet<String>,
    classes: Vec<String>,
    /// How many objects of these classes were made
    made: usize,
}

impl ReadScript {
    /// Whether a line is a decision by a value, or a way out of a loop after one.
    fn decides(&mut self, line: &ScriptLine, next: &str, kind: ScriptKind) -> bool {
        let reads_lines = line.has(&["while"]) && line.has(&["read"]);
        let tests = kind == ScriptKind::Shell && line.names(&TESTS);
        if tests || line.has(&DECIDING) && !reads_lines {
            self.is_of_answer = line.names(&OF_ANSWER);
            return !self.is_of_answer
                && !line.names(&GUARDS)
                && !gives_what_is_there(&line.bare, next);
        }
        if line.bare.starts_with("except") || line.bare.starts_with("try") || line.has(&["catch"]) {
            self.is_of_answer = true;
        }
        line.has(&LEAVING) && !self.is_of_answer
    }

    /// Whether a line changes a value in a way that is not followed.
    fn changes(&mut self, line: &ScriptLine, kind: ScriptKind) -> bool {
        let bare = &line.bare;
        let is_head = bare.contains("for");
        let counts = bare.contains("++") && !is_head || adds_number(bare);
        counts
            || match kind {
                ScriptKind::Shell => {
                    self.labels.extend(line.whole.strip_prefix(':').map(|it| it.trim().to_owned()));
                    line.has(&CHANGING)
                        || bare.contains("((") && !is_head && !bare.contains("$((")
                        || line.has(&["read"]) && !line.has(&["while"]) && !bare.contains("<<")
                        || line.names(&["set /a", "set /p"])
                        || label_of_goto(bare).is_some_and(|label| self.labels.contains(label))
                        || is_place_of_array(bare)
                }
                ScriptKind::Program => {
                    if self.classes.len() < MOST_CLASSES {
                        self.classes.extend(class_of(bare));
                    }
                    self.made += usize::from(makes_one_of(&self.classes, bare));
                    OF_LISTS.iter().any(|part| bare.contains(part))
                        || has_splat(bare)
                        || makes_list(bare)
                }
            }
    }
}

/// The line without what stands in its quotes.
fn without_texts(line: &str) -> String {
    let (mut quote, mut is_escaped) = (None, false);
    let is_bare = |c: &char| {
        let is_mark = matches!(c, '"' | '\'' | '`') && !std::mem::take(&mut is_escaped);
        is_escaped = *c == '\\';
        match quote {
            Some(open) if is_mark && *c == open => quote = None,
            None if is_mark => quote = Some(*c),
            _ => {}
        }
        quote.is_none() && !is_mark
    };
    line.chars().filter(is_bare).collect()
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '-')
}

/// `i += 1`, `N+=1`.
fn adds_number(line: &str) -> bool {
    ["+=", "-="].iter().any(|sign| {
        line.split(sign)
            .skip(1)
            .any(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    }) && !line.contains("for")
}

/// `if numero: body["number"] = numero`: what is not there would change nothing.
fn gives_what_is_there(line: &str, next: &str) -> bool {
    let Some(condition) = line.trim_start().strip_prefix("if") else { return false };
    let condition = condition.trim_start_matches([' ', '(', '$']);
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let length = condition.find(|c| !is_part(c)).unwrap_or(condition.len());
    let (name, rest) = condition.split_at(length);
    let rest = rest.trim_start_matches([')', ':', '{', ' ']);
    let given = if rest.is_empty() { next.to_lowercase() } else { rest.to_owned() };
    let value = given.rsplit('=').next().unwrap_or_default();
    !name.is_empty() && given.contains('=') && value.contains(name)
}

/// The label that a batch file goes to.
fn label_of_goto(line: &str) -> Option<&str> {
    let (_, label) = line.split_once("goto ")?;
    Some(label.trim().trim_start_matches(':'))
}

/// `const names = list.map(…)`, which sends nothing by itself.
fn makes_list(line: &str) -> bool {
    let made = line.split_once('=').map(|(_, value)| value).filter(|value| value.contains(".map("));
    made.is_some_and(|value| !value.contains("promise") && !value.contains("await"))
}

/// `criar(*values)`, whose arguments are those of a list.
fn has_splat(line: &str) -> bool {
    line.match_indices("(*").any(|(at, _)| line[at + 2..].starts_with(|c: char| c.is_alphabetic()))
}

/// bash's `NAME[2]=…`.
fn is_place_of_array(line: &str) -> bool {
    let length = line.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(0);
    length > 0
        && line[length..]
            .strip_prefix('[')
            .is_some_and(|rest| rest.split_once(']').is_some_and(|(_, rest)| rest.starts_with('=')))
}

/// The name of a class that a line begins.
fn class_of(line: &str) -> Option<String> {
    let (_, name) = line.split_once("class ")?;
    let length = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
    (length > 0).then(|| name[..length].to_owned())
}

/// `prod = Client(…)`, `const prod = new Client(…)`, with a class of the text.
fn makes_one_of(classes: &[String], line: &str) -> bool {
    let Some((_, value)) = line.split_once('=') else { return false };
    let value = value.trim_start();
    let value = value.strip_prefix("new ").unwrap_or(value);
    value.split_once('(').is_some_and(|(name, _)| classes.iter().any(|class| class == name))
}
