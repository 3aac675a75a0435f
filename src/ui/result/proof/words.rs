//! Values, reasons and dropped sections of a proof, in words.

use serde_json::Value;

use crate::domain::creation::plan::Step;
use crate::domain::http::secret::masked;
use crate::domain::interpolate;
use crate::domain::proof::{DifferenceReason, SectionProof};
use crate::domain::schema::field::Kind;
use crate::domain::schema::fields::Field;
use crate::state::creation::Attempt;
use crate::ui::kit::i18n::{choice, counted_plain, fill, filled_key, key, section_name, t};

/// Says that a section is not on the server, and why. The server may have refused the call of a section
/// that has a step of its own; the others were answered with success.
pub fn dropped(proof: &SectionProof, reason: DifferenceReason, attempt: &Attempt) -> String {
    let is_own = |step: &Step| step.carrier().is_some() && step.section() == Some(proof.section);
    let values = [("section", &*section_name(proof.section))];
    let first = if attempt.steps.iter().any(is_own) {
        fill(filled_key!("proof.absent", section), &values)
    } else if reason == DifferenceReason::NotEnabled {
        return reason_text(reason);
    } else {
        fill(filled_key!("result.section_dropped", section), &values)
    };
    if reason == DifferenceReason::Missing {
        first
    } else {
        format!("{first} {}", reason_text(reason))
    }
}

pub fn reason_text(reason: DifferenceReason) -> String {
    let values = reason.values();
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, &**value)).collect();
    fill(&format!("reason.{}", reason.id()), &values)
}

/// A value as people read it; a secret shows only that it is there.
pub fn shown(field: Field, value: &Value) -> String {
    interpolate::plain(&in_words(field, value))
}

/// A value that was asked for: a list of events without any asks for all of them.
pub fn asked(field: Field, value: &Value) -> String {
    match (field.spec().kind, value) {
        (Kind::Events, Value::Array(events)) if events.is_empty() => t(key!("events.all")),
        _ => shown(field, value),
    }
}

fn in_words(field: Field, value: &Value) -> String {
    match (field.spec().kind, value) {
        (_, Value::Bool(true)) => t(key!("common.on_lower")),
        (_, Value::Bool(false)) => t(key!("common.off_lower")),
        (_, Value::String(text)) if text.is_empty() => t(key!("common.empty_text")),
        (Kind::Secret, Value::String(text)) => masked(text),
        (Kind::Headers, Value::Object(headers)) => {
            headers.keys().cloned().collect::<Vec<_>>().join(", ")
        }
        (Kind::Events, Value::Array(events)) if events.is_empty() => t(key!("common.none")),
        (Kind::Events, Value::Array(events)) if events.len() > 3 => {
            counted_plain(filled_key!("result.events_some", count), events.len())
        }
        (Kind::Events | Kind::List, Value::Array(items)) => {
            items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
        }
        (Kind::Choice(_), Value::String(value)) if field.spec().has_choice(value) => {
            choice(field, value)
        }
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}
