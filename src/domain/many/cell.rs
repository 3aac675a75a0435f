//! The text of a cell and the draft that it stands for. What is typed is read as a cell of a table is.

use serde_json::{Map, Value};

use crate::domain::import::creation::value::{self, ValueFault};
use crate::domain::import::report::LeftOutReason;
use crate::domain::import::source::table;
use crate::domain::schema::event::Event;
use crate::domain::schema::field::{Draft, Kind, Rule};
use crate::domain::schema::fields::Field;

/// A draft as a cell of a table has it.
#[must_use]
pub fn text(draft: &Draft) -> String {
    match draft {
        Draft::NotSent => String::new(),
        Draft::Flag(flag) => flag.to_string(),
        Draft::Text(text) => text.clone(),
        Draft::Events(events) => events.iter().map(Event::name).collect::<Vec<&str>>().join("|"),
        Draft::Headers(headers) => {
            let map: Map<String, Value> =
                headers.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
            Value::Object(map).to_string()
        }
    }
}

/// The draft of what was typed into a cell.
///
/// # Errors
/// Why the field cannot take it.
pub fn read(field: Field, text: &str) -> Result<Draft, LeftOutReason> {
    if text.trim().is_empty() {
        return Ok(Draft::NotSent);
    }
    let node = table::value(field, text, 0);
    let is_free =
        matches!(field.spec().kind, Kind::Text(Rule::Any | Rule::Name | Rule::Url) | Kind::Secret);
    if is_free {
        // Who types a placeholder means it.
        return Ok(Draft::text(text.trim()));
    }
    let Some(read) = value::read(field, &node) else { return Ok(Draft::NotSent) };
    if let Some((_, _, fault)) = read.left.into_iter().next() {
        return Err(match fault {
            ValueFault::Filler(filler) => LeftOutReason::Placeholder(filler.text().to_owned()),
            ValueFault::UnknownEvent(name) => LeftOutReason::UnknownEvent(name),
            ValueFault::Rounded => LeftOutReason::Rounded,
            ValueFault::Wrong => LeftOutReason::WrongValue,
        });
    }
    read.draft.ok_or(LeftOutReason::WrongValue)
}
