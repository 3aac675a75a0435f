//! How long a creation is waited for whose end nobody saw, and what its name may be used for until
//! then.

use crate::domain::creation::machine::input::CreationInput;
use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::creation::patience::MAY_STILL_WORK_MS;
use crate::domain::creation::progress::Progress;
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::dialect::Dialect::EvolutionV2;
use crate::domain::tests::creation::machine::server::ServerFault;
use crate::domain::tests::creation::machine::{NAME, World, form};

/// A database that is locked for 75 seconds: the answer is given up after 60.
#[test]
fn what_lands_after_the_time_out_is_found_and_never_called_absent() {
    for dialect in Dialect::ALL {
        let mut world = World::new(dialect);
        world.server.fault = ServerFault::LateBy(75_000);
        world.press();
        world.wait(60_000);
        for _ in 0..14 {
            world.wait(1_000);
            assert_eq!(*world.lookup(), InstanceLookup::NotYet, "{dialect:?} at {}", world.now);
        }
        world.wait(15_000);
        assert!(matches!(world.lookup(), InstanceLookup::Exists { .. }), "{:?}", world.lookup());
        assert_eq!(world.creations(), 1);
    }
}

#[test]
fn spaces_around_a_name_are_part_of_no_call_note_or_lock() {
    for dialect in Dialect::ALL {
        for fault in [ServerFault::CutAfter, ServerFault::LateBy(75_000)] {
            let mut world = World::new(dialect);
            world.server.fault = fault;
            world.press_with(form(&format!("  {NAME} ")));
            assert!(world.notes.iter().all(|note| note.name == NAME), "{dialect:?}");
            assert!(world.locks.iter().all(|lock| lock.ends_with(NAME)), "{:?}", world.locks);
            world.wait(61_000);
            // It is the same name.
            world.press_waits_for_the_first_request();
            assert!(!world.sent.iter().any(|call| call.contains("%20")), "{:?}", world.sent);
        }
    }
}

#[test]
fn the_same_name_is_not_sent_again_while_the_server_may_be_at_work() {
    for fault in [ServerFault::CutBefore, ServerFault::Page(502), ServerFault::Silence] {
        let mut world = World::new(EvolutionV2);
        world.server.fault = fault;
        world.press();
        world.wait(61_000);
        world.press();
        assert_eq!(world.failure(), Case::Unsettled, "{fault:?}");
        assert_eq!(*world.lookup(), InstanceLookup::NotYet, "{fault:?}");
        assert_eq!(world.creations(), 1, "{fault:?}");
        world.wait(MAY_STILL_WORK_MS);
        assert_eq!(*world.lookup(), InstanceLookup::Absent, "{fault:?}");
        world.press();
        assert!(matches!(world.first(), Progress::Done { .. }), "{fault:?}");
        assert_eq!(world.creations(), 2, "{fault:?}");
    }
}

/// A server that is silent too: each call is given up after its own time, and then there is another.
#[test]
fn the_pauses_grow_and_the_end_is_not_missed() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::CutBefore;
    world.press();
    world.wait(9_500);
    assert_eq!(world.looks(), 10, "once a second at first");
    world.wait(MAY_STILL_WORK_MS - 9_500 - 1);
    assert_eq!(*world.lookup(), InstanceLookup::NotYet);
    let looks = world.looks();
    assert!((20..40).contains(&looks), "not too often later: {looks}");
    world.wait(1);
    assert_eq!(*world.lookup(), InstanceLookup::Absent, "at the very end");
}

#[test]
fn the_time_that_it_is_waited_for_is_told() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::Silence;
    world.press();
    world.wait(72_000);
    let state = &world.machine.state;
    assert_eq!((state.waited_s, state.wait_limit_s), (12, 120));
    world.wait(MAY_STILL_WORK_MS);
    assert_eq!(world.machine.state.waited_s, 0);
}

#[test]
fn another_name_is_created_at_once_and_settles_the_first() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::Silence;
    world.press();
    world.wait(61_000);
    world.press_with(form("loja-2"));
    assert!(matches!(world.first(), Progress::Done { .. }));
    assert_eq!(world.creations(), 2);
    let (base_url, sent_at, started_at) = world.writes[0].clone();
    assert_eq!((base_url.as_str(), sent_at), ("https://evo.example.com", world.now));
    // What the driver does with the notes of this tab
    for note in &mut world.notes {
        note.may_arrive &= note.started_at >= started_at;
    }
    // The server took this one later than the first, so it is done with the first.
    world.press();
    assert!(matches!(world.first(), Progress::Done { .. }), "{:?}", world.first());
    assert_eq!(world.creations(), 3);
}

#[test]
fn an_answer_to_another_machine_settles_only_what_was_sent_before_it() {
    let write = |sent_at| CreationInput::WriteAnswered {
        base_url: "https://evo.example.com".to_owned(),
        sent_at,
    };
    let mut world = World::new(EvolutionV2);
    let sent_at = world.now;
    world.server.fault = ServerFault::Silence;
    world.press();
    world.wait(61_000);
    world.give(write(sent_at));
    assert_eq!(*world.lookup(), InstanceLookup::NotYet, "sent at the same time");
    world.give(CreationInput::WriteAnswered {
        base_url: "https://other.example.com".to_owned(),
        sent_at: world.now,
    });
    assert_eq!(*world.lookup(), InstanceLookup::NotYet, "another server");
    world.give(write(sent_at + 1));
    assert_eq!(*world.lookup(), InstanceLookup::Absent);
}

#[test]
fn a_closed_notice_does_not_free_the_name() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::LateBy(75_000);
    world.press();
    world.wait(61_000);
    world.give(CreationInput::Dismiss);
    assert!(world.machine.state.attempt.is_none());
    assert!(world.locks.contains(NAME), "other tabs are kept from it");
    world.press_waits_for_the_first_request();
}

#[test]
fn a_closed_notice_is_over_when_nothing_can_arrive_any_more() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::CutBefore;
    world.press();
    world.give(CreationInput::Dismiss);
    world.wait(MAY_STILL_WORK_MS);
    assert!(world.locks.is_empty());
    assert_eq!(world.machine.next_due(), None);
    world.press();
    assert!(matches!(world.first(), Progress::Done { .. }));
}

#[test]
fn who_stops_looking_still_keeps_the_name_from_being_sent() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::CutBefore;
    world.press();
    world.give(CreationInput::StopLooking);
    assert_eq!(*world.lookup(), InstanceLookup::NotLooked);
    let looks = world.looks();
    world.wait(30_000);
    assert_eq!(world.looks(), looks);
    assert!(world.locks.contains(NAME));
    world.press();
    assert_eq!(world.failure(), Case::Unsettled);
    assert_eq!(world.creations(), 1);
}

#[test]
fn a_request_that_is_cancelled_is_aborted_and_looked_up() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::LateBy(2_500);
    world.press();
    world.wait(500);
    world.give(CreationInput::Cancel);
    assert_eq!(world.failure(), Case::Cancelled);
    assert_eq!(*world.lookup(), InstanceLookup::NotYet);
    world.wait(5_000);
    assert!(matches!(world.lookup(), InstanceLookup::Exists { is_own: true, .. }));
}

#[test]
fn cancelling_before_anything_is_sent_is_cancelled_and_leaves_nothing() {
    let mut world = World::new(EvolutionV2);
    world.holds_locks = true;
    world.press();
    world.give(CreationInput::Cancel);
    assert_eq!(world.failure(), Case::Cancelled);
    assert_eq!(*world.lookup(), InstanceLookup::NotLooked);
    world.answer_locks();
    assert!(world.locks.is_empty(), "a lock that comes late is released");
    assert!(world.sent.is_empty() && world.notes.is_empty());
}

/// The second press asks for a lock that the first one was just given: this tab has it.
#[test]
fn pressing_again_after_a_cancel_meets_no_other_tab() {
    let mut world = World::new(EvolutionV2);
    world.holds_locks = true;
    world.press();
    world.give(CreationInput::Cancel);
    world.press();
    let (first, name) = world.open_locks.remove(0);
    let first = world.lock(first, name);
    world.give(first);
    world.is_locked_elsewhere = true;
    world.answer_locks();
    assert!(matches!(world.first(), Progress::Done { .. }), "{:?}", world.first());
    assert_eq!(world.creations(), 1);
}

#[test]
fn cancelling_the_check_before_sending_is_cancelled() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::CutBefore;
    world.press();
    world.give(CreationInput::StopLooking);
    world.server.silent = vec!["/instance/connectionState"];
    world.press();
    assert!(world.machine.state.is_sending);
    world.give(CreationInput::Cancel);
    assert_eq!(world.failure(), Case::Cancelled);
    assert!(!world.machine.state.is_sending);
    assert_eq!(world.creations(), 1);
}

#[test]
fn a_second_press_while_one_is_on_its_way_does_nothing() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::Silence;
    world.press();
    let id = world.machine.state.attempt.as_ref().map(|attempt| attempt.id);
    world.press();
    assert_eq!(world.machine.state.attempt.as_ref().map(|attempt| attempt.id), id);
    assert_eq!(world.creations(), 1);
}

#[test]
fn a_name_that_another_tab_sends_is_not_sent_from_here() {
    let mut world = World::new(EvolutionV2);
    world.is_locked_elsewhere = true;
    world.press();
    assert_eq!(world.failure(), Case::OtherTab);
    assert_eq!(world.creations(), 0);
    assert!(world.notes.is_empty());
    world.give(CreationInput::Look);
    assert_eq!(*world.lookup(), InstanceLookup::NotYet, "the other tab may be at it");
}

/// The monotonic clock of some browsers repeats a value; none goes back.
#[test]
fn a_clock_that_goes_back_stops_nothing() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::CutBefore;
    world.press();
    // The time of day is set back by a day: nothing here depends on it.
    world.wall -= 86_400_000.0;
    let looks = world.looks();
    world.wait(5_000);
    assert!(world.looks() > looks);
    world.now -= 4_000;
    world.give(CreationInput::Tick);
    world.now += 4_000;
    assert!(world.machine.next_due() >= Some(world.now), "no time begins again");
    world.wait(MAY_STILL_WORK_MS);
    assert_eq!(*world.lookup(), InstanceLookup::Absent);
    assert!(world.locks.is_empty());
}
