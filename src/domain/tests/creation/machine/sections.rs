//! The steps after the creation, and sections that are set or read again.

use serde_json::json;

use crate::domain::creation::attempt::Attempt;
use crate::domain::creation::machine::input::CreationInput;
use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::creation::machine::section_read::{Known, ReadStep, SectionRead, SetOutcome};
use crate::domain::creation::progress::Progress;
use crate::domain::http::answer::CallAnswer;
use crate::domain::proof::{DifferenceReason, Outcome};
use crate::domain::reply::decode::Created;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::dialect::Dialect::EvolutionV2;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::creation::machine::server::{ServerFault, reply, status};
use crate::domain::tests::creation::machine::{World, form, server_of};
use crate::domain::tests::{drafts, events, everything};

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
        let reapply = &world.machine.state.reapply[Section::Behaviour.place()];
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
    let reapply = &world.machine.state.reapply[Section::Behaviour.place()];
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
    let reapply = &world.machine.state.reapply[Section::Behaviour.place()];
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
    world.give(CreationInput::Look);
    let (state, sent) = (world.machine.state.clone(), world.sent.len());
    // The answer to the first one, while the second one is still on its way
    world.answer("/instance/connectionState", status(404));
    assert_eq!(world.machine.state, state);
    assert_eq!(world.sent.len(), sent, "nothing is asked because of it");
}

#[test]
fn a_late_answer_of_an_earlier_attempt_is_none_of_the_newer_one() {
    let mut world = World::new(EvolutionV2);
    world.server.silent = vec!["/settings/find/"];
    world.press();
    world.press_with(form("loja-2"));
    let state = world.machine.state.clone();
    world.answer("/settings/find/loja-1", status(500));
    assert_eq!(world.machine.state, state, "the newer one is still read");
}

/// Another flow of the same instance stands behind the one that was made.
#[test]
fn the_row_that_was_made_is_read_back_and_no_other() {
    let mut world = World::new(EvolutionV2);
    let row = |id: &str, url: &str| json!({ "id": id, "enabled": true, "url": url });
    let url = everything().get(Field::TypebotUrl).as_text().to_owned();
    world.server.made_row = Some(row("mine", &url));
    world.server.bots = Some(json!([
        row("older", "https://o.example"),
        row("mine", &url),
        row("newer", "https://n.example")
    ]));
    world.press_with(everything());
    world.wait(3_000);
    let proof = world.machine.state.proof(Section::Typebot).expect("a proof");
    assert_eq!(proof.row_id.as_deref(), Some("mine"));
    let stored = proof.rows.iter().find(|row| row.field == Field::TypebotUrl).expect("the URL");
    assert_eq!(stored.stored, Some(json!(url)));
    // It is changed where it is, whatever the newest row is.
    world.give(CreationInput::Reapply(Section::Typebot));
    assert!(
        world.sent.contains(&"PUT /typebot/update/mine/sales-01".to_owned()),
        "{:?}",
        world.sent
    );
    // Somebody deletes it: another row is not taken for it.
    world.server.bots = Some(json!([row("older", &url)]));
    world.give(CreationInput::Reapply(Section::Typebot));
    let proof = world.machine.state.proof(Section::Typebot).expect("a proof");
    assert!(matches!(proof.outcome, Outcome::Dropped(_)), "{:?}", proof.outcome);
}

/// A refused call makes no row, whatever its answer says.
#[test]
fn a_refused_row_has_no_id() {
    let mut world = World::new(EvolutionV2);
    world.server.set_status = 400;
    world.server.made_row = Some(json!({ "id": "x", "message": "no" }));
    world.server.bots =
        Some(json!([{ "id": "a", "enabled": true, "url": "https://bot.example.com" }]));
    world.press_with(everything());
    world.wait(3_000);
    let proof = world.machine.state.proof(Section::Typebot).expect("a proof");
    assert_eq!(proof.row_id.as_deref(), Some("a"));
}

#[test]
fn a_telephone_may_be_connected_when_everything_was_read_back() {
    let mut world = World::new(EvolutionV2);
    world.server.silent = vec!["/settings/find"];
    world.press();
    assert!(!world.machine.state.may_connect(), "a read-back is on its way");
    world.answer("/settings/find", status(500));
    // What could not be read is no reason to keep the telephone waiting.
    assert!(world.machine.state.may_connect());
    world.give(CreationInput::ForgetKeys);
    assert!(!world.machine.state.may_connect());
}

/// Without its proxy WhatsApp would see the server's own address.
#[test]
fn no_telephone_is_connected_past_a_proxy_that_is_not_stored() {
    let proxied = |found: serde_json::Value| {
        let mut world = World::new(EvolutionV2);
        let mut drafts = form("loja-1");
        drafts.switch(Section::Proxy, true);
        for (field, value) in [
            (Field::ProxyHost, "proxy.example.com"),
            (Field::ProxyPort, "3128"),
            (Field::ProxyProtocol, "http"),
        ] {
            drafts.set(field, Draft::text(value));
        }
        world.server.found = found;
        world.press_with(drafts);
        world.wait(3_000);
        world.machine.state.may_connect()
    };
    let stored = json!({ "enabled": true, "host": "proxy.example.com", "port": "3128",
        "protocol": "http", "username": "", "password": "" });
    assert!(proxied(stored));
    assert!(!proxied(json!(null)));
    let other = json!({ "enabled": true, "host": "proxy.example.com", "port": "80",
        "protocol": "http", "username": "", "password": "" });
    assert!(!proxied(other));
}

#[test]
fn an_instance_that_is_lost_is_not_connected() {
    let mut world = World::new(EvolutionV2);
    world.press();
    assert!(world.machine.state.may_connect());
    world.server.rows.clear();
    world.wait(60_000);
    assert!(!world.machine.state.may_connect());
}

#[test]
fn too_many_requests_are_told_with_the_time_to_wait() {
    let mut world = World::new(EvolutionV2);
    world.server.silent = vec!["/instance/create"];
    world.press();
    let limited = status(429).map(|answer| CallAnswer { retry_after_s: Some(30), ..answer });
    world.answer("/instance/create", limited);
    let error = world.machine.state.failure().expect("a failure");
    assert_eq!((error.case, error.retry_after_s), (Case::RateLimited, Some(30)));
    // Nothing was made, so it can be tried again at once.
    assert_eq!(world.lookup(), &InstanceLookup::NotLooked);
    world.server.silent.clear();
    world.press();
    assert!(world.machine.state.created.is_some());
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

/// The creation's answer tells what the server made of the group then. After the group was set again it
/// tells nothing any more.
#[test]
fn the_answer_of_the_creation_counts_until_the_section_is_set_again() {
    let asked = drafts(&[Section::Rabbitmq], &[(Field::RabbitmqEvents, events(&["CALL"]))]);
    let server = server_of(Dialect::EvolutionV1);
    let attempt = Attempt::new(1, server, asked, 0.0, None);
    // 1.8.2 leaves the events out where it has the group switched off.
    let raw = json!({ "rabbitmq": { "enabled": true } });
    let created = Created { raw, ..Created::default() };
    let known = Known { attempt: &attempt, created: Some(&created), row_id: None };
    for (set, remark) in [
        (SetOutcome::NotSet, Some(DifferenceReason::StoredButOff("RABBITMQ_ENABLED"))),
        (SetOutcome::Done, None),
    ] {
        let mut read = SectionRead::new(Section::Rabbitmq, 0, false);
        read.set = set;
        let found = reply(200, &json!({ "enabled": true, "events": ["CALL"] }));
        let ReadStep::Done(proof, _) = read.on_answer(0, &known, found) else {
            panic!("it was answered");
        };
        assert_eq!(proof.outcome, Outcome::Stored);
        assert_eq!(proof.remark, remark, "{:?}", read.set);
    }
}
