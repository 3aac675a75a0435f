//! What becomes of rows that change their instances.

use crate::domain::bulk::group_target::{GroupPreview, GroupSaved};
use crate::domain::many::change::RowChange;
use crate::domain::many::outcome::{RowCause, RowOutcome};
use crate::domain::many::run::ManyRun;
use crate::domain::many::run::counts::RunCounts;
use crate::domain::many::run::input::RunInput;
use crate::domain::many::run::row::{RowState, RowWork};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::many::world::ManyWorld;
use crate::domain::tests::many::{batch_of, form};

const V2: Dialect = Dialect::EvolutionV2;

fn change(saved: &[(Section, GroupSaved)]) -> RowChange {
    let mut change = RowChange::default();
    for (section, saved) in saved {
        change.add(*section, saved);
    }
    change
}

fn failed(case: Case) -> GroupSaved {
    GroupSaved::Failed(ApiError::without_reply(case).into())
}

#[test]
fn what_became_of_a_change_is_told_by_its_groups() {
    let webhook = |saved: GroupSaved| change(&[(Section::Webhook, saved)]);
    let error = |case: Case| std::sync::Arc::new(ApiError::without_reply(case));
    let cases: [(GroupSaved, Option<RowCause>); 7] = [
        (GroupSaved::AsWanted, None),
        (GroupSaved::Different, Some(RowCause::Different(Section::Webhook))),
        (GroupSaved::Conflict, Some(RowCause::Different(Section::Webhook))),
        (failed(Case::Timeout), Some(RowCause::Failed(Case::Timeout))),
        (GroupSaved::Unread(error(Case::Timeout)), Some(RowCause::Failed(Case::Timeout))),
        (
            GroupSaved::NotSent(GroupPreview::SwitchedOff),
            Some(RowCause::Impossible(Section::Webhook)),
        ),
        (
            GroupSaved::NotSent(GroupPreview::Unreadable(error(Case::NotFound))),
            Some(RowCause::Failed(Case::NotFound)),
        ),
    ];
    for (saved, cause) in cases {
        let outcome = RowOutcome::Changed(webhook(saved.clone()));
        assert_eq!(outcome.cause(), cause, "{saved:?}");
        assert_eq!(outcome.is_well(), cause.is_none(), "{saved:?}");
        assert!(!outcome.is_created() && !outcome.is_not_created());
    }
}

/// A value that no call carries over is told at the end as it was in the plan, and is no reason to try again.
#[test]
fn what_only_a_creation_sets_is_told_at_the_end() {
    let mut number = change(&[(Section::Webhook, GroupSaved::AsWanted)]);
    number.fixed.push(Field::Number);
    let outcome = RowOutcome::Changed(number.clone());
    assert!(!outcome.is_well() && !number.may_try_again());
    assert_eq!(outcome.cause(), Some(RowCause::Fixed(Field::Number)));
    assert_eq!(outcome.id(), "changed_with_problems");
}

/// The failure that says most of the other rows counts, wherever it came.
#[test]
fn a_failure_of_all_rows_counts_more_than_one_of_a_group() {
    let both = |one: Case, other: Case| {
        change(&[(Section::Webhook, failed(one)), (Section::Proxy, failed(other))])
    };
    for (one, other, expected) in [
        (Case::NotFound, Case::Unauthorized, Case::Unauthorized),
        (Case::Unauthorized, Case::NotFound, Case::Unauthorized),
        (Case::NotFound, Case::Timeout, Case::NotFound),
        (Case::Unauthorized, Case::Cancelled, Case::Cancelled),
    ] {
        let change = both(one, other);
        assert_eq!(change.failure.as_ref().map(|error| error.case), Some(expected));
        assert_eq!(change.is_cancelled(), expected == Case::Cancelled);
    }
}

/// Three rows: the first creates, the others change.
fn world() -> ManyWorld {
    let batch = batch_of("name\nloja-1\nloja-2\nloja-3\n");
    let mut world = ManyWorld::new(V2, batch, form(&[]));
    let works = [RowWork::Create, RowWork::Change, RowWork::Change];
    world.run = ManyRun::new((1..).zip(works), 2);
    world
}

#[test]
fn changes_run_among_the_creations_and_are_tried_again_where_they_failed() {
    let mut world = world();
    world.give(RunInput::GoOn);
    world.go_on_until(1_001);
    assert_eq!(world.changing, [2], "two at a time");
    world.go_on_until(10_000);
    assert_eq!(world.changing, [2, 3]);
    world.give(RunInput::Changed(2, change(&[(Section::Webhook, GroupSaved::AsWanted)])));
    world.give(RunInput::Changed(3, change(&[(Section::Proxy, failed(Case::Timeout))])));
    let counts = world.run.counts();
    let expected = RunCounts {
        all: 3,
        as_asked: 1,
        changed: 1,
        not_changed: 1,
        undone: 1,
        ..Default::default()
    };
    assert_eq!((counts, counts.ended()), (expected, 3));
    assert!(world.run.is_over());
    // An answer that comes twice is no second end.
    world.give(RunInput::Changed(3, change(&[])));
    assert_eq!(world.run.counts(), expected);
    world.give(RunInput::Retry);
    assert_eq!(world.changing, [2, 3, 3]);
    world.give(RunInput::Changed(3, change(&[(Section::Proxy, GroupSaved::AsWanted)])));
    assert_eq!(world.run.counts().changed, 2);
    assert_eq!(world.sent.len(), 1);
    world.assert_tidy();
}

#[test]
fn a_change_that_a_reload_or_a_lost_key_cut_off_is_begun_again() {
    let mut world = world();
    world.give(RunInput::GoOn);
    world.go_on_until(10_000);
    assert_eq!(world.changing, [2, 3]);
    world.reload();
    assert_eq!(world.changing, [2, 3], "it reads before it saves");
    world.give(RunInput::ForgetKeys);
    world.give(RunInput::Changed(2, change(&[(Section::Webhook, failed(Case::Cancelled))])));
    world.give(RunInput::Changed(3, change(&[(Section::Webhook, GroupSaved::AsWanted)])));
    assert_eq!(*world.state("loja-2"), RowState::Waiting);
    assert!(world.run.is_paused());
    world.give(RunInput::GoOn);
    assert_eq!(world.changing, [2, 3, 2]);
    world.give(RunInput::PutOff(2));
    assert_eq!(*world.state("loja-2"), RowState::Skipped);
    world.assert_tidy();
}

#[test]
fn a_refused_key_stops_the_changes() {
    let mut world = world();
    world.give(RunInput::GoOn);
    world.go_on_until(10_000);
    world.give(RunInput::Changed(2, change(&[(Section::Webhook, failed(Case::Unauthorized))])));
    assert_eq!(world.run.paused_by(), Some(Case::Unauthorized));
}
