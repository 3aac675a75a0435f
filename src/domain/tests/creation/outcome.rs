//! What a failed creation may have left on the server, by case and dialect.

use crate::domain::creation::outcome::{CreationOutcome, may_still_arrive};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::dialect::Dialect::{EvolutionV1, EvolutionV2, L2msg};

#[track_caller]
fn check(case: Case, dialect: Dialect, expected: CreationOutcome) {
    let outcome = CreationOutcome::of(&ApiError::without_reply(case), dialect);
    assert_eq!(outcome, expected, "{case:?} on {dialect:?}");
}

#[test]
fn without_a_usable_answer_nothing_is_known() {
    for dialect in Dialect::ALL {
        for case in [
            Case::Unreachable,
            Case::Timeout,
            Case::Cancelled,
            Case::Interrupted,
            Case::Unsettled,
            Case::Html,
            Case::EmptyReply,
            Case::NotJson,
            Case::Unrecognised,
            Case::Unavailable,
        ] {
            check(case, dialect, CreationOutcome::Unknown);
        }
    }
}

/// 1.x answers a plain 500 from before and from after it made the instance.
#[test]
fn a_failure_that_does_not_tell_where_is_doubtful_where_halves_are_left() {
    for case in [Case::ServerFailure, Case::SoftFailure, Case::Other] {
        check(case, EvolutionV1, CreationOutcome::Uncertain);
        check(case, EvolutionV2, CreationOutcome::Unknown);
        check(case, L2msg, CreationOutcome::Unknown);
    }
}

#[test]
fn an_aftermath_is_remembered_by_its_word() {
    for outcome in [
        CreationOutcome::Nothing,
        CreationOutcome::Unknown,
        CreationOutcome::PartiallyCreated,
        CreationOutcome::Uncertain,
        CreationOutcome::RolledBack,
    ] {
        assert_eq!(CreationOutcome::with_id(outcome.id()), outcome);
    }
    assert_eq!(CreationOutcome::with_id("something else"), CreationOutcome::Unknown);
}

/// The first five are found out before anything is sent.
#[test]
fn a_refusal_before_the_work_leaves_nothing() {
    for dialect in Dialect::ALL {
        for case in [
            Case::Offline,
            Case::MixedContent,
            Case::KeyUnsendable,
            Case::NameUnreachable,
            Case::OtherTab,
            Case::Unauthorized,
            Case::MissingGlobalKey,
            Case::NameInUse,
            Case::TokenExists,
            Case::WrongType,
            Case::WrongPattern,
            Case::NotAChoice,
            Case::InvalidIntegration,
            Case::Licence,
            Case::TooLarge,
            Case::RateLimited,
            Case::WrongPath,
            Case::CorsRefused,
        ] {
            check(case, dialect, CreationOutcome::Nothing);
        }
    }
}

#[test]
fn a_refusal_in_the_middle_leaves_what_the_dialect_leaves() {
    for case in [
        Case::InvalidUrl,
        Case::InvalidProxy,
        Case::Required,
        Case::FirstLetter,
        Case::Crashed,
        Case::EventsMissing,
        Case::GroupDisabled,
        Case::BadRequest,
        Case::Database,
    ] {
        check(case, EvolutionV1, CreationOutcome::PartiallyCreated);
        check(case, EvolutionV2, CreationOutcome::RolledBack);
        check(case, L2msg, CreationOutcome::Unknown);
    }
}

/// What may still arrive has left no certain end; a plain answer has come too late to be overtaken.
#[test]
fn only_what_nobody_answered_may_still_arrive() {
    for case in Case::ALL.iter().copied().filter(|case| may_still_arrive(*case)) {
        check(case, EvolutionV2, CreationOutcome::Unknown);
    }
    assert!(may_still_arrive(Case::Cancelled) && !may_still_arrive(Case::NotJson));
}
