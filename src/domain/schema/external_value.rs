//! A field's value as somebody else gives it. Unlike what a person types, it is judged at once, by the
//! field's kind: a wrong one is told of and not used. [`draft`] reads what the page around this one
//! gives, and refuses a value as a whole; `config.json` is read entry by entry, to say what is wrong
//! where, within the same bounds and with the same judgement of each line, header and event.

use serde_json::Value;

use crate::domain::schema::event::{Event, EventSet};
use crate::domain::schema::field::{Draft, Kind, Rule};
use crate::domain::schema::fields::Field;
use crate::domain::schema::read_back::plain;
use crate::domain::schema::validate::value_fault;

/// How many characters a text may have. No server takes as many.
pub const LONGEST: usize = 4096;
/// How many entries a list, and how many headers a webhook, may have.
pub const MOST: usize = 100;

/// What a field takes, said where something else was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// One line of text, [`LONGEST`] characters at most
    Text,
    /// An address that begins with `http://` or `https://`
    Url,
    /// Digits, as text or as a whole number
    Digits,
    /// A whole number within these bounds, or the text of one
    Integer(i64, i64),
    /// `true` or `false`
    Flag,
    /// One of these texts
    Choice(&'static [&'static str]),
    /// A list of names of events
    Events,
    /// An object: names of headers and their texts
    Headers,
    /// A list of texts
    List,
}

impl ValueType {
    #[must_use]
    pub const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Text(Rule::Url) => Self::Url,
            Kind::Text(Rule::Digits) => Self::Digits,
            Kind::Text(_) | Kind::Secret => Self::Text,
            Kind::Integer { min, max } => Self::Integer(min, max),
            Kind::Flag => Self::Flag,
            Kind::Choice(choices) => Self::Choice(choices),
            Kind::Events => Self::Events,
            Kind::Headers => Self::Headers,
            Kind::List => Self::List,
        }
    }

    /// The end of the key of its sentence.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Url => "url",
            Self::Digits => "digits",
            Self::Integer(..) => "integer",
            Self::Flag => "flag",
            Self::Choice(_) => "choice",
            Self::Events => "events",
            Self::Headers => "headers",
            Self::List => "list",
        }
    }
}

/// The value as it would have been typed; `null` and an empty text stand for *not sent*.
///
/// # Errors
/// What the field takes, when this is something else.
pub fn draft(field: Field, value: &Value) -> Result<Draft, ValueType> {
    let kind = field.spec().kind;
    let wanted = ValueType::of(kind);
    if value.is_null() {
        return Ok(Draft::NotSent);
    }
    let draft = match wanted {
        ValueType::Flag => value.as_bool().map(Draft::Flag),
        ValueType::Events => events(value),
        ValueType::Headers => headers(value),
        ValueType::List => lines(value),
        ValueType::Digits | ValueType::Integer(..) if value.is_u64() => {
            digits(value).map(Draft::Text)
        }
        _ => value.as_str().filter(|text| is_line(text)).map(Draft::text),
    };
    // What no server would take is no value either; the form says more of what only one refuses.
    draft.filter(|draft| value_fault(field, draft).is_none()).ok_or(wanted)
}

/// One line, and not too long.
pub(crate) fn is_line(text: &str) -> bool {
    // The bytes first: counting the characters of something huge takes its time.
    text.len() <= 4 * LONGEST && text.chars().count() <= LONGEST && !text.contains(turns)
}

/// Characters that break a line or turn the direction of what stands around them. Others that nobody
/// sees hold emoji together.
pub(crate) fn turns(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A whole number for the text of its digits.
pub(crate) fn digits(value: &Value) -> Option<String> {
    value.is_u64().then(|| plain(value))
}

/// Every name must be one that some dialect knows: one that none does would never be sent.
fn events(value: &Value) -> Option<Draft> {
    let names = value.as_array().filter(|given| given.len() <= MOST)?;
    let known: Option<EventSet> = names.iter().map(event).collect::<Option<_>>();
    known.map(Draft::Events)
}

pub(crate) fn event(name: &Value) -> Option<Event> {
    Event::named(name.as_str()?)
}

fn headers(value: &Value) -> Option<Draft> {
    let given = value.as_object().filter(|given| given.len() <= MOST)?;
    let mut headers = Vec::new();
    for (name, value) in given {
        headers.push(header(name, value)?);
    }
    Some(if headers.is_empty() { Draft::NotSent } else { Draft::Headers(headers) })
}

pub(crate) fn header(name: &str, value: &Value) -> Option<(String, String)> {
    let value = value.as_str().filter(|value| is_line(value) && is_line(name))?;
    Some((name.to_owned(), value.to_owned()))
}

fn lines(value: &Value) -> Option<Draft> {
    let given = value.as_array().filter(|given| given.len() <= MOST)?;
    let lines: Option<Vec<&str>> =
        given.iter().map(|line| line.as_str().filter(|line| is_line(line))).collect();
    lines.map(|lines| Draft::text(lines.join("\n")))
}
