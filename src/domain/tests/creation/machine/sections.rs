//! The steps after the creation, and sections that are set or read again.

use serde_json::json;

use crate::domain::creation::machine::input::CreationInput;
use crate::domain::creation::progress::Progress;
use crate::domain::proof::Outcome;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::dialect::Dialect::EvolutionV2;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::creation::machine::server::{ServerFault, status};
use crate::domain::tests::creation::machine::{World, form};
use crate::domain::tests::everything;

/// A creation that asks for calls to be rejected, of a server that does not store it.
fn different(dialect: Dialect) -> World {
    let mut world = World::new(dialect);
    let mut drafts = form("loja-1");
    drafts.set(Field::RejectCall, Draft::Flag(true));
    world.server.found = json!({ "rejectCall": false, "reject_call": false, "groupsIgnore": true });
    world.press_with(drafts);
    world
}

fn is_as_asked(world: &World) -> bool {
    world.machine.state.proof(Section::Behaviour).expect("a proof").is_as_asked()
}

#[test]
fn every_step_runs_once_and_in_its_order_whatever_the_others_answer() {
    for dialect in Dialect::ALL {
        let mut world = World::new(dialect);
        world.server.set_status = 500;
        world.press_with(everything());
        world.wait(3_000);
        let steps = world.machine.state.attempt.as_ref().expect("an attempt").steps.len();
        assert_eq!(world.machine.state.progress.len(), steps);
        let is_left =
            |progress: &Progress| matches!(progress, Progress::Waiting | Progress::Running);
        assert!(!world.machine.state.progress.iter().any(is_left), "{dialect:?}");
        assert_eq!(world.creations(), 1);
    }
}

#[test]
fn setting_a_section_again_reads_it_back() {
    for dialect in Dialect::ALL {
        let mut world = different(dialect);
        assert!(!is_as_asked(&world), "{dialect:?}");
        world.server.found =
            json!({ "rejectCall": true, "reject_call": true, "groupsIgnore": true });
        world.give(CreationInput::Reapply(Section::Behaviour));
        assert!(world.sent.contains(&"POST /settings/set/loja-1".to_owned()), "{dialect:?}");
        assert!(is_as_asked(&world), "{dialect:?}");
        let reapply = &world.machine.state.reapply[Section::Behaviour as usize];
        assert!(matches!(reapply, Progress::Done { .. }), "{reapply:?}");
    }
}

#[test]
fn a_refused_set_is_read_back_all_the_same() {
    let mut world = different(EvolutionV2);
    world.server.set_status = 500;
    let reads = |world: &World| world.sent.iter().filter(|call| call.contains("/find/")).count();
    let before = reads(&world);
    world.give(CreationInput::Reapply(Section::Behaviour));
    assert_eq!(reads(&world), before + 1);
    let reapply = &world.machine.state.reapply[Section::Behaviour as usize];
    assert!(matches!(reapply, Progress::Failed(_)), "{reapply:?}");
}

#[test]
fn a_second_press_while_a_section_is_set_does_nothing() {
    let mut world = different(EvolutionV2);
    world.server.silent = vec!["/settings/set"];
    for _ in 0..3 {
        world.give(CreationInput::Reapply(Section::Behaviour));
    }
    let sets = world.sent.iter().filter(|call| call.contains("/settings/set/")).count();
    assert_eq!(sets, 1);
}

#[test]
fn reading_again_from_a_server_that_is_down_is_a_failure_and_no_news() {
    let mut world = World::new(EvolutionV2);
    world.server.silent = vec!["/settings/find"];
    world.press();
    world.answer("/settings/find", Err(ApiError::without_reply(Case::Unreachable)));
    world.give(CreationInput::Reapply(Section::Behaviour));
    world.answer("/settings/find", Err(ApiError::without_reply(Case::Unreachable)));
    let reapply = &world.machine.state.reapply[Section::Behaviour as usize];
    assert!(matches!(reapply, Progress::Failed(_)), "{reapply:?}");
    // What the creation itself told is not lost by that.
    let outcome = world.machine.state.proof(Section::Behaviour).map(|proof| &proof.outcome);
    assert_eq!(outcome, Some(&Outcome::Stored));
}

#[test]
fn a_late_answer_of_an_earlier_attempt_changes_nothing() {
    let mut world = World::new(EvolutionV2);
    world.server.silent = vec!["/settings/find/loja-1"];
    world.press();
    world.press_with(form("loja-2"));
    let state = world.machine.state.clone();
    world.answer("/settings/find/loja-1", status(500));
    assert_eq!(world.machine.state, state);
}

#[test]
fn a_late_lookup_does_not_overwrite_a_newer_one() {
    let mut world = World::new(EvolutionV2);
    (world.server.fault, world.server.silent) =
        (ServerFault::CutAfter, vec!["/instance/connection"]);
    world.press();
    world.server.silent.clear();
    world.give(CreationInput::Look);
    let state = world.machine.state.clone();
    world.answer("/instance/connectionState", status(500));
    assert_eq!(world.machine.state, state);
}

/// A secret that was forgotten with the page cannot be sent again.
#[test]
fn a_section_whose_secrets_are_unknown_is_only_read_again() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::CutAfter;
    world.server.found = json!(null);
    world.press_with(everything());
    world.reload();
    world.give(CreationInput::ShowFound);
    world.wait(5_000);
    let posts = world.sent.iter().filter(|call| call.starts_with("POST")).count();
    world.give(CreationInput::Reapply(Section::Chatwoot));
    assert_eq!(world.sent.iter().filter(|call| call.starts_with("POST")).count(), posts);
    assert_eq!(world.sent.last().map(String::as_str), Some("GET /chatwoot/find/sales-01"));
}
