//! Values between brackets: lists, objects and the arguments of calls.

use crate::literal::node::{Literal, Node, NodeMember, Syntax};
use crate::literal::reader::{Reader, short};
use crate::literal::scope::SPREAD;
use crate::literal::strings::Prefix;

/// The values between two brackets: those in order, and those with a name.
#[derive(Debug, Default)]
pub struct Group {
    pub items: Vec<Node>,
    pub members: Vec<NodeMember>,
}

impl Group {
    /// An object where anything has a name.
    fn into_literal(self) -> Literal {
        if self.members.is_empty() {
            Literal::List(self.items)
        } else {
            Literal::Object(self.members)
        }
    }
}

impl Reader<'_> {
    pub(super) fn parenthesised(&mut self) -> Literal {
        let group = self.group(')');
        match group {
            // PowerShell's command that writes a value down
            Group { mut items, .. } if is_conversion(&items) => items.swap_remove(1).value,
            Group { mut items, members } if members.is_empty() && items.len() == 1 => {
                items.pop().map_or(Literal::Null, |only| only.value)
            }
            group => group.into_literal(),
        }
    }

    pub(super) fn nested(&mut self, close: char) -> Literal {
        // Go's bytes of a text
        if self.rest().starts_with("[]byte(") {
            self.at += 2;
            return self.expression();
        }
        let is_object = close == '}';
        let group = self.group(close);
        if is_object { Literal::Object(group.members) } else { group.into_literal() }
    }

    /// Everything from the opening bracket, which is next, to the closing one.
    pub fn group(&mut self, close: char) -> Group {
        let group = self.deeper(|reader| reader.open_group(close));
        group.unwrap_or_else(|| {
            self.skip_balanced();
            Group::default()
        })
    }

    pub(super) fn open_group(&mut self, close: char) -> Group {
        let mut group = Group::default();
        self.bump();
        let is_object = close == '}';
        loop {
            self.skip_blanks();
            match self.peek() {
                None => break,
                Some(next) if next == close => {
                    self.bump();
                    break;
                }
                // The bracket of a value around this one: this one was not closed.
                Some('}' | ']' | ')') => break,
                Some(',' | ';') => self.bump(),
                Some('.' | '*') if self.eat("...") || self.eat("**") => {
                    let at = self.source();
                    if let Some(value) = self.value() {
                        group.members.push(NodeMember { key: SPREAD.to_owned(), at, value });
                    }
                }
                Some(_) if is_object => self.member(&mut group),
                Some(_) => self.item(&mut group),
            }
        }
        group
    }

    /// A key and its value.
    pub(super) fn member(&mut self, group: &mut Group) {
        let (at, start) = (self.source(), self.at);
        let Some(key) = self.key() else {
            // Nothing that begins a member: past it.
            if self.at == start {
                self.bump();
            }
            return;
        };
        self.skip_blanks();
        let value = if self.eat_assignment() {
            match self.listed_value() {
                Some(value) => value,
                None => Node::new(self.source(), Literal::Unknown(String::new())),
            }
        } else if self.peek() == Some('(') {
            // A method
            self.skip_balanced();
            self.skip_blanks();
            if self.peek() == Some('{') {
                self.skip_balanced();
            }
            return;
        } else {
            // `{ name }` stands for the value of that name.
            if !self.count_value() {
                return;
            }
            let named = self.scope.scalar(&key).cloned();
            named.unwrap_or_else(|| Node::new(at, Literal::Unknown(key.clone())))
        };
        group.members.push(NodeMember { key, at, value });
    }

    /// A value; in PowerShell, values with commas between them are a list.
    pub(crate) fn listed_value(&mut self) -> Option<Node> {
        let first = self.value()?;
        let mut items = Vec::new();
        while self.syntax == Syntax::PowerShell {
            let before = self.at;
            self.skip_blanks();
            if !self.eat(",") {
                self.at = before;
                break;
            }
            match self.value() {
                Some(next) => items.push(next),
                None => break,
            }
        }
        if items.is_empty() {
            return Some(first);
        }
        let at = first.at;
        items.insert(0, first);
        Some(Node::new(at, Literal::List(items)))
    }

    pub(super) fn key(&mut self) -> Option<String> {
        match self.peek()? {
            '"' | '\'' | '`' => match self.quoted(Prefix::default()) {
                Literal::Text(text) => Some(text.text().to_owned()),
                _ => None,
            },
            '{' if self.rest().starts_with("{{") => {
                self.template();
                None
            }
            '{' => {
                self.skip_balanced();
                None
            }
            '[' => {
                // A computed key
                let start = self.at;
                self.skip_balanced();
                self.input.text().get(start + 1..self.at.saturating_sub(1)).map(short)
            }
            _ => {
                let word = self.skip_word();
                (!word.is_empty()).then_some(word)
            }
        }
    }

    /// What stands between a key and its value.
    pub(super) fn eat_assignment(&mut self) -> bool {
        let rest = self.rest();
        let length = match rest.as_bytes() {
            [b'=', b'>', ..] => 2,
            [b'=', b'=', ..] => 0,
            [b':' | b'=', ..] => 1,
            _ => 0,
        };
        self.at += length;
        length > 0
    }

    /// A value of a list, or a named one: `'a' => 1` in PHP, `json=body` in Python.
    pub(super) fn item(&mut self, group: &mut Group) {
        let (at, start) = (self.source(), self.at);
        if let Some(key) = self.argument_name() {
            if let Some(value) = self.value() {
                group.members.push(NodeMember { key, at, value });
            }
            return;
        }
        let Some(first) = self.value() else {
            if self.at == start {
                self.bump();
            }
            return;
        };
        self.skip_blanks();
        let rest = self.rest();
        let is_named = rest.starts_with("=>")
            || rest.starts_with('=') && !rest.starts_with("==")
            || rest.starts_with(':') && matches!(first.value, Literal::Text(_));
        if !is_named {
            group.items.push(first);
            return;
        }
        self.eat_assignment();
        let key = match first.value {
            Literal::Text(text) => text.text().to_owned(),
            Literal::Number(text) | Literal::Unknown(text) => text,
            _ => String::new(),
        };
        let start = self.at;
        match self.value() {
            Some(value) => group.members.push(NodeMember { key, at, value }),
            None if self.at == start => self.bump(),
            None => {}
        }
    }

    /// `json=` in front of an argument in Python, `json:` in PHP; such a name stands for no value.
    pub(super) fn argument_name(&mut self) -> Option<String> {
        let rest = self.rest();
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let length = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        let after = rest[length..].trim_start_matches([' ', '\t']);
        let (sign, twice) = match self.syntax {
            Syntax::Python => ('=', "=="),
            Syntax::Php => (':', "::"),
            _ => return None,
        };
        if length == 0 || !after.starts_with(sign) || after.starts_with(twice) {
            return None;
        }
        self.at += rest.len() - after.len() + 1;
        Some(rest[..length].to_owned())
    }
}

/// `ConvertTo-Json $value -Depth 5`
fn is_conversion(items: &[Node]) -> bool {
    let name = |item: &Node| match &item.value {
        Literal::Unknown(name) => Some(name.to_ascii_lowercase()),
        _ => None,
    };
    let is_option = |item: &Node| name(item).is_some_and(|name| name.starts_with('-'));
    items.len() > 1
        && items.first().and_then(name).as_deref() == Some("convertto-json")
        && !is_option(&items[1])
}
