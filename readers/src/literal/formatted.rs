//! Texts that a program makes of a number or a name: `{i:02}`, `i + 1`, `String(i).padStart(2, "0")`,
//! `sprintf("%02d", $i)`.

use std::borrow::Cow;

use crate::literal::groups::Group;
use crate::literal::node::{Literal, Node, Syntax};
use crate::literal::reader::Reader;
use crate::literal::scope::Scope;
use crate::text::mapped::Mapped;

/// As wide as a number is ever written.
const WIDEST: usize = 20;

impl Scope {
    /// The text that an expression inside another text stands for.
    pub(crate) fn written(&self, expression: &str) -> Option<Cow<'_, str>> {
        const LONGEST: usize = 60;
        if let Some(value) = self.inserted(expression) {
            return Some(Cow::Borrowed(value));
        }
        if expression.len() > LONGEST {
            return None;
        }
        let calls = [".padStart(", ".zfill("];
        let call = calls.iter().find_map(|call| expression.rsplit_once(call));
        let format = || expression.rsplit_once(':').filter(|(_, format)| format.starts_with('0'));
        if let Some((inner, format)) = call.or_else(format) {
            let digits = format.trim_start_matches('0');
            let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
            let width = digits[..end].parse().ok().filter(|width| *width <= WIDEST)?;
            return Some(Cow::Owned(format!("{:0>width$}", self.sum(inner)?)));
        }
        self.sum(expression)
    }

    /// A name, or a name and a number.
    fn sum(&self, expression: &str) -> Option<Cow<'_, str>> {
        let mut inner = expression.trim();
        inner = inner.strip_suffix(".toString()").unwrap_or(inner);
        for start in ["String(", "str(", "("] {
            let whole = inner.strip_prefix(start).and_then(|inner| inner.strip_suffix(')'));
            inner = whole.unwrap_or(inner).trim();
        }
        let named = |name: &str| self.inserted(name.trim().trim_start_matches('$'));
        let Some(sign) = inner.find(['+', '-']) else { return named(inner).map(Cow::Borrowed) };
        let number: i64 = named(&inner[..sign])?.parse().ok()?;
        let by: i64 = inner[sign + 1..].trim().parse().ok()?;
        let by = if inner[sign..].starts_with('-') { by.checked_neg()? } else { by };
        Some(Cow::Owned(number.checked_add(by)?.to_string()))
    }
}

impl Reader<'_> {
    /// A value with zeros in front, where it is written so.
    pub(super) fn operand(&mut self) -> Option<Node> {
        let mut node = self.primary()?;
        let plain = self.at;
        let is_padded =
            plain_text(&node).is_some() && (self.eat(".padStart") || self.eat(".zfill"));
        if is_padded && self.peek() == Some('(') {
            match padded(&node, self.group(')').items.first()) {
                Some(text) => node.value = Literal::Text(Mapped::plain(text, node.at)),
                None => self.at = plain,
            }
        }
        Some(node)
    }

    /// The value of a call that gives a member of its owner, or the owner as a text.
    pub(super) fn of_owner(&self, word: &str, function: &str, group: &Group) -> Option<Literal> {
        let owner = word.strip_suffix(function)?.strip_suffix('.')?;
        let path = match (function, group.items.as_slice()) {
            ("get", [key, ..]) => format!("{owner}.{}", key.text()?),
            ("toString" | "strip" | "trim" | "to_s", []) => owner.to_owned(),
            _ => return None,
        };
        self.scope.scalar(&path).map(|node| node.value.clone())
    }

    /// `"%02d" % i` and `"{}".format(i)`.
    pub(super) fn python_format(&mut self, node: &Node) -> Option<Node> {
        let template = node.mapped().filter(|_| self.syntax == Syntax::Python)?;
        let is_call = self.eat(".format");
        if !is_call && !self.eat("%") {
            return None;
        }
        self.skip_blanks();
        let mark = if is_call { '{' } else { '%' };
        let values = if self.peek() == Some('(') {
            self.group(')').items
        } else {
            self.primary().into_iter().collect()
        };
        Some(Node::new(node.at, formatted(template, &values, mark)))
    }
}

/// What a call makes of its arguments: `sprintf`, `str_pad`.
pub(super) fn of_call(function: &str, items: &[Node]) -> Option<Literal> {
    let (first, others) = items.split_first()?;
    match function {
        "str_pad" => {
            let zero = others.get(1).and_then(plain_text) == Some("0");
            let text = padded(first, others.first().filter(|_| zero))?;
            Some(Literal::Text(Mapped::plain(text, first.at)))
        }
        "sprintf" | "Sprintf" => Some(formatted(first.mapped()?, others, '%')),
        _ => None,
    }
}

/// Two numbers that are added, or one that is taken from another.
pub(super) fn sum(first: &Node, next: &Node, is_taken: bool) -> Option<Node> {
    let (Literal::Number(first_text), Literal::Number(by)) = (&first.value, &next.value) else {
        return None;
    };
    let by: i64 = by.parse().ok()?;
    let by = if is_taken { by.checked_neg()? } else { by };
    let sum = first_text.parse::<i64>().ok()?.checked_add(by)?;
    Some(Node::new(first.at, Literal::Number(sum.to_string())))
}

fn plain_text(node: &Node) -> Option<&str> {
    match &node.value {
        Literal::Number(number) => Some(number),
        Literal::Text(text) if !text.has_hole() => Some(text.text()),
        _ => None,
    }
}

fn padded(node: &Node, width: Option<&Node>) -> Option<String> {
    let width: usize = plain_text(width?)?.parse().ok().filter(|width| *width <= WIDEST)?;
    Some(format!("{:0>width$}", plain_text(node)?))
}

/// As many digits as a format asks for: `02` in Python and in C, `d2` or `00` in .NET.
pub(super) fn digits_of(format: &str) -> usize {
    let digits = match format.strip_prefix(['d', 'D']) {
        Some(digits) => digits,
        None if format.bytes().all(|byte| byte == b'0') => return format.len().min(WIDEST),
        None if format.starts_with('0') => format.trim_end_matches(char::is_alphabetic),
        None => "",
    };
    digits.parse::<usize>().unwrap_or(0).min(WIDEST)
}

/// A text with values in the places of `%s`, `%02d`, `{}`, `{0}`, `{:02d}` and `{0:d2}`. What is not known is a
/// hole.
pub(super) fn formatted(template: &Mapped, values: &[Node], mark: char) -> Literal {
    let text = template.text();
    let mut into = Mapped::starting_at(template.start());
    let (mut at, mut next) = (0, 0);
    let is_mark = |c: char| c == mark || mark == '{' && c == '}';
    while let Some(start) = text[at..].find(is_mark).map(|offset| at + offset) {
        into.push_part(template, at..start);
        let source = template.source(start);
        let inner = &text[start + 1..];
        let (own, is_twice) = (&text[start..=start], inner.starts_with(&text[start..=start]));
        if is_twice || own == "}" {
            into.push_part(template, start..start + 1);
            at = start + 1 + usize::from(is_twice);
            continue;
        }
        let ends = |c: char| if mark == '{' { c == '}' } else { c.is_ascii_alphabetic() };
        let Some(length) = inner.char_indices().take(WIDEST).find(|(_, c)| ends(*c)) else {
            into.push(mark, source);
            at = start + 1;
            continue;
        };
        let (name, format) = match (&inner[..length.0], mark) {
            (place, '{') => place.split_once(':').unwrap_or((place, "")),
            (format, _) => ("", format),
        };
        let place = name.parse().unwrap_or(next);
        next += 1;
        let known = values.get(place).filter(|_| name.is_empty() || name.parse::<usize>().is_ok());
        let width = digits_of(format);
        let end = start + 1 + length.0 + length.1.len_utf8();
        match known.and_then(plain_text) {
            Some(value) => into.push_value(&format!("{value:0>width$}"), source),
            None => into.push_hole(&text[start..end], source),
        }
        at = end;
    }
    into.push_part(template, at..text.len());
    Literal::Text(into)
}
