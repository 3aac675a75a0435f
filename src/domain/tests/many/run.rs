//! The run: a few rows at a time, none twice, and for each the truth.

use crate::domain::creation::patience::MAY_STILL_WORK_MS;
use crate::domain::many::batch::Batch;
use crate::domain::many::outcome::{NotCreated, RowCause, RowOutcome};
use crate::domain::many::row::ManyRow;
use crate::domain::many::run::ManyRun;
use crate::domain::many::run::input::RunInput;
use crate::domain::many::run::row::{RowState, RowWork};
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::creation::machine::server::ServerFault;
use crate::domain::tests::events;
use crate::domain::tests::many::form;
use crate::domain::tests::many::world::ManyWorld;

const V2: Dialect = Dialect::EvolutionV2;

pub(super) fn batch(count: usize) -> Batch {
    let mut batch = Batch::default();
    for n in 1..=count {
        batch.add(ManyRow::named(&format!("loja-{n}")));
    }
    batch
}

fn world(dialect: Dialect, count: usize) -> ManyWorld {
    ManyWorld::new(dialect, batch(count), Drafts::default())
}

pub(super) fn with_webhook(dialect: Dialect, count: usize) -> ManyWorld {
    let mut common = form(&[(Field::WebhookUrl, "https://hook.example.com")]);
    common.set(Field::WebhookEvents, events(&["MESSAGES_UPSERT"]));
    ManyWorld::new(dialect, batch(count), common)
}

pub(super) fn ended(world: &ManyWorld, name: &str) -> RowOutcome {
    match world.state(name) {
        RowState::Ended(outcome) => outcome.clone(),
        other => panic!("{name} has not ended: {other:?}"),
    }
}

#[test]
fn rows_run_two_at_a_time_or_as_many_as_are_asked_for() {
    for (asked, expected) in [(None, 2), (Some(1), 1), (Some(4), 4), (Some(40), 4), (Some(0), 1)] {
        let mut world = world(V2, 12);
        if let Some(asked) = asked {
            world.give(RunInput::AtOnce(asked));
        }
        world.give(RunInput::GoOn);
        world.go_to_the_end();
        assert_eq!(world.most_at_once, expected);
        let counts = world.run.counts();
        assert_eq!((counts.as_asked, counts.all), (12, 12), "{counts:?}");
        assert!(world.sent.values().all(|times| *times == 1));
        world.assert_tidy();
    }
}

#[test]
fn a_look_after_the_creation_holds_nobody_up() {
    let mut world = world(V2, 10);
    world.give(RunInput::GoOn);
    world.go_on_until(1_000 + 5 * 400 + 200);
    // Each one is looked at once more after four seconds; by then all of them are sent.
    assert_eq!(world.sent.len(), 10);
    assert_eq!(world.run.counts().as_asked, 0);
    world.go_to_the_end();
    assert_eq!(world.run.counts().as_asked, 10);
}

/// What goes wrong, and what is true of the row then, by dialect.
#[test]
fn each_fault_ends_in_the_truth() {
    type IsTrue = fn(&RowOutcome) -> bool;
    let created: IsTrue = |outcome| *outcome == RowOutcome::AsAsked;
    let half: IsTrue = |outcome| matches!(outcome, RowOutcome::NotAsAsked(difference) if difference.failure.is_some());
    let not: IsTrue = |outcome| matches!(outcome, RowOutcome::NotCreated(NotCreated::Failed(_)));
    let all = |expected: IsTrue| [expected, expected];
    let cases: [(ServerFault, [IsTrue; 2]); 11] = [
        (ServerFault::None, all(created)),
        (ServerFault::CutBefore, all(not)),
        (ServerFault::CutAfter, all(created)),
        (ServerFault::CutBody, all(created)),
        (ServerFault::EmptyBody, all(created)),
        (ServerFault::Page(502), all(not)),
        (ServerFault::Status(500), all(not)),
        (ServerFault::Status(400), all(not)),
        (ServerFault::Silence, all(not)),
        (ServerFault::LateBy(75_000), all(created)),
        // 1.x leaves what it made before it refused the proxy; 2.x takes it back.
        (ServerFault::Proxy, [half, not]),
    ];
    for (fault, expected) in cases {
        for (dialect, expected) in
            [Dialect::EvolutionV1, Dialect::EvolutionV2].into_iter().zip(expected)
        {
            let mut world = world(dialect, 3);
            world.faults.insert("loja-2".to_owned(), fault);
            world.give(RunInput::GoOn);
            if fault == ServerFault::Proxy && dialect == V2 {
                world.go_on_until(20_000);
                world.server.rows.retain(|row| row.name != "loja-2");
            }
            world.go_to_the_end();
            let outcome = ended(&world, "loja-2");
            assert!(expected(&outcome), "{fault:?} {dialect:?}: {outcome:?}");
            assert_eq!(outcome.is_created(), world.is_on_server("loja-2"), "{fault:?} {dialect:?}");
            for name in ["loja-1", "loja-3"] {
                assert_eq!(ended(&world, name), RowOutcome::AsAsked, "{fault:?} {dialect:?}");
            }
            world.assert_tidy();
        }
    }
}

#[test]
fn a_name_in_use_is_not_created_and_changes_nothing() {
    let mut world = world(V2, 3);
    world.server.add("loja-2", "SOMEBODY-ELSES", 0.0);
    world.give(RunInput::GoOn);
    world.go_to_the_end();
    let outcome = ended(&world, "loja-2");
    assert_eq!(outcome.cause(), Some(RowCause::Failed(Case::NameInUse)));
    assert_eq!(world.server.rows.iter().filter(|row| row.name == "loja-2").count(), 1);
}

#[test]
fn a_group_that_is_silently_dropped_is_named() {
    let mut world = with_webhook(V2, 4);
    world.drops.insert("loja-3".to_owned());
    world.give(RunInput::GoOn);
    world.go_to_the_end();
    let outcome = ended(&world, "loja-3");
    assert!(
        matches!(&outcome, RowOutcome::NotAsAsked(it) if it.different == [Section::Webhook]),
        "{outcome:?}"
    );
    let causes = world.run.causes();
    assert!(causes.iter().any(|group| group.cause == RowCause::Different(Section::Webhook)));
}

#[test]
fn an_instance_that_vanishes_is_not_created() {
    let mut world = world(V2, 3);
    world.vanishing.insert("loja-2".to_owned());
    world.give(RunInput::GoOn);
    world.go_to_the_end();
    assert_eq!(ended(&world, "loja-2"), RowOutcome::NotCreated(NotCreated::Gone));
    world.give(RunInput::Retry);
    world.go_to_the_end();
    assert_eq!(ended(&world, "loja-2"), RowOutcome::AsAsked);
    assert_eq!(world.sent["loja-2"], 2);
}

#[test]
fn a_pause_starts_nothing_and_a_stop_ends_what_is_on_its_way() {
    let mut world = world(V2, 8);
    world.give(RunInput::GoOn);
    world.give(RunInput::Pause);
    world.go_on_until(100_000);
    assert_eq!(world.sent.len(), 2);
    world.give(RunInput::GoOn);
    world.give(RunInput::Stop);
    world.go_to_the_end();
    let counts = world.run.counts();
    assert_eq!((counts.as_asked, counts.skipped), (4, 4), "{counts:?}");
    assert!(world.run.is_over());
    world.give(RunInput::Retry);
    world.go_to_the_end();
    assert_eq!(world.run.counts().as_asked, 8);
    assert!(world.sent.values().all(|times| *times == 1));
}

#[test]
fn a_retry_tries_what_failed_and_nothing_else() {
    let mut world = world(V2, 6);
    for (name, fault) in [
        ("loja-1", ServerFault::Status(500)),
        ("loja-3", ServerFault::CutBefore),
        ("loja-5", ServerFault::CutAfter),
    ] {
        world.faults.insert(name.to_owned(), fault);
    }
    world.give(RunInput::GoOn);
    world.go_to_the_end();
    assert_eq!(world.run.counts().undone, 2);
    world.give(RunInput::Retry);
    world.go_to_the_end();
    assert_eq!(world.run.counts().as_asked, 6);
    let times: Vec<usize> = world.sent.values().copied().collect();
    assert_eq!(times, [2, 1, 2, 1, 1, 1]);
    world.assert_tidy();
}

#[test]
fn rows_that_come_later_are_run_with_the_others() {
    let mut world = world(V2, 6);
    world.run = ManyRun::new([2, 5].map(|id| (id, RowWork::Create)), 2);
    world.give(RunInput::GoOn);
    world.go_on_until(1_500);
    world.give(RunInput::Add([1, 2, 3, 6].map(|id| (id, RowWork::Create)).into()));
    world.go_to_the_end();
    assert_eq!((world.run.counts().as_asked, world.run.rows().len()), (5, 5));
    assert!(!world.is_on_server("loja-4"));
    assert!(world.sent.values().all(|times| *times == 1));
}

#[test]
fn a_row_that_something_speaks_against_by_now_is_put_off() {
    let mut world = world(V2, 3);
    world.wrong.insert("loja-2".to_owned());
    world.give(RunInput::GoOn);
    world.go_to_the_end();
    assert_eq!(*world.state("loja-2"), RowState::Skipped);
    assert!(!world.sent.contains_key("loja-2"));
    world.wrong.clear();
    world.give(RunInput::PutOff(2));
    world.give(RunInput::Retry);
    world.go_to_the_end();
    assert_eq!(world.run.counts().as_asked, 3);
    world.assert_tidy();
}

#[test]
fn a_refused_key_pauses_the_run_and_a_server_that_is_down_slows_it() {
    let mut refused = world(V2, 50);
    for n in 1..=50 {
        refused.faults.insert(format!("loja-{n}"), ServerFault::Status(401));
    }
    refused.give(RunInput::GoOn);
    refused.go_to_the_end();
    assert!(refused.sent.len() <= 3, "{:?}", refused.sent);
    assert_eq!(refused.run.paused_by(), Some(Case::Unauthorized));

    let mut down = world(V2, 50);
    down.server.is_down = true;
    for n in 1..=50 {
        down.faults.insert(format!("loja-{n}"), ServerFault::CutBefore);
    }
    down.give(RunInput::GoOn);
    down.go_on_until(MAY_STILL_WORK_MS / 2);
    assert!(down.sent.len() <= 10, "{}", down.sent.len());
}

#[test]
fn the_rate_and_the_time_left_follow_the_last_rows() {
    let mut world = world(V2, 100);
    world.give(RunInput::GoOn);
    world.go_on_until(11_000);
    let left = world.run.counts().left();
    let speed = world.run.pace().speed(left).expect("enough rows have ended");
    assert!(speed.rows_per_minute > 10, "{speed:?}");
    assert!(speed.seconds_left > 0, "{speed:?}");
    assert_eq!(ManyWorld::new(V2, batch(2), Drafts::default()).run.pace().speed(2), None);
}
