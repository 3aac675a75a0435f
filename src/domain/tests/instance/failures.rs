//! What is said, and what is kept, when a call of a group fails.

use serde_json::{Value, json};

use crate::domain::instance::machine::input::GroupInput;
use crate::domain::instance::stored_group::GroupReading;
use crate::domain::proof::Outcome;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::instance::card::{Card, V2, url, webhook};
use crate::domain::tests::{recording, text};

#[test]
fn nothing_is_sent_when_the_reading_before_it_fails() {
    let mut card = webhook(V2);
    let mine = card.edit(&url("https://mine.example"));
    card.server.find_status = Some(503);
    card.give(GroupInput::Save(Box::new(mine.clone())));
    assert_eq!((card.phase(), card.server.sets()), ("editing", 0));
    assert!(card.error().is_some());
    card.server.find_status = None;
    card.give(GroupInput::Save(Box::new(mine)));
    assert!(card.proof().is_as_wanted());
}

#[test]
fn a_save_that_cannot_be_read_back_says_so() {
    let mut card = webhook(V2);
    let mine = card.edit(&url("https://mine.example"));
    let set = card.set_call_of_save(mine);
    card.server.find_status = Some(500);
    let answer = card.server.answer(&set.call);
    card.give(GroupInput::Answered(set.id, answer));
    assert_eq!(card.phase(), "resting");
    let proof = card.values();
    assert!(matches!(proof.outcome, Outcome::Unreadable(_)));
    // What was known stays, and a later reading repairs it.
    assert_eq!(card.stored(Field::WebhookUrl), text("http://127.0.0.1:9/hook"));
    card.server.find_status = None;
    card.give(GroupInput::Read);
    assert_eq!(card.stored(Field::WebhookUrl), text("https://mine.example"));
}

#[test]
fn a_dead_route_shows_its_error_and_can_be_tried_again() {
    let mut card = webhook(V2);
    card.server.find_status = Some(404);
    card.give(GroupInput::Read);
    // What was read before is still shown.
    assert!(card.machine.state.stored().is_some());
    assert!(card.machine.state.read_error.is_some());
    card.server.find_status = None;
    card.give(GroupInput::Read);
    assert!(card.machine.state.read_error.is_none());
    let mut dead = Card::new(V2, Section::Webhook, Value::Null);
    assert!(dead.machine.state.stored().is_some_and(|group| !group.is_stored));
    dead.machine.state.reading = None;
    dead.server.find_status = Some(404);
    dead.give(GroupInput::Read);
    assert!(matches!(dead.machine.state.reading, Some(GroupReading::Unreadable(_))));
    dead.give(GroupInput::Edit);
    assert_eq!(dead.phase(), "resting", "what was not read cannot be edited");
}

#[test]
fn a_late_answer_changes_nothing() {
    let mut card = webhook(V2);
    let read = card.machine.advance(card.now, GroupInput::Read).expect("a call");
    let answer = card.server.answer(&read.call);
    card.give(GroupInput::Answered(read.id, answer.clone()));
    let state = card.machine.state.clone();
    let gone: Result<_, ApiError> = Err(ApiError::without_reply(Case::Unreachable));
    card.give(GroupInput::Answered(read.id, gone));
    assert_eq!(card.machine.state, state);
    // A press while something is on its way does nothing.
    let read = card.machine.advance(card.now, GroupInput::Read).expect("a call");
    assert_eq!(card.machine.advance(card.now, GroupInput::Read), None);
    assert_eq!(card.machine.advance(card.now, GroupInput::Edit), None);
    assert_eq!(card.phase(), "reading");
    card.give(GroupInput::Answered(read.id, answer));
    assert_eq!(card.phase(), "resting");
}

#[test]
fn no_error_repeats_a_secret() {
    let (_, found) = recording("v2-after", "proxy-find-ok");
    let mut card = Card::new(V2, Section::Proxy, found.reply);
    let mine = card.edit(&[(Field::ProxyPassword, text("very-secret"))]);
    let set = card.set_call_of_save(mine);
    let mut refused = card.server.answer(&set.call).expect("an answer");
    refused.status = 400;
    refused.text = json!({"status": 400, "error": "Bad Request",
        "response": {"message": ["very-secret is wrong, says global-key"]}})
    .to_string();
    card.server.stored["password"] = json!("p");
    card.give(GroupInput::Answered(set.id, Ok(refused)));
    let shown = format!("{:?}", card.machine.state.save_error);
    assert!(!shown.contains("very-secret") && !shown.contains("global-key"), "{shown}");
}
