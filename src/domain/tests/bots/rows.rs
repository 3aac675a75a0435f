//! Bots as rows: what keeps one from being sent, what a lost answer leaves, and what is sent of one that is
//! off.

use serde_json::{Value, json};

use crate::domain::bots::clash::BotClash;
use crate::domain::http::answer::CallAnswer;
use crate::domain::http::request::Method;
use crate::domain::instance::machine::GroupMachine;
use crate::domain::instance::machine::input::GroupInput;
use crate::domain::instance::set_body::set_body;
use crate::domain::instance::stored_group::StoredGroup;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::instance::card::{Card, V2, server};
use crate::domain::tests::instance::rows::{answered, row_card};
use crate::domain::tests::{recording, text};

/// Fills in what a Typebot needs.
fn filled(card: &Card, trigger: &str) -> Box<Drafts> {
    let mut drafts = card.machine.opening().expect("the edit is open");
    drafts.switch(Section::TypebotBots, true);
    for (field, value) in [
        (Field::TypebotUrl, "http://t"),
        (Field::Typebot, "x"),
        (Field::TypebotTriggerType, trigger),
    ] {
        drafts.set(field, text(value));
    }
    Box::new(drafts)
}

#[test]
fn a_row_that_another_one_is_in_the_way_of_is_not_sent() {
    let rows =
        json!([{"id": "a", "enabled": true, "triggerType": "all", "url": "u", "typebot": "y"}]);
    let mut card = row_card(None, rows.clone());
    let drafts = filled(&card, "all");
    let first = card.machine.advance(card.now, GroupInput::Save(drafts.clone()));
    let sent = answered(&mut card, first, &[(200, rows)]);
    assert_eq!(sent, ["GET https://api.example.com/typebot/find/loja-1"]);
    assert_eq!(card.phase(), "editing");
    assert_eq!(card.machine.state.clash, Some(BotClash::All("u · y".to_owned())));
    // It was deleted meanwhile: the same edit is sent.
    let first = card.machine.advance(card.now, GroupInput::Save(drafts)).expect("a call");
    assert_eq!(card.machine.state.clash, None);
    let answer = |status, body: Value| CallAnswer {
        status,
        text: body.to_string(),
        elapsed_ms: 1,
        retry_after_s: None,
    };
    let next =
        card.machine.advance(card.now, GroupInput::Answered(first.id, Ok(answer(200, json!([])))));
    assert_eq!(next.expect("it is created").call.method, Method::Post);
}

/// A creation whose answer was lost made a row, or it did not: the list tells by the rows that were not
/// there before.
#[test]
fn a_creation_without_an_answer_is_looked_for_in_the_list() {
    let others = json!([{"id": "other", "enabled": true, "url": "u", "typebot": "y"}]);
    for is_made in [true, false] {
        let mut card = row_card(None, json!([]));
        let drafts = filled(&card, "none");
        let check = card.machine.advance(card.now, GroupInput::Save(drafts)).expect("a call");
        let listed = |rows: &Value| CallAnswer {
            status: 200,
            text: rows.to_string(),
            elapsed_ms: 1,
            retry_after_s: None,
        };
        let set = card
            .machine
            .advance(card.now, GroupInput::Answered(check.id, Ok(listed(&others))))
            .expect("it is created");
        let mut made: Value =
            serde_json::from_str(set.call.body.as_deref().expect("a body")).expect("JSON");
        made["id"] = json!("new");
        let lost = Err(ApiError::without_reply(Case::Timeout));
        let prove = card
            .machine
            .advance(card.now, GroupInput::Answered(set.id, lost))
            .expect("the list is read");
        let rows = if is_made { json!([made, others[0]]) } else { others.clone() };
        card.machine.advance(card.now, GroupInput::Answered(prove.id, Ok(listed(&rows))));
        if is_made {
            assert!(card.proof().is_as_wanted());
            assert_eq!(card.machine.row(), Some("new"));
        } else {
            assert_eq!(card.phase(), "editing");
            assert_eq!(card.error(), Some(Case::Timeout));
            assert!(card.machine.is_new_row());
        }
    }
}

#[test]
fn a_new_row_begins_with_what_is_suggested() {
    let mut suggested = Drafts::default();
    suggested.set(Field::TypebotExpire, text("20"));
    suggested.set(Field::WebhookUrl, text("https://not.of.it"));
    let machine = GroupMachine::new_row(
        server(V2),
        "loja-1",
        Section::TypebotBots,
        Some(Box::new(suggested)),
    );
    let opening = machine.opening().expect("the edit is open");
    assert_eq!(opening.get(Field::TypebotExpire), &text("20"));
    assert!(!opening.get(Field::WebhookUrl).is_sent());
    assert_eq!(machine.change(&opening).fields, [Field::TypebotExpire]);
}

/// A bot that is switched off keeps its values, and they can be changed in the same go.
#[test]
fn a_row_is_changed_and_switched_off_at_once() {
    let row = |is_on: bool, expire: u32| {
        json!({"id": "a", "enabled": is_on, "url": "http://a", "typebot": "x",
            "triggerType": "none", "expire": expire, "keywordFinish": "", "delayMessage": 0,
            "unknownMessage": "", "listeningFromMe": false, "stopBotFromMe": false,
            "keepOpen": false, "debounceTime": 0, "ignoreJids": [], "splitMessages": false,
            "timePerChar": 0})
    };
    for is_kept_off in [true, false] {
        let mut card = row_card(Some("a"), json!([row(true, 5)]));
        card.machine.advance(card.now, GroupInput::Edit);
        let mut drafts = card.machine.opening().expect("the edit is open");
        drafts.switch(Section::TypebotBots, false);
        drafts.set(Field::TypebotExpire, text("9"));
        assert_eq!(card.machine.change(&drafts).count(), 2);
        let first = card.machine.advance(card.now, GroupInput::Save(Box::new(drafts)));
        let after = row(!is_kept_off, 9);
        let answers = [(200, json!([row(true, 5)])), (200, after.clone()), (200, json!([after]))];
        let sent = answered(&mut card, first, &answers);
        assert_eq!(sent[1], "PUT https://api.example.com/typebot/update/a/loja-1");
        assert_eq!(card.proof().is_as_wanted(), is_kept_off, "{:#?}", card.proof());
    }
}

/// A bot that has no keyword any more would keep others from having it.
#[test]
fn a_keyword_that_does_nothing_any_more_is_emptied() {
    let row = json!({"id": "a", "enabled": true, "url": "http://a", "typebot": "x",
        "triggerType": "keyword", "triggerOperator": "equals", "triggerValue": "hi"});
    let stored = StoredGroup::read(Section::TypebotBots, V2.into(), row);
    let mut edited = stored.drafts.clone();
    edited.set(Field::TypebotTriggerType, text("none"));
    let body = set_body(&stored, &edited, Section::TypebotBots, V2.into());
    assert_eq!(body["triggerValue"], json!(""));
    assert_eq!(body["triggerOperator"], json!("equals"));
    let new = set_body(&StoredGroup::empty(), &edited, Section::TypebotBots, V2.into());
    assert_eq!(new.get("triggerValue"), None);
    edited.set(Field::TypebotTriggerType, text("advanced"));
    let body = set_body(&stored, &edited, Section::TypebotBots, V2.into());
    assert_eq!(body["triggerValue"], json!("hi"));
}

#[test]
fn credentials_are_made_and_deleted_at_their_own_routes() {
    let row = json!({"id": "c", "name": "main", "apiKey": "sk-1"});
    let stored = StoredGroup::read(Section::OpenaiCreds, V2.into(), row.clone());
    let mut card = Card::new(V2, Section::OpenaiCreds, json!([]));
    card.machine = GroupMachine::of_row(server(V2), "loja-1", Section::OpenaiCreds, stored);
    let first = card.machine.advance(card.now, GroupInput::Delete);
    let sent =
        answered(&mut card, first, &[(200, json!({"openaiCreds": {"id": "c"}})), (200, json!([]))]);
    assert_eq!(
        sent,
        [
            "DELETE https://api.example.com/openai/creds/c/loja-1",
            "GET https://api.example.com/openai/creds/loja-1"
        ]
    );
    assert_eq!(card.phase(), "gone");
    card.machine = GroupMachine::new_row(server(V2), "loja-1", Section::OpenaiCreds, None);
    let mut drafts = card.machine.opening().expect("the edit is open");
    drafts.set(Field::OpenaiCredsName, text("main"));
    drafts.set(Field::OpenaiCredsApiKey, text("sk-1"));
    let first = card.machine.advance(card.now, GroupInput::Save(Box::new(drafts)));
    let sent =
        answered(&mut card, first, &[(200, json!([])), (201, row.clone()), (200, json!([row]))]);
    assert_eq!(sent[1], "POST https://api.example.com/openai/creds/loja-1");
    assert!(card.proof().is_as_wanted(), "{:#?}", card.proof());
}

#[test]
fn default_settings_are_read_and_saved_at_their_own_routes() {
    let (_, found) = recording("v2-after", "dify-fetchSettings");
    let mut card = Card::new(V2, Section::DifySettings, found.reply);
    card.server.calls.clear();
    card.save(&[(Field::TypebotExpire, text("77")), (Field::BotFallback, text("b1"))]);
    let calls: Vec<String> = card
        .server
        .calls
        .iter()
        .map(|call| format!("{} {}", call.method.name(), call.url))
        .collect();
    assert_eq!(
        calls,
        [
            "GET https://api.example.com/dify/fetchSettings/loja-1",
            "POST https://api.example.com/dify/settings/loja-1",
            "GET https://api.example.com/dify/fetchSettings/loja-1"
        ]
    );
    assert!(card.proof().is_as_wanted(), "{:#?}", card.proof());
}

/// A server may repeat what it was sent, in its failure.
#[test]
fn no_failure_repeats_a_secret_of_a_bot() {
    for (section, address, secret) in [
        (Section::FlowiseBots, Field::BotApiUrl, Field::BotApiKey),
        (Section::N8nBots, Field::BotWebhookUrl, Field::BotBasicAuthPass),
        (Section::OpenaiCreds, Field::OpenaiCredsName, Field::OpenaiCredsApiKey),
    ] {
        let mut card = Card::new(V2, section, json!([]));
        card.machine = GroupMachine::new_row(server(V2), "loja-1", section, None);
        let mut drafts = card.machine.opening().expect("the edit is open");
        drafts.switch(section, true);
        for (field, value) in [
            (address, "https://a.example"),
            (secret, "very-secret-value"),
            (Field::TypebotTriggerType, "none"),
        ] {
            drafts.set(field, text(value));
        }
        let first = card.machine.advance(card.now, GroupInput::Save(Box::new(drafts)));
        let failed = json!({"status": 500, "error": "Internal Server Error",
            "response": {"message": "Argument `x`: Invalid value very-secret-value"}});
        answered(&mut card, first, &[(200, json!([])), (500, failed), (200, json!([]))]);
        let error = card.machine.state.save_error.as_ref().expect("it failed");
        assert!(!format!("{error:?}").contains("very-secret-value"), "{section:?}: {error:?}");
    }
}
