//! Results without an answer to a creation: a name that was taken, and a page that was reloaded.

use serde_json::json;

use crate::domain::creation::attempt::FindReason;
use crate::domain::creation::machine::input::CreationInput;
use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::creation::progress::Progress;
use crate::domain::http::secret::Secret;
use crate::domain::proof::Remedy;
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::dialect::Dialect::{EvolutionV1, EvolutionV2};
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::creation::machine::server::ServerFault;
use crate::domain::tests::creation::machine::{NAME, NOON, TOKEN, World, form, server_of};

/// A name that somebody else has.
fn taken(dialect: Dialect) -> World {
    let mut world = World::new(dialect);
    world.server.add(NAME, "THEIR-TOKEN", NOON - 86_400_000.0);
    let mut drafts = form(NAME);
    drafts.set(Field::RejectCall, Draft::Flag(true));
    world.press_with(drafts);
    assert_eq!(world.failure(), Case::NameInUse);
    world
}

fn show_taken(world: &mut World) {
    let attempt = world.machine.state.attempt.clone().expect("an attempt");
    let (server, drafts) = (attempt.server.clone(), attempt.drafts.clone());
    let found = FindReason::NameTaken;
    world.give(CreationInput::Show { server, drafts, started_at: world.wall, found });
}

#[test]
fn a_taken_name_is_shown_with_its_own_proof() {
    for dialect in Dialect::ALL {
        let mut world = taken(dialect);
        show_taken(&mut world);
        let state = &world.machine.state;
        let created = state.created.as_ref().expect("a result");
        assert_eq!(created.hash, Some(Secret::new("THEIR-TOKEN")), "{dialect:?}");
        assert_eq!(state.progress[0], Progress::Found, "{dialect:?}");
        let attempt = state.attempt.as_ref().expect("an attempt");
        assert_eq!(attempt.found, FindReason::NameTaken);
        let proof = state.proof(Section::Behaviour).expect("a proof");
        assert!(!proof.is_as_asked(), "{dialect:?}");
        // It is somebody else's: nothing of it is set by a press.
        assert_eq!(attempt.remedy(proof), Some(Remedy::ReadAgain), "{dialect:?}");
        assert!(!state.may_connect(), "{dialect:?}");
        let before = world.sent.len();
        world.give(CreationInput::Reapply(Section::Behaviour));
        assert!(!world.sent[before..].iter().any(|call| call.starts_with("POST")), "{dialect:?}");
        assert_eq!(world.creations(), 1, "{dialect:?}");
    }
}

#[test]
fn a_token_that_was_sent_is_not_taken_for_that_of_the_taken_name() {
    let mut world = taken(EvolutionV2);
    world.server.hides_tokens = true;
    show_taken(&mut world);
    assert_eq!(world.machine.state.created.as_ref().expect("a result").hash, None);
    assert_eq!(world.machine.state.is_token_listed, Some(false));
}

#[test]
fn a_taken_name_that_is_free_meanwhile_can_be_tried_again() {
    let mut world = taken(EvolutionV2);
    world.server.rows.clear();
    show_taken(&mut world);
    assert_eq!(world.lookup(), &InstanceLookup::Absent);
    assert!(world.machine.state.created.is_none() && world.result.is_none());
    world.server.is_down = true;
    show_taken(&mut world);
    assert_eq!(world.lookup(), &InstanceLookup::Unclear);
}

/// The page is gone with everything in it but the note of its result.
fn show_again(world: &mut World) {
    let note = world.result.clone().expect("a note of the result");
    world.machine = Default::default();
    world.open.clear();
    let (server, drafts) = (server_of(world.server.dialect), note.drafts());
    let (started_at, found) = (note.started_at, FindReason::ShownAgain);
    world.give(CreationInput::Show { server, drafts, started_at, found });
}

#[test]
fn a_reloaded_result_is_shown_again_with_its_token() {
    for dialect in Dialect::ALL {
        let mut world = World::new(dialect);
        let mut drafts = form(NAME);
        drafts.set(Field::RejectCall, Draft::Flag(true));
        world.server.found = json!({"rejectCall": true, "reject_call": true, "groupsIgnore": true});
        world.press_with(drafts);
        let note = format!("{:?}", world.result);
        assert!(!note.contains(TOKEN), "no secret is kept");
        show_again(&mut world);
        let state = &world.machine.state;
        let created = state.created.as_ref().expect("a result");
        assert_eq!(created.hash, Some(Secret::new(&*world.server.rows[0].token)), "{dialect:?}");
        assert!(state.is_token_listed == Some(true), "{dialect:?}");
        // What was asked for is known, and read back.
        let proof = state.proof(Section::Behaviour).expect("a proof");
        assert!(proof.rows.iter().any(|row| row.field == Field::RejectCall && row.asked.is_some()));
        assert!(proof.is_as_asked(), "{dialect:?}");
        assert!(!state.may_connect(), "nothing begins by itself after a reload");
        assert!(world.notes.is_empty());
        assert_eq!(world.creations(), 1, "{dialect:?}");
    }
}

#[test]
fn a_result_whose_instance_is_gone_is_forgotten() {
    let mut world = World::new(EvolutionV1);
    world.press();
    world.server.rows.clear();
    show_again(&mut world);
    assert_eq!(world.lookup(), &InstanceLookup::Absent);
    assert!(world.machine.state.created.is_none() && world.result.is_none());
}

#[test]
fn a_server_that_is_down_keeps_the_note_of_the_result() {
    let mut world = World::new(EvolutionV2);
    world.press();
    world.server.is_down = true;
    show_again(&mut world);
    assert_eq!(world.lookup(), &InstanceLookup::Unclear);
    assert!(world.result.is_some());
    world.server.is_down = false;
    show_again(&mut world);
    assert!(world.machine.state.created.is_some());
}

#[test]
fn a_creation_on_its_way_is_not_disturbed() {
    let mut world = World::new(EvolutionV2);
    world.press();
    world.server.fault = ServerFault::Silence;
    world.press_with(form("loja-2"));
    world.give(CreationInput::Show {
        server: server_of(EvolutionV2),
        drafts: form(NAME),
        started_at: NOON,
        found: FindReason::ShownAgain,
    });
    assert!(world.machine.state.is_sending);
    assert_eq!(world.machine.state.attempt.as_ref().expect("an attempt").name(), "loja-2");
}
