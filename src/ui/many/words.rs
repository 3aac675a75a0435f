//! What rows and runs say.

use crate::domain::interpolate;
use crate::domain::many::check::{RowFault, RowProblem};
use crate::domain::many::existing::RowPlan;
use crate::domain::many::outcome::{NotCreated, RowCause, RowDifference, RowOutcome};
use crate::domain::many::run::row::RowState;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::section::Section;
use crate::domain::schema::validate::Problem;
use crate::domain::servers::server::Server;
use crate::ui::import::words as import_words;
use crate::ui::instances::common::failed_call;
use crate::ui::kit::i18n::{self, counted, full_label, key, section_name, t, tf};
use crate::ui::many::plan;
use crate::ui::result::failure::words as failure_words;

/// How far a row is, or what is wrong with it.
pub(super) fn row(
    state: Option<&RowState>,
    problems: &[RowProblem],
    plan: &RowPlan,
    server: Option<&Server>,
) -> String {
    match state {
        Some(RowState::Starting | RowState::Sent { .. }) => t(key!("many.row.busy")),
        Some(RowState::Ended(outcome)) => outcome_of(outcome, server),
        Some(RowState::Skipped) if problems.is_empty() => t(key!("many.row.skipped")),
        Some(RowState::Waiting) if problems.is_empty() => t(key!("many.row.waiting")),
        None if problems.iter().all(RowProblem::is_warning) && *plan != RowPlan::Create => {
            let said = plan::said(plan, !problems.is_empty());
            match problems {
                [] => said,
                problems => format!("{said} {}", first_of(problems)),
            }
        }
        _ if problems.is_empty() => t(key!("many.row.ready")),
        _ => first_of(problems),
    }
}

/// The first problem, and how many more there are.
fn first_of(problems: &[RowProblem]) -> String {
    match problems {
        [] => String::new(),
        [only] => problem(only),
        [first, rest @ ..] => {
            let more = rest.len().to_string();
            tf!("many.row.more", first = &problem(first), count = &more)
        }
    }
}

/// What is wrong with a value, with its field.
pub(super) fn problem(problem: &RowProblem) -> String {
    let field = problem.field;
    let sentence = match &problem.fault {
        RowFault::Form(fault) => i18n::problem(&Problem { field, fault: fault.clone() }),
        RowFault::Refused { reason, .. } => import_words::reason(reason),
        RowFault::NameTwice(row) => tf!("many.fault.name_twice", row = &row.to_string()),
        RowFault::TokenTwice(row) => tf!("many.fault.token_twice", row = &row.to_string()),
        RowFault::TokenTaken => t(key!("many.fault.token_taken")),
        RowFault::NoSuchField => t(key!("many.fault.no_field")),
        RowFault::Forgotten => t(key!("many.fault.forgotten")),
    };
    tf!("many.problem", field = &full_label(field), problem = &interpolate::plain(&sentence))
}

pub(super) fn names(sections: &[Section]) -> String {
    sections.iter().map(|section| section_name(*section)).collect::<Vec<_>>().join(", ")
}

/// What became of a row.
pub(super) fn outcome_of(outcome: &RowOutcome, server: Option<&Server>) -> String {
    match outcome {
        RowOutcome::AsAsked => t(key!("many.row.as_requested")),
        RowOutcome::NotCompared => t(key!("many.row.not_checked")),
        RowOutcome::NotAsAsked(RowDifference { different, unread, failure }) => {
            let parts = [
                failure.as_ref().map(|error| {
                    tf!("many.row.half", cause = &failed_call::failure(error, server))
                }),
                (!different.is_empty())
                    .then(|| tf!("many.row.different", sections = &names(different))),
                (!unread.is_empty()).then(|| tf!("many.row.unchecked", sections = &names(unread))),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        RowOutcome::NotCreated(NotCreated::Failed(error)) => {
            tf!("many.row.failed", cause = &failed_call::failure(error, server))
        }
        RowOutcome::NotCreated(NotCreated::Gone) => t(key!("many.row.gone")),
        RowOutcome::NotCreated(NotCreated::Foreign) => t(key!("many.row.foreign")),
        RowOutcome::Unknown(error, _) => {
            tf!("many.row.unknown", cause = &failed_call::failure(error, server))
        }
        RowOutcome::Changed(change) => plan::outcome(change, server),
    }
}

/// What rows that did not end well have in common, and what helps.
pub(super) fn cause(
    cause: RowCause,
    example: &RowOutcome,
    server: Option<&Server>,
) -> (String, String) {
    let error: Option<&ApiError> = match example {
        RowOutcome::NotCreated(NotCreated::Failed(error)) | RowOutcome::Unknown(error, _) => {
            Some(error)
        }
        RowOutcome::NotAsAsked(difference) => difference.failure.as_deref(),
        RowOutcome::Changed(change) => change.failure.as_deref(),
        _ => None,
    };
    let cure = error.map(|error| failure_words::cure(error, &failed_call::failed(server)));
    let said = match cause {
        RowCause::Failed(_) | RowCause::Unknown(_) => {
            error.map(|error| failed_call::failure(error, server)).unwrap_or_default()
        }
        RowCause::Gone => t(key!("many.row.gone")),
        RowCause::Foreign => t(key!("many.row.foreign")),
        RowCause::Different(section) if matches!(example, RowOutcome::Changed(_)) => {
            tf!("many.row.change_different", sections = &section_name(section))
        }
        RowCause::Fixed(field) => tf!("many.plan.fixed", fields = &full_label(field)),
        RowCause::Impossible(section) => {
            tf!("many.plan.obstacles", sections = &section_name(section))
        }
        RowCause::Different(section) => {
            tf!("many.row.different", sections = &section_name(section))
        }
        RowCause::Unread(section) => tf!("many.row.unchecked", sections = &section_name(section)),
    };
    (said, cure.unwrap_or_default())
}

/// Counts in one line, without those that are zero. The keys are those of [`counted`].
pub(super) fn counts(parts: &[(usize, &str)]) -> Vec<String> {
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    parts.map(|(count, key)| counted(key, *count)).collect()
}

/// A span as people read it.
pub(super) fn span(seconds: u64) -> String {
    match seconds {
        0..60 => tf!("unit.s", count = &seconds.to_string()),
        seconds => tf!("many.minutes", count = &seconds.div_ceil(60).to_string()),
    }
}
