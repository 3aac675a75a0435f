//! DiagnosticKind is wrong with `config.json`, in sentences.

use crate::domain::deployment::config::diagnostic::{DiagnosticKind, FoundValue};
use crate::domain::deployment::config::value::Expected;
use crate::domain::schema::validate::Problem;
use crate::ui::kit::i18n;
use crate::ui::kit::i18n::{t, tf};

/// The sentence of a complaint, which stands after its path.
#[must_use]
pub fn sentence(what: &DiagnosticKind) -> String {
    match what {
        DiagnosticKind::NotJson { line, column } => {
            let (line, column) = (line.to_string(), column.to_string());
            tf("config.not_json", &[("line", &line), ("column", &column)])
        }
        DiagnosticKind::NotAnObject(what) => tf("config.not_an_object", &[("found", &found(what))]),
        DiagnosticKind::FileTooLarge { max } => {
            tf("config.file_too_large", &[("max", &max.to_string())])
        }
        DiagnosticKind::FileTooDeep { max } => {
            tf("config.file_too_deep", &[("max", &max.to_string())])
        }
        DiagnosticKind::UnknownKey { nearest: None } => t("config.unknown_key"),
        DiagnosticKind::UnknownKey { nearest: Some(name) } => {
            tf("config.unknown_key_near", &[("nearest", name)])
        }
        DiagnosticKind::KeyTwice => t("config.key_twice"),
        // DiagnosticKind stands in the file comes last, so that no brace in it is taken for a place.
        DiagnosticKind::Wrong { found: what, expected } => {
            tf("config.wrong", &[("expected", &said(expected)), ("found", &found(what))])
        }
        DiagnosticKind::TooLong { length, max } => {
            let (length, max) = (length.to_string(), max.to_string());
            tf("config.too_long", &[("length", &length), ("max", &max)])
        }
        DiagnosticKind::TooMany { count, max } => {
            let (count, max) = (count.to_string(), max.to_string());
            tf("config.too_many", &[("count", &count), ("max", &max)])
        }
        DiagnosticKind::Missing => t("config.missing"),
        DiagnosticKind::Invisible => t("config.invisible"),
        DiagnosticKind::Twice(what) => tf("config.twice", &[("found", &found(what))]),
        DiagnosticKind::SecretRefused => t("config.secret_refused"),
        // Told all together, in a notice of their own.
        DiagnosticKind::SecretReadable => String::new(),
        DiagnosticKind::SecretInPreset => t("config.secret_in_preset"),
        DiagnosticKind::Unfit { field, fault } => {
            let problem = Problem { field: *field, fault: fault.clone() };
            tf("config.unfit", &[("problem", &i18n::problem(&problem))])
        }
        DiagnosticKind::HiddenButNeeded => t("config.hidden_but_needed"),
        DiagnosticKind::FixedWithoutValue => t("config.fixed_without_value"),
        DiagnosticKind::GroupClosed(section) => {
            tf("config.group_closed", &[("group", &i18n::section_name(*section))])
        }
        DiagnosticKind::NotFree => t("config.not_free"),
        DiagnosticKind::NoServerLeft => t("config.no_server_left"),
        DiagnosticKind::More(count) => tf("config.more", &[("count", &count.to_string())]),
    }
}

fn said(expected: &Expected) -> String {
    match expected {
        Expected::Object => t("config.expected.object"),
        Expected::List => t("config.expected.list"),
        Expected::Text => t("config.expected.text"),
        Expected::Flag => t("config.expected.flag"),
        Expected::Number { min, max } => {
            let (min, max) = (min.to_string(), max.to_string());
            tf("config.expected.number", &[("min", &min), ("max", &max)])
        }
        Expected::OneOf(choices) => {
            tf("config.expected.one_of", &[("choices", &choices.join(", "))])
        }
        Expected::Url => t("config.expected.url"),
        Expected::Origin => t("config.expected.origin"),
        Expected::ServerOrigin => t("config.expected.server_origin"),
        Expected::Colour => t("config.expected.colour"),
        Expected::Logo => t("config.expected.logo"),
        Expected::ServerPolicy => t("config.expected.adding"),
        Expected::Headers => t("config.expected.headers"),
        Expected::Event => t("config.expected.event"),
    }
}

fn found(found: &FoundValue) -> String {
    match found {
        FoundValue::Literal(text) => text.clone(),
        FoundValue::List => t("config.found.list"),
        FoundValue::Object => t("config.found.object"),
        FoundValue::Secret => t("config.found.text"),
    }
}
