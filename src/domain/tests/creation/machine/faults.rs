//! Each fault in each dialect: what is said at once, what is said in the end, what may be done then,
//! and never a second instance.

use crate::domain::creation::machine::input::CreationInput;
use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::creation::patience::MAY_STILL_WORK_MS;
use crate::domain::creation::progress::{Confirmation, Progress};
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::dialect::Dialect::{EvolutionV1, EvolutionV2, L2msg};
use crate::domain::tests::creation::machine::server::ServerFault;
use crate::domain::tests::creation::machine::{NAME, World};

/// What the screen says in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Nothing was made, so nothing is looked up
    Refused,
    /// It is there, and it is this one's
    Own,
    /// It is there, and nothing tells whose it is
    There,
    /// It is not there, and will not come
    Absent,
}

impl End {
    fn of(lookup: &InstanceLookup) -> Option<Self> {
        Some(match lookup {
            InstanceLookup::NotLooked => Self::Refused,
            InstanceLookup::Exists { is_own: true, .. } => Self::Own,
            InstanceLookup::Exists { .. } => Self::There,
            InstanceLookup::Absent => Self::Absent,
            _ => return None,
        })
    }
}

/// The fault, its case, whether it is waited for, and the end where a token tells and where none
/// does.
const FAULTS: [(ServerFault, Case, bool, End); 14] = [
    (ServerFault::CutBefore, Case::Unreachable, true, End::Absent),
    (ServerFault::CutAfter, Case::Unreachable, false, End::Own),
    (ServerFault::CutBody, Case::NotJson, false, End::Own),
    (ServerFault::EmptyBody, Case::EmptyReply, false, End::Own),
    (ServerFault::Page(200), Case::Html, false, End::Absent),
    (ServerFault::Page(502), Case::Unavailable, true, End::Absent),
    (ServerFault::Page(503), Case::Unavailable, true, End::Absent),
    (ServerFault::Page(504), Case::Unavailable, true, End::Absent),
    (ServerFault::Status(500), Case::ServerFailure, false, End::Absent),
    (ServerFault::Silence, Case::Timeout, true, End::Absent),
    (ServerFault::LateBy(75_000), Case::Timeout, true, End::Own),
    (ServerFault::Status(401), Case::Unauthorized, false, End::Refused),
    (ServerFault::Status(413), Case::TooLarge, false, End::Refused),
    (ServerFault::Status(429), Case::RateLimited, false, End::Refused),
];

#[test]
fn every_fault_ends_in_what_the_server_has() {
    for dialect in Dialect::ALL {
        for (fault, case, is_waited_for, end) in FAULTS {
            let context = format!("{fault:?} on {dialect:?}");
            // No token goes with a creation of l2msg, and its list tells no time.
            let end = if dialect == L2msg && end == End::Own { End::There } else { end };
            let mut world = World::new(dialect);
            world.server.fault = fault;
            world.press();
            // The longest that an answer is waited for
            world.wait(60_000);
            assert_eq!(world.failure(), case, "{context}");
            assert_eq!(world.ended, [false], "{context}");
            let is_waiting = *world.lookup() == InstanceLookup::NotYet;
            assert_eq!(is_waiting, is_waited_for, "{context}: {:?}", world.lookup());
            world.wait(MAY_STILL_WORK_MS);
            assert_eq!(End::of(world.lookup()), Some(end), "{context}: {:?}", world.lookup());
            assert_eq!(world.creations(), 1, "{context}: sent once");
            assert!(world.locks.is_empty(), "{context}: the lock is released");
            assert_eq!(
                world.notes.is_empty(),
                matches!(end, End::Refused | End::Absent),
                "{context}: a note is kept of what is there"
            );
            // What is not there is created by the next press; what is there is not created again.
            world.press();
            world.wait(1_000);
            let is_created = matches!(world.first(), Progress::Done { status: 201, .. });
            let may_create = matches!(end, End::Refused | End::Absent);
            assert_eq!(is_created, may_create, "{context}: {:?}", world.first());
            let names = world.server.rows.iter().filter(|row| row.name == NAME).count();
            assert_eq!(names, 1, "{context}: one instance");
        }
    }
}

#[test]
fn what_is_there_after_all_is_shown_and_read_back() {
    for dialect in Dialect::ALL {
        for fault in [ServerFault::CutAfter, ServerFault::CutBody, ServerFault::EmptyBody] {
            let mut world = World::new(dialect);
            world.server.fault = fault;
            world.press();
            world.give(CreationInput::ShowFound);
            assert_eq!(*world.first(), Progress::Found);
            assert!(world.machine.state.created.is_some());
            assert!(
                world.sent.iter().any(|call| call == "GET /settings/find/loja-1"),
                "{fault:?} on {dialect:?}: {:?}",
                world.sent
            );
            assert!(world.notes.is_empty());
            assert_eq!(world.creations(), 1);
        }
    }
}

#[test]
fn a_creation_that_works_is_looked_at_once_more() {
    for dialect in Dialect::ALL {
        let mut world = World::new(dialect);
        world.press();
        assert_eq!(world.ended, [true]);
        assert!(matches!(world.first(), Progress::Done { status: 201, .. }));
        assert_eq!(world.machine.state.confirmation, Confirmation::Waiting);
        assert_eq!(world.looks(), 0);
        assert!(world.notes.is_empty() && world.locks.is_empty());
        world.wait(10_000);
        assert_eq!(world.machine.state.confirmation, Confirmation::Confirmed);
        assert_eq!(world.looks(), 1);
        assert_eq!(world.machine.next_due(), None, "nothing goes on by itself");
    }
}

/// Seen on a real server: two creations met, one was answered with 201, and both were deleted.
#[test]
fn an_instance_that_is_lost_after_201_is_told_of() {
    let mut world = World::new(EvolutionV2);
    world.press();
    world.server.rows.clear();
    world.wait(5_000);
    assert_eq!(world.machine.state.confirmation, Confirmation::Waiting, "one look proves little");
    world.wait(10_000);
    assert_eq!(world.machine.state.confirmation, Confirmation::Gone);
    assert_eq!(world.looks(), 3);
}

#[test]
fn a_server_that_does_not_answer_the_last_look_leaves_it_open() {
    let mut world = World::new(EvolutionV2);
    world.press();
    world.server.is_down = true;
    world.wait(10_000);
    assert_eq!(world.machine.state.confirmation, Confirmation::Unknown);
    assert_eq!(world.looks(), 1);
}

#[test]
fn where_the_state_cannot_be_had_the_list_tells() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::CutAfter;
    world.server.is_state_broken = true;
    world.press();
    assert!(matches!(world.lookup(), InstanceLookup::Exists { is_own: true, .. }));
}

#[test]
fn a_server_that_answers_nothing_leaves_it_open_and_nothing_is_sent_again() {
    for dialect in Dialect::ALL {
        let mut world = World::new(dialect);
        (world.server.fault, world.server.is_down) = (ServerFault::CutAfter, true);
        world.press();
        assert_eq!(*world.lookup(), InstanceLookup::Unclear);
        world.press();
        assert_eq!(world.failure(), Case::Unsettled);
        assert_eq!(world.creations(), 1);
        world.server.is_down = false;
        world.give(CreationInput::Look);
        assert!(matches!(world.lookup(), InstanceLookup::Exists { .. }), "{:?}", world.lookup());
    }
}

#[test]
fn a_server_that_answers_again_is_asked_without_a_press() {
    let mut world = World::new(EvolutionV2);
    (world.server.fault, world.server.is_down) = (ServerFault::CutAfter, true);
    world.press();
    world.wait(30_000);
    assert_eq!(*world.lookup(), InstanceLookup::Unclear);
    world.server.is_down = false;
    world.wait(10_000);
    assert!(matches!(world.lookup(), InstanceLookup::Exists { .. }), "{:?}", world.lookup());
}

#[test]
fn a_server_that_stays_down_is_not_asked_for_ever() {
    let mut world = World::new(EvolutionV2);
    (world.server.fault, world.server.is_down) = (ServerFault::CutBefore, true);
    world.press();
    world.wait(2 * MAY_STILL_WORK_MS);
    assert_eq!(*world.lookup(), InstanceLookup::Unclear);
    assert_eq!(world.machine.next_due(), None);
    assert!(world.locks.is_empty());
    // Nobody knows, so nothing is sent before the server tells.
    world.press();
    assert_eq!(world.failure(), Case::Unsettled);
    assert_eq!(world.creations(), 1);
}

#[test]
fn somebody_elses_instance_is_not_taken_for_ones_own() {
    for dialect in [EvolutionV1, EvolutionV2] {
        let mut world = World::new(dialect);
        world.server.fault = ServerFault::CutBefore;
        world.press();
        world.server.add(NAME, "THEIRS", world.wall);
        world.wait(2_000);
        assert_eq!(*world.lookup(), InstanceLookup::Foreign, "{dialect:?}");
        assert!(world.notes.is_empty());
    }
}

/// 2.x tells when an instance was created; its token can be kept from the list.
#[test]
fn an_older_instance_is_not_taken_for_ones_own() {
    for (age, expected) in [(3_600_000.0, true), (120_000.0, false)] {
        let mut world = World::new(EvolutionV2);
        world.server.fault = ServerFault::CutBefore;
        world.press();
        let created_at = world.wall - age;
        world.server.add(NAME, "", created_at);
        world.wait(2_000);
        let is_earlier = *world.lookup() == InstanceLookup::Earlier;
        assert_eq!(is_earlier, expected, "{age}: {:?}", world.lookup());
    }
}
