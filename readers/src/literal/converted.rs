//! What PowerShell makes of a value by what stands behind it: `-split ','`, `-f $n`, `| ConvertFrom-Csv`.

use crate::literal::formatted::formatted;
use crate::literal::groups::Group;
use crate::literal::node::{Literal, Node, NodeMember, Syntax};
use crate::literal::numbers::padded;
use crate::literal::reader::Reader;
use crate::literal::scope::Scope;
use crate::text::mapped::Mapped;

/// The commands that do something for each value of a list.
pub const LOOPS: [&str; 3] = ["foreach-object", "foreach", "%"];
/// Those that leave some of the values out.
pub(super) const FILTERS: [&str; 5] = ["where-object", "where", "?", "select-object", "select"];

impl Reader<'_> {
    /// Goes past a word, however its letters are written.
    pub(crate) fn eat_word(&mut self, word: &str) -> bool {
        let start = self.rest().get(..word.len());
        let is_next = start.is_some_and(|start| start.eq_ignore_ascii_case(word));
        if is_next {
            self.at += word.len();
        }
        is_next
    }

    /// Whether a pipe to one of these commands of PowerShell stands here.
    pub(crate) fn pipes_into(&self, commands: &[&str]) -> bool {
        let command = self.rest().strip_prefix('|').filter(|_| self.syntax == Syntax::PowerShell);
        let command = command.map(str::trim_start).unwrap_or_default();
        commands.iter().any(|name| {
            let (start, rest) = command.split_at_checked(name.len()).unwrap_or_default();
            start.eq_ignore_ascii_case(name)
                && !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-')
        })
    }

    /// Whether an option of `ConvertTo-Json` begins here.
    pub(super) fn is_json_option(&self) -> bool {
        let rest = self.rest();
        let begins = |option: &str| {
            rest.get(..option.len()).is_some_and(|start| start.eq_ignore_ascii_case(option))
        };
        self.syntax == Syntax::PowerShell && (begins("-depth") || begins("-compress"))
    }

    /// The value that is made of the one in front of this place; where it is not known, the place stays.
    pub(super) fn converted(&mut self, node: &Node) -> Option<Literal> {
        if self.syntax != Syntax::PowerShell {
            return None;
        }
        let start = self.at;
        let known = self.rest().starts_with(['-', '|', '.']).then(|| self.scope.resolved(node));
        let known = known.flatten();
        let value = known.as_ref().map_or(&node.value, |known| &known.value);
        let value = match value {
            Literal::Text(text) => self.text_converted(text),
            Literal::Number(number) => self.padded_left(number),
            _ => None,
        };
        if value.is_none() {
            self.at = start;
        }
        value
    }

    fn text_converted(&mut self, text: &Mapped) -> Option<Literal> {
        let is_pattern = self.eat_word("-split");
        if is_pattern || self.eat_word(".split(") {
            self.skip_blanks();
            let sign = self.primary()?;
            self.skip_blanks();
            let is_whole = is_pattern || self.eat(")");
            let sign = sign.text().filter(|_| is_whole && !text.has_hole())?;
            return parts(text, sign, is_pattern).map(Literal::List);
        }
        if self.rest().starts_with("-f ") {
            self.at += 3;
            let mut values = Vec::new();
            loop {
                self.skip_blanks();
                values.push(self.primary()?);
                if !self.eat(",") {
                    return Some(formatted(text, &values, '{'));
                }
            }
        }
        if !self.eat("|") {
            return self.padded_left(text.text()).filter(|_| !text.has_hole());
        }
        self.skip_blanks();
        if self.eat_word("ConvertFrom-Json") {
            return Reader::new(text, Syntax::Json, self.scope, 0).value().map(|json| json.value);
        }
        if !self.eat_word("ConvertFrom-Csv") {
            return None;
        }
        let mut sign = ',';
        let before = self.at;
        if self.skip_blanks() {
            self.at = before;
        } else if self.eat_word("-Delimiter") {
            self.skip_blanks();
            sign = self.primary()?.text()?.chars().next()?;
        }
        rows(text, sign).map(Literal::List)
    }

    /// `.PadLeft(2, '0')` behind a value
    fn padded_left(&mut self, value: &str) -> Option<Literal> {
        let at = self.source();
        if !self.eat_word(".PadLeft") {
            return None;
        }
        let group = self.group(')');
        let zeros = group.items.get(1).and_then(Node::text).filter(|sign| *sign == "0");
        let Literal::Number(width) = &group.items.first()?.value else { return None };
        zeros.map(|_| Literal::Text(Mapped::plain(padded(value, &format!("d{width}")), at)))
    }

    /// The text of `$name.ToString("00")` and `$name.PadLeft(2, '0')`.
    pub(super) fn call_converted(&self, call: &str, arguments: &Group) -> Option<String> {
        let (name, function) = call.rsplit_once('.')?;
        let name = name.strip_prefix('$').filter(|_| self.syntax == Syntax::PowerShell)?;
        let format = match (function, arguments.items.as_slice()) {
            ("ToLower", []) => return self.scope.inserted(name).map(str::to_lowercase),
            ("ToUpper", []) => return self.scope.inserted(name).map(str::to_uppercase),
            ("ToString" | "Trim", []) => String::new(),
            ("ToString", [format]) => format.text()?.to_owned(),
            ("PadLeft", [Node { value: Literal::Number(width), .. }, sign])
                if sign.text() == Some("0") =>
            {
                format!("d{width}")
            }
            _ => return None,
        };
        self.scope.inserted(name).map(|value| padded(value, &format))
    }
}

/// The text of an expression inside another text.
pub(super) fn computed(expression: &Mapped, scope: &Scope) -> Option<String> {
    let length = expression.text().len();
    if !scope.allowance.spend(length) {
        return None;
    }
    let mut reader = Reader::new(expression, Syntax::PowerShell, scope, 0);
    let node = reader.value()?;
    reader.skip_blanks();
    match node.value {
        _ if reader.at < length => None,
        Literal::Text(text) if !text.has_hole() => Some(text.text().to_owned()),
        Literal::Number(number) => Some(number),
        _ => None,
    }
}

/// The parts of a text between a sign, which may be a simple pattern.
fn parts(text: &Mapped, sign: &str, is_pattern: bool) -> Option<Vec<Node>> {
    let plain = match is_pattern {
        true => {
            sign.replace("\\s*", "").replace("\\r?", "").replace("\r?", "").replace("\\n", "\n")
        }
        false => sign.to_owned(),
    };
    let plain = if is_pattern { plain.trim_start_matches('\\') } else { &plain };
    let is_one = plain.chars().count() == 1 && (!is_pattern || plain != ".");
    if !is_one {
        return None;
    }
    let mut from = 0;
    let pieces = text.text().split(plain).map(|piece| {
        let part = text.part(from..from + piece.len()).trimmed();
        from += piece.len() + plain.len();
        Node::new(part.start(), Literal::Text(part))
    });
    Some(pieces.filter(|piece| !piece.is_nothing()).collect())
}

/// The rows of a table in a text, each with the names of the first one.
fn rows(text: &Mapped, sign: char) -> Option<Vec<Node>> {
    let mut from = 0;
    let mut lines = text.text().split_inclusive('\n').map(|line| {
        from += line.len();
        cells(text, from - line.len(), line, sign)
    });
    let names = lines.find(|cells| !cells.is_empty())?;
    let row = |cells: Vec<Mapped>| {
        let member = |(name, cell): (&Mapped, Mapped)| {
            let at = cell.start();
            let value = Node::new(at, Literal::Text(cell));
            NodeMember { key: name.text().to_owned(), at, value }
        };
        let at = cells.first().map(Mapped::start).unwrap_or_default();
        Node::new(at, Literal::Object(names.iter().zip(cells).map(member).collect()))
    };
    Some(lines.filter(|cells| !cells.is_empty()).map(row).collect())
}

/// The cells of a line without the quotes around them.
fn cells(text: &Mapped, start: usize, line: &str, sign: char) -> Vec<Mapped> {
    let mut is_quoted = false;
    let is_end = |c: char| {
        is_quoted ^= c == '"';
        c == sign && !is_quoted
    };
    let mut from = start;
    let cells = line.trim_end().split(is_end).map(|cell| {
        let part = text.part(from..from + cell.len()).trimmed();
        from += cell.len() + sign.len_utf8();
        let inner = part.text().strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
        inner.map_or_else(|| part.clone(), |inner| part.part(1..1 + inner.len()))
    });
    let cells: Vec<Mapped> = cells.collect();
    if line.trim().is_empty() { Vec::new() } else { cells }
}
