//! A request that was found in a paste.

use std::sync::Arc;

use percent_encoding::percent_decode_str;

use readers::literal::node::{Literal, Node, NodeMember, Syntax};
use readers::literal::reader::Reader;
use readers::literal::scope::Scope;
use readers::text::mapped::Mapped;

/// The methods of HTTP, as they are written.
pub const METHODS: [&str; 7] = ["POST", "GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// One request. Nothing of it is judged yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundCall {
    pub at: usize,
    /// In capitals; empty where it is not told
    pub method: String,
    pub url: Option<Mapped>,
    pub headers: Vec<FoundHeader>,
    pub body: Option<FoundBody>,
    /// The body is the form of a program that has names of its own
    pub is_form: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundHeader {
    pub name: String,
    pub value: Mapped,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundBody {
    Value(Arc<Node>),
    /// The body lies in a file that is not part of the paste
    File {
        name: String,
        at: usize,
    },
    /// A text that is no body of these servers
    Unreadable {
        at: usize,
    },
}

impl FoundCall {
    /// Whether nothing was found that a request is made of.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.url.is_none() && self.body.is_none()
    }

    #[must_use]
    pub fn value(&self) -> Option<&Arc<Node>> {
        match &self.body {
            Some(FoundBody::Value(value)) => Some(value),
            _ => None,
        }
    }

    pub fn add_header(&mut self, line: &Mapped) {
        let Some((name, value)) = line.text().split_once(':').or_else(|| {
            // `apikey=…` and `apikey …`, as people write it
            let (name, value) = line.text().trim_start().split_once(['=', ' '])?;
            name.trim().eq_ignore_ascii_case("apikey").then_some((name, value))
        }) else {
            return;
        };
        let from = line.text().len() - value.len();
        let value = line.part(from..line.text().len()).trimmed();
        self.headers.push(FoundHeader { name: name.trim().to_owned(), value });
    }

    /// The headers of an object; `None` of them for what is no object.
    pub fn add_headers(&mut self, node: &Node) {
        for member in node.members() {
            let value = match &member.value.value {
                Literal::Text(text) => text.clone(),
                Literal::Unknown(name) => {
                    let mut hole = Mapped::starting_at(member.value.at);
                    hole.push_hole(name, member.value.at);
                    hole
                }
                _ => continue,
            };
            self.headers.push(FoundHeader { name: member.key.clone(), value });
        }
        // `["apikey: …", …]`, as PHP has them, or pairs of names and values
        for item in node.items() {
            match (&item.value, item.items()) {
                (Literal::Text(line), _) => self.add_header(line),
                (_, [name, value]) => {
                    if let (Some(name), Some(value)) = (name.text(), value.mapped()) {
                        self.headers
                            .push(FoundHeader { name: name.to_owned(), value: value.clone() });
                    }
                }
                _ => {}
            }
        }
    }

    #[must_use]
    pub fn header(&self, name: &str) -> Option<&Mapped> {
        let is_own = |header: &&FoundHeader| header.name.trim().eq_ignore_ascii_case(name);
        let mut own = self.headers.iter().filter(is_own);
        own.next().map(|header| &header.value)
    }

    /// Whether the same is sent to the same address.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let text = |call: &Self| call.url.as_ref().map(|url| url.text().to_owned());
        let headers = self.headers.iter().zip(&other.headers);
        text(self) == text(other)
            && self.value() == other.value()
            && self.headers.len() == other.headers.len()
            && headers.into_iter().all(|(one, other)| one.value.text() == other.value.text())
    }
}

impl FoundBody {
    /// Reads a body that was sent as text.
    #[must_use]
    pub fn of_text(text: &Mapped, scope: &Scope) -> Self {
        // All of it is an expression that the text gives no value to.
        if text.hole_at(0) == Some(text.text().len()) {
            return Self::Unreadable { at: text.start() };
        }
        let trimmed = text.text().trim_start();
        // The quotes of the body were left escaped, as programs on Windows want them.
        let after_bracket = trimmed.trim_start_matches(['{', '[']).trim_start();
        if trimmed.len() > after_bracket.len() && after_bracket.starts_with("\\\"") {
            return Self::of_text(&unescaped(text), scope);
        }
        if trimmed.starts_with(['{', '[']) {
            let mut reader = Reader::new(text, Syntax::Json, scope, 0);
            if let Some(mut node) = reader.value() {
                // A shell has taken the quotes away.
                if !trimmed.contains(['"', '\'']) {
                    quote_words(&mut node);
                }
                return Self::Value(Arc::new(node));
            }
        }
        // A text in quotes that holds the body once more
        if trimmed.starts_with('"') || trimmed.starts_with('\'') {
            let mut reader = Reader::new(text, Syntax::Json, scope, 0);
            if let Some(inner) = reader.value().as_ref().and_then(Node::mapped)
                && inner.text().trim_start().starts_with('{')
            {
                let mut reader = Reader::new(inner, Syntax::Json, scope, 0);
                if let Some(node) = reader.value() {
                    return Self::Value(Arc::new(node));
                }
            }
        }
        form(text).map_or(Self::Unreadable { at: text.start() }, Self::Value)
    }

    /// A body as a program has it: an object, or a text that holds one.
    #[must_use]
    pub fn of_node(node: &Arc<Node>, scope: &Scope) -> Self {
        match &node.value {
            Literal::Text(text) => Self::of_text(text, scope),
            Literal::Unknown(_) => match scope.resolved(node) {
                Some(value) if !matches!(value.value, Literal::Unknown(_)) => {
                    Self::of_node(&value, scope)
                }
                _ => Self::Unreadable { at: node.at },
            },
            _ => Self::Value(scope.filled(node)),
        }
    }
}

/// Words without quotes as the texts that they were.
fn quote_words(node: &mut Node) {
    match &mut node.value {
        Literal::Unknown(word) if !word.contains(['$', '{', '<', '%']) => {
            node.value = Literal::Text(Mapped::plain(std::mem::take(word), node.at));
        }
        Literal::List(items) => items.iter_mut().for_each(quote_words),
        Literal::Object(members) => {
            members.iter_mut().for_each(|member| quote_words(&mut member.value));
        }
        _ => {}
    }
}

/// Backslashes in front of a quote count as Microsoft's C library counts them: each pair is one, and one
/// that is left over belongs to the quote.
fn unescaped(text: &Mapped) -> Mapped {
    let mut plain = Mapped::starting_at(text.start());
    let bytes = text.text().as_bytes();
    let (mut from, mut at) = (0, 0);
    while let Some(next) = text.text()[at..].find('\\').map(|offset| at + offset) {
        let count = bytes[next..].iter().take_while(|byte| **byte == b'\\').count();
        at = next + count;
        if bytes.get(at) == Some(&b'"') {
            plain.push_part(text, from..next + count / 2);
            from = at;
        }
    }
    plain.push_part(text, from..text.text().len());
    plain
}

/// `name=value&…`.
fn form(text: &Mapped) -> Option<Arc<Node>> {
    const MOST: usize = 500;
    let line = text.text().trim();
    if !line.contains('=') || line.contains(['{', '\n', '<']) {
        return None;
    }
    let mut members = Vec::new();
    let mut at = text.text().len() - text.text().trim_start().len();
    for pair in line.split('&').take(MOST) {
        if let Some((name, value)) = pair.split_once('=') {
            let source = text.source(at);
            let decoded =
                percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().into_owned();
            let value = match decoded.as_str() {
                "true" => Literal::Flag(true),
                "false" => Literal::Flag(false),
                _ => Literal::Text(Mapped::plain(decoded, source + name.len() + 1)),
            };
            let value = Node::new(source + name.len() + 1, value);
            members.push(NodeMember { key: name.trim().to_owned(), at: source, value });
        }
        at += pair.len() + 1;
    }
    Some(Arc::new(Node::new(text.start(), Literal::Object(members))))
}
