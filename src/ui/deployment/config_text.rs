//! DiagnosticKind is wrong with `config.json`, in sentences.

use crate::domain::deployment::config::diagnostic::{DiagnosticKind, FoundValue};
use crate::domain::deployment::config::value::Expected;
use crate::domain::schema::validate::Problem;
use crate::ui::kit::i18n;
use crate::ui::kit::i18n::{fill, filled_key, key, t, tf};

/// The sentence of a diagnostic, which stands after its path.
#[must_use]
pub fn sentence(what: &DiagnosticKind) -> String {
    match what {
        DiagnosticKind::NotJson { line, column } => {
            let (line, column) = (line.to_string(), column.to_string());
            tf!("config.not_json", line = &line, column = &column)
        }
        DiagnosticKind::NotAnObject(what) => tf!("config.not_an_object", found = &found(what)),
        DiagnosticKind::FileTooLarge { max } => {
            tf!("config.file_too_large", max = &max.to_string())
        }
        DiagnosticKind::FileTooDeep { max } => {
            tf!("config.file_too_deep", max = &max.to_string())
        }
        DiagnosticKind::UnknownKey { nearest: None } => t(key!("config.unknown_key")),
        DiagnosticKind::UnknownKey { nearest: Some(name) } => {
            tf!("config.unknown_key_near", nearest = name)
        }
        DiagnosticKind::KeyTwice => t(key!("config.key_twice")),
        // DiagnosticKind stands in the file comes last, so that no brace in it is taken for a place.
        DiagnosticKind::Wrong { found: what, expected } => {
            tf!("config.wrong", found = &found(what), expected = &said(expected))
        }
        DiagnosticKind::TooLong { length, max } => {
            let (length, max) = (length.to_string(), max.to_string());
            tf!("config.too_long", length = &length, max = &max)
        }
        DiagnosticKind::TooMany { count, max } => {
            let (count, max) = (count.to_string(), max.to_string());
            fill(filled_key!("config.too_many", count, max), &[("count", &count), ("max", &max)])
        }
        DiagnosticKind::Missing => t(key!("config.missing")),
        DiagnosticKind::Invisible => t(key!("config.invisible")),
        DiagnosticKind::Twice(what) => tf!("config.twice", found = &found(what)),
        DiagnosticKind::SecretRefused => t(key!("config.secret_refused")),
        // Told all together, in a notice of their own.
        DiagnosticKind::SecretReadable => String::new(),
        DiagnosticKind::SecretInPreset => t(key!("config.secret_in_preset")),
        DiagnosticKind::Unfit { field, fault } => {
            let problem = Problem { field: *field, fault: fault.clone() };
            tf!("config.unfit", problem = &i18n::problem(&problem))
        }
        DiagnosticKind::HiddenButNeeded => t(key!("config.hidden_but_needed")),
        DiagnosticKind::FixedWithoutValue => t(key!("config.fixed_without_value")),
        DiagnosticKind::GroupClosed(section) => {
            tf!("config.group_closed", group = &i18n::section_name(*section))
        }
        DiagnosticKind::NotFree => t(key!("config.not_free")),
        DiagnosticKind::NoServerLeft => t(key!("config.no_server_left")),
        DiagnosticKind::More(count) => tf!("config.more", count = &count.to_string()),
    }
}

fn said(expected: &Expected) -> String {
    match expected {
        Expected::Object => t(key!("config.expected.object")),
        Expected::List => t(key!("config.expected.list")),
        Expected::Text => t(key!("config.expected.text")),
        Expected::Flag => t(key!("config.expected.flag")),
        Expected::Number { min, max } => {
            let (min, max) = (min.to_string(), max.to_string());
            tf!("config.expected.number", min = &min, max = &max)
        }
        Expected::OneOf(choices) => {
            tf!("config.expected.one_of", choices = &choices.join(", "))
        }
        Expected::Url => t(key!("config.expected.url")),
        Expected::Origin => t(key!("config.expected.origin")),
        Expected::ServerOrigin => t(key!("config.expected.server_origin")),
        Expected::Colour => t(key!("config.expected.colour")),
        Expected::Logo => t(key!("config.expected.logo")),
        Expected::ServerPolicy => t(key!("config.expected.adding")),
        Expected::Headers => t(key!("config.expected.headers")),
        Expected::Event => t(key!("config.expected.event")),
    }
}

fn found(found: &FoundValue) -> String {
    match found {
        FoundValue::Literal(text) => text.clone(),
        FoundValue::List => t(key!("config.found.list")),
        FoundValue::Object => t(key!("config.found.object")),
        FoundValue::Secret => t(key!("config.found.text")),
    }
}
