//! What a failed creation may have left on the server, by case and dialect.

use crate::domain::creation::outcome::{Aftermath, may_still_arrive};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::dialect::Dialect::{EvolutionV1, EvolutionV2, L2msg};

#[track_caller]
fn check(case: Case, dialect: Dialect, expected: Aftermath) {
    let aftermath = Aftermath::of(&ApiError::without_reply(case), dialect);
    assert_eq!(aftermath, expected, "{case:?} on {dialect:?}");
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
            check(case, dialect, Aftermath::Unknown);
        }
    }
}

/// 1.x answers a plain 500 from before and from after it made the instance.
#[test]
fn a_failure_that_does_not_tell_where_is_doubtful_where_halves_are_left() {
    for case in [Case::ServerFailure, Case::SoftFailure, Case::Other] {
        check(case, EvolutionV1, Aftermath::Doubtful);
        check(case, EvolutionV2, Aftermath::Unknown);
        check(case, L2msg, Aftermath::Unknown);
    }
}

#[test]
fn what_sent_nothing_is_about_what_the_earlier_creation_left() {
    #[track_caller]
    fn check(case: Case, earlier: Option<Aftermath>, expected: Aftermath) {
        let error = ApiError::without_reply(case);
        assert_eq!(Aftermath::after(&error, EvolutionV1, earlier), expected, "{case:?}");
    }
    for case in [Case::Interrupted, Case::Unsettled] {
        check(case, Some(Aftermath::HalfMade), Aftermath::HalfMade);
        check(case, Some(Aftermath::TakenBack), Aftermath::TakenBack);
        check(case, Some(Aftermath::Doubtful), Aftermath::Doubtful);
        check(case, Some(Aftermath::Unknown), Aftermath::Unknown);
        check(case, None, Aftermath::Unknown);
    }
    // These were sent, and speak for themselves.
    check(Case::Timeout, Some(Aftermath::HalfMade), Aftermath::Unknown);
    check(Case::InvalidProxy, Some(Aftermath::Unknown), Aftermath::HalfMade);
    check(Case::NameInUse, Some(Aftermath::HalfMade), Aftermath::Nothing);
}

#[test]
fn an_aftermath_is_remembered_by_its_word() {
    for aftermath in [
        Aftermath::Nothing,
        Aftermath::Unknown,
        Aftermath::HalfMade,
        Aftermath::Doubtful,
        Aftermath::TakenBack,
    ] {
        assert_eq!(Aftermath::with_id(aftermath.id()), aftermath);
    }
    assert_eq!(Aftermath::with_id("something else"), Aftermath::Unknown);
}

/// The first three are found out before anything is sent.
#[test]
fn a_refusal_before_the_work_leaves_nothing() {
    for dialect in Dialect::ALL {
        for case in [
            Case::Offline,
            Case::MixedContent,
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
            check(case, dialect, Aftermath::Nothing);
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
        check(case, EvolutionV1, Aftermath::HalfMade);
        check(case, EvolutionV2, Aftermath::TakenBack);
        check(case, L2msg, Aftermath::Unknown);
    }
}

/// What may still arrive has left no certain end; a plain answer has come too late to be overtaken.
#[test]
fn only_what_nobody_answered_may_still_arrive() {
    for case in Case::ALL.iter().copied().filter(|case| may_still_arrive(*case)) {
        check(case, EvolutionV2, Aftermath::Unknown);
    }
    assert!(may_still_arrive(Case::Cancelled) && !may_still_arrive(Case::NotJson));
}
