//! A value of a paste as the draft of a field.

use crate::domain::import::creation::names::plain;
use crate::domain::import::creation::placeholder::{self, Filler};
use crate::domain::schema::event::{Event, EventSet};
use crate::domain::schema::external_value::LONGEST;
use crate::domain::schema::field::{Draft, Kind, Rule};
use crate::domain::schema::fields::Field;
use readers::literal::node::{Literal, Node};

/// As many events, headers or lines as are read of one value.
const MOST_ENTRIES: usize = 200;

/// What became of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadValue {
    /// `None` where nothing of it can be used
    pub draft: Option<Draft>,
    /// The parts that cannot, each with the end of its path and its place
    pub left: Vec<(String, usize, ValueFault)>,
    /// The names of events as they were written, where that is not how the API writes them
    pub respelled: Vec<(String, &'static str)>,
}

/// Why a value cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueFault {
    Filler(Filler),
    UnknownEvent(String),
    /// A number that a spreadsheet has rounded, such as `5,5119E+12`
    Rounded,
    /// Another type than the field takes, or far too long
    Wrong,
}

impl ReadValue {
    fn of(draft: Draft) -> Self {
        Self { draft: Some(draft), ..Self::default() }
    }

    fn fault(at: usize, fault: ValueFault) -> Self {
        Self { left: vec![(String::new(), at, fault)], ..Self::default() }
    }

    fn event(&mut self, name: &str, at: usize, step: String, into: &mut EventSet) {
        match event(name) {
            Some(event) => {
                if event.name() != name {
                    self.respelled.push((name.to_owned(), event.name()));
                }
                *into = into.with(event, true);
            }
            None => {
                let shown = name.chars().take(80).collect();
                self.left.push((step, at, ValueFault::UnknownEvent(shown)));
            }
        }
    }
}

/// Reads a value for a field; `None` where nothing is given.
#[must_use]
pub fn read(field: Field, node: &Node) -> Option<ReadValue> {
    if node.is_nothing() {
        // An empty list of events says something: these servers read it as all of them.
        let is_list = field.spec().kind == Kind::Events && matches!(node.value, Literal::List(_));
        return is_list.then(|| ReadValue::of(Draft::NotSent));
    }
    if let Some(filler) = placeholder::of_node(node) {
        return Some(ReadValue::fault(node.at, ValueFault::Filler(filler)));
    }
    Some(match field.spec().kind {
        Kind::Events => events(node),
        Kind::Headers => headers(node),
        Kind::List => list(node),
        Kind::Flag => one(node, flag(node).map(Draft::Flag)),
        Kind::Choice(choices) => one(node, text(node).map(|text| choice(&text, choices))),
        Kind::Text(Rule::Digits) | Kind::Integer { .. }
            if text(node).is_some_and(|text| is_rounded(&text)) =>
        {
            ReadValue::fault(node.at, ValueFault::Rounded)
        }
        Kind::Text(Rule::Name) => one(node, text(node).map(|text| Draft::text(text.trim()))),
        Kind::Text(_) | Kind::Secret | Kind::Integer { .. } => {
            one(node, text(node).map(Draft::text))
        }
    })
}

fn one(node: &Node, draft: Option<Draft>) -> ReadValue {
    draft.map_or_else(|| ReadValue::fault(node.at, ValueFault::Wrong), ReadValue::of)
}

/// Digits with an exponent: what a spreadsheet makes of a long number.
fn is_rounded(text: &str) -> bool {
    let Some((digits, exponent)) = text.trim().split_once(['e', 'E']) else { return false };
    let all = |text: &str, others: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || others.contains(c))
    };
    all(digits, ".,") && all(exponent, "+")
}

fn text(node: &Node) -> Option<String> {
    match &node.value {
        Literal::Text(text) if text.text().len() <= 4 * LONGEST => Some(text.text().to_owned()),
        Literal::Number(number) if number.len() < 40 => Some(number.clone()),
        _ => None,
    }
}

/// A flag in any of the spellings that people give it in forms and tables.
#[must_use]
pub fn flag(node: &Node) -> Option<bool> {
    let text = match &node.value {
        Literal::Flag(flag) => return Some(*flag),
        Literal::Number(number) => number.as_str(),
        Literal::Text(text) => text.text().trim(),
        _ => return None,
    };
    match text.to_lowercase().as_str() {
        "true" | "1" | "yes" | "on" | "sim" | "s" | "y" | "verdadeiro" | "sí" | "si" | "x"
        | "verdadero" => Some(true),
        "false" | "0" | "no" | "off" | "não" | "nao" | "n" | "falso" => Some(false),
        _ => None,
    }
}

/// The choice in its own spelling; what is none of them stays, so that the form says so.
fn choice(text: &str, choices: &[&str]) -> Draft {
    let known = choices.iter().find(|known| plain(known) == plain(text));
    Draft::text(known.map_or(text.trim(), |known| known))
}

/// An event by a name in any spelling: `messages.upsert`, `messages-upsert`, `messagesUpsert`.
#[must_use]
pub fn event(name: &str) -> Option<Event> {
    Event::named(name).or_else(|| {
        let wanted = plain(name);
        let known = Event::names().into_iter().find(|known| plain(known) == wanted)?;
        Event::named(known)
    })
}

fn events(node: &Node) -> ReadValue {
    let mut read = ReadValue::default();
    let mut known = EventSet::default();
    match &node.value {
        Literal::Text(text) => {
            let names = text.text().split([',', '|', ';', ' ', '\n']).map(str::trim);
            for name in names.filter(|name| !name.is_empty()).take(MOST_ENTRIES) {
                read.event(name, node.at, String::new(), &mut known);
            }
        }
        Literal::List(items) => {
            for (place, item) in items.iter().enumerate().take(MOST_ENTRIES) {
                let step = format!("[{place}]");
                let filler = placeholder::of_node(item);
                match item.text().filter(|_| filler.is_none()) {
                    Some(name) => read.event(name, item.at, step, &mut known),
                    None => {
                        let fault = filler.map_or(ValueFault::Wrong, ValueFault::Filler);
                        read.left.push((step, item.at, fault));
                    }
                }
            }
        }
        _ => return ReadValue::fault(node.at, ValueFault::Wrong),
    }
    if known != EventSet::default() {
        read.draft = Some(Draft::Events(known));
    }
    read
}

fn headers(node: &Node) -> ReadValue {
    let mut read = ReadValue::default();
    let mut headers = Vec::new();
    let mut take = |name: &str, value: &Node| match placeholder::of_node(value) {
        Some(filler) => {
            read.left.push((format!(".{name}"), value.at, ValueFault::Filler(filler)));
        }
        None => match text(value) {
            Some(text) => headers.push((name.to_owned(), text)),
            None if value.is_nothing() => {}
            None => read.left.push((format!(".{name}"), value.at, ValueFault::Wrong)),
        },
    };
    match &node.value {
        Literal::Object(members) => {
            for member in members.iter().take(MOST_ENTRIES) {
                take(&member.key, &member.value);
            }
        }
        // Pairs, as forms of other programs have them
        Literal::List(items) => {
            for item in items.iter().take(MOST_ENTRIES) {
                let name = item.get("name").or_else(|| item.get("key")).and_then(Node::text);
                if let (Some(name), Some(value)) = (name, item.get("value")) {
                    take(name, value);
                }
            }
        }
        _ => return ReadValue::fault(node.at, ValueFault::Wrong),
    }
    if !headers.is_empty() {
        read.draft = Some(Draft::Headers(headers));
    }
    read
}

fn list(node: &Node) -> ReadValue {
    let lines: Vec<&str> = match &node.value {
        Literal::List(items) => items.iter().filter_map(Node::text).take(MOST_ENTRIES).collect(),
        Literal::Text(text) => vec![text.text()],
        _ => return ReadValue::fault(node.at, ValueFault::Wrong),
    };
    ReadValue::of(Draft::text(lines.join("\n")))
}
