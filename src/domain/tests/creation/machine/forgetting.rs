//! *Forget all keys* and *Forget this device*, at every moment of a creation.

use serde_json::json;

use crate::domain::creation::machine::input::CreationInput;
use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::creation::patience::MAY_STILL_WORK_MS;
use crate::domain::creation::progress::{Confirmation, Progress};
use crate::domain::http::answer::CallAnswer;
use crate::domain::proof::Remedy;
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::dialect::Dialect::EvolutionV2;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::creation::machine::server::{ServerFault, status};
use crate::domain::tests::creation::machine::{KEY, NAME, TOKEN, World, form, printed};
use crate::domain::tests::text;

#[track_caller]
fn holds_no_secret(world: &World) {
    let text = printed(&world.machine);
    for secret in [KEY, TOKEN, "FRESH"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    let attempt = world.machine.state.attempt.as_ref().expect("it stays on the screen");
    assert!(attempt.server.key.is_empty() && attempt.is_forgotten);
    let created = world.machine.state.created.as_ref();
    assert!(created.is_none_or(|created| created.hash.is_none() && created.raw.is_null()));
}

fn answer(code: u16) -> CallAnswer {
    let text = json!({
        "instance": { "instanceName": NAME, "instanceId": "1", "status": "close" },
        "hash": TOKEN,
        "settings": { "wavoipToken": TOKEN },
        "qrcode": { "code": TOKEN },
    });
    CallAnswer { status: code, text: text.to_string(), elapsed_ms: 5, retry_after_s: None }
}

#[test]
fn a_late_success_brings_no_secret_back() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::Silence;
    world.press();
    world.give(CreationInput::ForgetKeys);
    holds_no_secret(&world);
    world.answer("/instance/create", Ok(answer(201)));
    assert!(matches!(world.first(), Progress::Done { status: 201, .. }), "it is told of");
    assert_eq!(world.ended, [true]);
    holds_no_secret(&world);
    assert!(world.machine.state.proofs.is_empty());
    assert_eq!(world.machine.state.confirmation, Confirmation::NotDue);
    let sent = world.sent.len();
    world.wait(MAY_STILL_WORK_MS);
    assert_eq!(world.sent.len(), sent, "nothing is sent without a key");
}

#[test]
fn a_late_failure_brings_no_secret_back_and_is_not_looked_up() {
    for late in [status(500), Ok(answer(400)), Ok(answer(200 + 300))] {
        let mut world = World::new(EvolutionV2);
        world.server.fault = ServerFault::Silence;
        world.press();
        world.give(CreationInput::ForgetKeys);
        let sent = world.sent.len();
        world.answer("/instance/create", late);
        assert_eq!(world.ended, [false]);
        holds_no_secret(&world);
        for input in [CreationInput::Look, CreationInput::Delete, CreationInput::Tick] {
            world.give(input);
        }
        world.wait(MAY_STILL_WORK_MS);
        assert_eq!(world.sent.len(), sent, "no look-up without a key");
        assert_eq!(*world.lookup(), InstanceLookup::NotLooked);
    }
}

#[test]
fn forgetting_the_keys_ends_whatever_asks() {
    // While the lock is asked for, while an earlier creation is checked, and during a lookup
    let mut locking = World::new(EvolutionV2);
    locking.holds_locks = true;
    locking.press();
    let mut checking = World::new(EvolutionV2);
    checking.server.fault = ServerFault::CutBefore;
    checking.press();
    checking.server.silent = vec!["/instance/connectionState"];
    checking.give(CreationInput::StopLooking);
    checking.press();
    let mut looking = World::new(EvolutionV2);
    looking.server.fault = ServerFault::CutBefore;
    looking.press();
    for mut world in [locking, checking, looking] {
        world.give(CreationInput::ForgetKeys);
        let sent = world.sent.len();
        world.answer_locks();
        world.wait(MAY_STILL_WORK_MS);
        assert!(!world.machine.state.is_sending);
        assert_eq!(world.sent.len(), sent);
        holds_no_secret(&world);
    }
}

#[test]
fn forgetting_the_keys_ends_the_steps_after_the_creation() {
    for dialect in Dialect::ALL {
        let mut world = World::new(dialect);
        world.server.silent = vec!["/settings/find"];
        world.press();
        world.give(CreationInput::ForgetKeys);
        holds_no_secret(&world);
        let sent = world.sent.len();
        assert_eq!(world.machine.state.progress.last(), Some(&Progress::Waiting));
        // The answer that is still on its way is not heard.
        world.answer("/settings/find", Ok(answer(200)));
        world.give(CreationInput::Reapply(Section::Behaviour));
        world.wait(30_000);
        assert_eq!(world.sent.len(), sent, "{dialect:?}");
        assert_eq!(world.machine.state.progress.last(), Some(&Progress::Waiting));
    }
}

#[test]
fn a_late_answer_to_a_step_after_the_creation_asks_for_nothing_more() {
    let mut world = World::new(EvolutionV2);
    world.server.silent = vec!["/settings/set"];
    let mut drafts = form(NAME);
    // What a creation of 2.x does not store is set after it.
    drafts.set(Field::WavoipToken, text("wavoip-token"));
    world.press_with(drafts);
    world.give(CreationInput::ForgetKeys);
    let sent = world.sent.len();
    world.answer("/settings/set", Ok(answer(201)));
    assert_eq!(world.sent.len(), sent);
    holds_no_secret(&world);
}

#[test]
fn the_name_stays_known_when_the_keys_are_forgotten() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::LateBy(75_000);
    world.press();
    world.give(CreationInput::ForgetKeys);
    world.wait(61_000);
    assert_eq!(world.failure(), Case::Timeout);
    assert_eq!(world.notes.len(), 1);
    // With the key typed again.
    world.press_waits_for_the_first_request();
}

#[test]
fn forgetting_the_device_keeps_the_name_locked_while_the_request_may_arrive() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::LateBy(75_000);
    let mut drafts = form(NAME);
    drafts.set(Field::MsgCall, Draft::text("not today"));
    world.press_with(drafts);
    assert!(printed(&world.machine).contains("not today"));
    world.give(CreationInput::ForgetDevice);
    // The driver empties the storage.
    world.notes.clear();
    assert!(world.machine.state.attempt.is_none());
    assert!(world.open.is_empty(), "the request is aborted");
    let text = printed(&world.machine);
    assert!(!text.contains(TOKEN) && !text.contains("not today"), "{text}");
    assert!(world.locks.contains(NAME));
    world.wait(60_000);
    assert!(world.locks.contains(NAME));
    world.press_waits_for_the_first_request();
}

#[test]
fn forgetting_the_device_keeps_no_lock_for_ever() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::Silence;
    world.press();
    world.give(CreationInput::ForgetDevice);
    world.notes.clear();
    let sent = world.sent.len();
    world.wait(MAY_STILL_WORK_MS);
    assert!(world.locks.is_empty());
    assert_eq!(world.machine.next_due(), None);
    assert!(world.notes.is_empty(), "no note comes back");
    assert_eq!(world.sent.len(), sent);
}

#[test]
fn nothing_helps_against_a_difference_without_a_key() {
    let mut world = World::new(EvolutionV2);
    let mut drafts = form(NAME);
    drafts.set(Field::RejectCall, Draft::Flag(true));
    world.press_with(drafts);
    let remedy = |world: &World| {
        let state = &world.machine.state;
        let attempt = state.attempt.as_ref().expect("an attempt is shown");
        attempt.remedy(state.proof(Section::Behaviour).expect("a proof"))
    };
    assert_eq!(remedy(&world), Some(Remedy::Reapply));
    world.give(CreationInput::ForgetKeys);
    assert_eq!(remedy(&world), None);
}
