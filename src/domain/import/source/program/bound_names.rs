//! The names that a loop, a function or an assignment gives values to: `nome`, `[nome, numero]`,
//! `{ nome, numero = null }`.

use std::ops::Range;
use std::sync::Arc;

use crate::domain::import::source::program::Program;
use readers::literal::node::{Literal, Node};
use readers::literal::reader::Reader;
use readers::literal::scope::SPREAD;

/// As deep as names are ever nested.
const DEEPEST: usize = 4;

#[derive(Clone, Debug)]
pub(super) enum BoundPattern {
    Name(String),
    /// The items of a list
    Items(Vec<BoundName>),
    /// The members of an object
    Members(Vec<(String, BoundName)>),
}

#[derive(Clone, Debug)]
pub(super) struct BoundName {
    pub(super) pattern: BoundPattern,
    /// Where the value stands that counts if none is given
    default: Option<usize>,
}

/// What a name is given.
#[derive(Clone, Copy, Debug)]
pub(super) enum GivenValue<'a> {
    Node(&'a Node),
    /// A call or an object without it
    Missing,
    Unknown,
}

/// What names had before, in the order in which that was replaced.
pub(super) type FormerValues = Vec<(String, Option<Arc<Node>>)>;

impl BoundName {
    /// Reads names with commas between them.
    pub(super) fn list(text: &str, range: Range<usize>) -> Vec<Self> {
        let inner = text.get(range.clone()).unwrap_or_default();
        pieces(inner).filter_map(|(at, piece)| bound(piece, range.start + at, 0)).collect()
    }

    /// Names with commas between them, as one: several are the items of a list.
    pub(super) fn one(text: &str, range: Range<usize>) -> Option<Self> {
        let mut list = Self::list(text, range);
        match list.len() {
            0 | 1 => list.pop(),
            _ => Some(Self::of_items(list)),
        }
    }

    pub(super) const fn of_items(items: Vec<Self>) -> Self {
        Self { pattern: BoundPattern::Items(items), default: None }
    }

    pub(super) fn name(&self) -> Option<&str> {
        if let BoundPattern::Name(name) = &self.pattern { Some(name) } else { None }
    }
}

impl Program<'_> {
    /// Gives names their values. A name whose value is not known has none.
    pub(super) fn bind(
        &mut self,
        bound: &BoundName,
        value: GivenValue<'_>,
        former: &mut FormerValues,
    ) {
        let given = match value {
            GivenValue::Node(node) => self.known_value(node),
            GivenValue::Missing | GivenValue::Unknown => None,
        };
        let is_missing = matches!(value, GivenValue::Missing);
        let default = || {
            let mut reader = Reader::new(self.input, self.syntax, &self.scope, bound.default?);
            reader.value().map(Arc::new)
        };
        let nothing = || is_missing.then(|| Arc::new(Node::new(0, Literal::Null)));
        let value = given.or_else(default).or_else(nothing);
        match &bound.pattern {
            BoundPattern::Name(name) => {
                let before = self.scope.bind(name, value);
                former.push((name.clone(), before));
            }
            BoundPattern::Items(items) => {
                let values = value.as_deref().map(Node::items).unwrap_or_default();
                for (place, item) in items.iter().enumerate() {
                    let value = values.get(place).map_or(GivenValue::Unknown, GivenValue::Node);
                    self.bind(item, value, former);
                }
            }
            BoundPattern::Members(members) => {
                for (key, member) in members {
                    let of_object = |object: &'_ Arc<Node>| object.get(SPREAD).is_none();
                    let is_whole = value.as_ref().is_some_and(of_object);
                    let value = match value.as_ref().and_then(|value| value.get(key)) {
                        Some(value) => GivenValue::Node(value),
                        None if is_whole => GivenValue::Missing,
                        None => GivenValue::Unknown,
                    };
                    self.bind(member, value, former);
                }
            }
        }
    }

    /// Gives names what they had before.
    pub(super) fn restore(&mut self, former: FormerValues) {
        for (name, value) in former.into_iter().rev() {
            self.scope.bind(&name, value);
        }
    }

    /// A value with the values of the names in it; `None` for an expression that has none.
    pub(super) fn known_value(&self, value: &Node) -> Option<Arc<Node>> {
        let value = self.scope.resolved(value).unwrap_or_else(|| Arc::new(value.clone()));
        let value = self.scope.filled(&value);
        (!matches!(value.value, Literal::Unknown(_))).then_some(value)
    }
}

/// Whether anything of a value is known.
pub(super) fn has_known(node: &Node) -> bool {
    match &node.value {
        Literal::Text(text) => !text.has_hole(),
        Literal::Number(_) | Literal::Flag(_) => true,
        Literal::Null | Literal::Unknown(_) => false,
        Literal::List(items) => items.iter().any(has_known),
        Literal::Object(members) => members.iter().any(|member| has_known(&member.value)),
    }
}

fn bound(piece: &str, at: usize, depth: usize) -> Option<BoundName> {
    let at = at + piece.len() - piece.trim_start().len();
    let piece = piece.trim();
    let (target, default) = match top_level(piece, "=") {
        Some(sign) if !piece[sign..].starts_with("=>") => {
            (piece[..sign].trim_end(), Some(at + sign + 1))
        }
        _ => (piece, None),
    };
    let target = target.strip_prefix("list").filter(|rest| rest.starts_with('(')).unwrap_or(target);
    let pattern = match target.chars().next()? {
        '{' | '[' | '(' if depth < DEEPEST => {
            let start = piece.find(target)? + 1;
            let inner = &target[1..];
            let inner = &inner[..top_level(inner, "")?];
            nested(inner, at + start, depth + 1, target.starts_with('{'))?
        }
        _ => BoundPattern::Name(name(target)?.to_owned()),
    };
    Some(BoundName { pattern, default })
}

fn nested(inner: &str, at: usize, depth: usize, is_object: bool) -> Option<BoundPattern> {
    if !is_object && top_level(inner, "=>").is_none() {
        let items = pieces(inner).filter_map(|(offset, piece)| bound(piece, at + offset, depth));
        return Some(BoundPattern::Items(items.collect()));
    }
    let sign = if is_object { ":" } else { "=>" };
    let mut members = Vec::new();
    for (offset, piece) in pieces(inner) {
        let (key, rest) = match top_level(piece, sign) {
            Some(end) => (Some(&piece[..end]), end + sign.len()),
            None => (None, 0),
        };
        let member = bound(&piece[rest..], at + offset + rest, depth)?;
        let key = key.map(|key| key.trim().trim_matches(['"', '\'']));
        let key = key.or_else(|| member.name())?.to_owned();
        members.push((key, member));
    }
    Some(BoundPattern::Members(members))
}

/// The name in `nome`, `$nome`, `nome: string`, `string $nome`, `const nome` and Go's `nome string`.
fn name(target: &str) -> Option<&str> {
    let untyped = target.split(':').next().unwrap_or_default().trim_end_matches(['?', ' ']);
    let mut words = untyped.split_whitespace();
    let last = words.next_back()?;
    let word = if matches!(last, "string" | "int" | "bool") { words.next()? } else { last };
    let name = word.trim_start_matches(['$', '&', '*', '.']);
    let is_name = name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '$');
    (is_name && !name.is_empty()).then_some(name)
}

/// What stands between commas, with its place.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let length = top_level(rest, ",").unwrap_or(rest.len());
        let piece = (at, &rest[..length]);
        at += length + 1;
        Some(piece)
    })
    .filter(|(_, piece)| !piece.trim().is_empty())
}

/// Where a mark stands outside of brackets and quotes; for no mark, the bracket that closes the text.
pub(super) fn top_level(text: &str, mark: &str) -> Option<usize> {
    let (mut depth, mut quote, mut before) = (0_usize, None, b' ');
    for (at, byte) in text.bytes().enumerate() {
        let is_close = matches!(byte, b')' | b']' | b'}');
        if quote.is_none() && depth == 0 {
            let is_mark = !mark.is_empty() && text.as_bytes()[at..].starts_with(mark.as_bytes());
            if is_mark || mark.is_empty() && is_close {
                return Some(at);
            }
        }
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'' | b'`') => quote = Some(byte),
            (None, b'(' | b'[' | b'{' | b'<') => depth += 1,
            (None, b'>') if matches!(before, b'=' | b'-') => {}
            (None, b'>') => depth = depth.saturating_sub(1),
            (None, _) if is_close => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = byte;
    }
    None
}
