//! What a failed creation left is deleted, or waited for until the server has done it.

use crate::domain::creation::machine::input::CreationInput;
use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::creation::patience::HOLD_LIMIT_MS;
use crate::domain::creation::progress::Progress;
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect::{EvolutionV1, EvolutionV2};
use crate::domain::tests::creation::machine::server::ServerFault;
use crate::domain::tests::creation::machine::{NAME, World};

fn half_made() -> World {
    let mut world = World::new(EvolutionV1);
    world.server.fault = ServerFault::Proxy;
    world.press();
    assert_eq!(world.failure(), Case::InvalidProxy);
    assert!(matches!(world.lookup(), InstanceLookup::Exists { .. }));
    world
}

fn deletions(world: &World) -> Vec<&str> {
    world.sent.iter().map(String::as_str).filter(|call| call.starts_with("DELETE")).collect()
}

#[test]
fn a_half_made_instance_is_deleted_and_tried_again() {
    let mut world = half_made();
    world.give(CreationInput::Delete);
    assert_eq!(*world.lookup(), InstanceLookup::Deleted);
    assert_eq!(deletions(&world), ["DELETE /instance/delete/loja-1"]);
    assert_eq!(world.creations(), 1, "nothing is sent before the next press");
    assert!(world.notes.is_empty());
    world.press();
    assert!(matches!(world.first(), Progress::Done { .. }));
}

#[test]
fn one_that_counts_as_connected_is_logged_out_first() {
    let mut world = half_made();
    world.server.rows[0].state = "open";
    world.give(CreationInput::Delete);
    assert_eq!(*world.lookup(), InstanceLookup::Deleted);
    assert_eq!(
        deletions(&world),
        ["DELETE /instance/logout/loja-1", "DELETE /instance/delete/loja-1"]
    );
}

#[test]
fn one_that_stays_connected_is_not_deleted() {
    let mut world = half_made();
    world.server.rows[0].state = "open";
    world.server.silent = vec!["/instance/logout"];
    world.give(CreationInput::Delete);
    assert_eq!(*world.lookup(), InstanceLookup::LoggingOut);
    world.wait(31_000);
    let InstanceLookup::DeleteFailed(error) = world.lookup() else {
        panic!("{:?}", world.lookup())
    };
    assert_eq!(error.case, Case::Timeout, "why it could not be logged out");
    assert_eq!(deletions(&world), ["DELETE /instance/logout/loja-1"]);
}

#[test]
fn a_deletion_that_fails_says_so_and_can_be_tried_again() {
    let mut world = half_made();
    world.server.is_delete_broken = true;
    world.give(CreationInput::Delete);
    assert!(matches!(world.lookup(), InstanceLookup::DeleteFailed(_)));
    world.server.is_delete_broken = false;
    world.give(CreationInput::Delete);
    assert_eq!(*world.lookup(), InstanceLookup::Deleted);
}

#[test]
fn a_deletion_that_is_refused_although_it_was_done_counts_as_done() {
    let mut world = half_made();
    world.server.is_delete_broken = true;
    world.server.silent = vec!["/instance/connectionState"];
    world.give(CreationInput::Delete);
    world.server.rows.clear();
    world.server.silent.clear();
    world.wait(21_000);
    assert_eq!(*world.lookup(), InstanceLookup::Deleted);
}

/// 2.x takes back what failed, a moment after its answer.
#[test]
fn what_the_server_takes_back_is_waited_for() {
    let mut world = World::new(EvolutionV2);
    (world.server.fault, world.server.lingers) = (ServerFault::Proxy, true);
    world.press();
    assert_eq!(*world.lookup(), InstanceLookup::Held);
    world.wait(3_000);
    assert_eq!(*world.lookup(), InstanceLookup::Held);
    assert_eq!(world.machine.state.waited_s, 3);
    world.server.rows.clear();
    world.wait(1_000);
    assert_eq!(*world.lookup(), InstanceLookup::Absent);
    world.press();
    assert!(matches!(world.first(), Progress::Done { .. }));
}

#[test]
fn what_the_server_takes_back_is_not_called_created_while_it_can_still_be_seen() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::Proxy;
    world.press();
    assert_eq!(*world.lookup(), InstanceLookup::Held);
    world.reload();
    assert_eq!(*world.lookup(), InstanceLookup::Held);
}

#[test]
fn waiting_for_the_name_has_an_end() {
    let mut world = World::new(EvolutionV2);
    (world.server.fault, world.server.lingers) = (ServerFault::Proxy, true);
    world.press();
    world.wait(HOLD_LIMIT_MS + 10_000);
    assert_eq!(*world.lookup(), InstanceLookup::StillHeld);
    assert!(!world.locks.contains(NAME));
    world.give(CreationInput::Look);
    assert_eq!(*world.lookup(), InstanceLookup::Held, "its time begins again");
}
