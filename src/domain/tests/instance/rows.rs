//! The rows of a section of which the server keeps a list.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::domain::http::answer::CallAnswer;
use crate::domain::http::request::Method;
use crate::domain::instance::machine::GroupMachine;
use crate::domain::instance::machine::input::{GroupCall, GroupInput};
use crate::domain::instance::row_list::RowList;
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::reply::decode::FindReply;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::instance::card::{Card, V2, server};
use crate::domain::tests::{recording, text};

#[test]
fn a_row_is_changed_by_its_id() {
    let (_, found) = recording("v2-after", "typebot-find-end");
    let rows = found.reply.clone();
    let id = rows[0]["id"].as_str().expect("an id").to_owned();
    let mut card = Card::new(V2, Section::TypebotBots, rows);
    card.machine = GroupMachine::new(server(V2), "loja-1", Section::TypebotBots, Some(id.clone()));
    card.give(GroupInput::Read);
    let mine = card.edit(&[(Field::TypebotExpire, text("45"))]);
    let set = card.set_call_of_save(mine).call;
    assert_eq!(set.method, Method::Put);
    assert_eq!(set.url, format!("https://api.example.com/typebot/update/{id}/loja-1"));
    let body: Value = serde_json::from_str(set.body.as_deref().expect("a body")).expect("JSON");
    assert_eq!(body["expire"], json!(45));
    assert_eq!(body["enabled"], json!(true));
}

/// The rows of a bot, with what is done to them.
pub(in crate::domain::tests) fn row_card(row: Option<&str>, rows: Value) -> Card {
    let mut card = Card::new(V2, Section::TypebotBots, rows.clone());
    let stored = |id: &str| {
        let row = rows.as_array().expect("rows").iter().find(|row| row["id"] == json!(id));
        StoredGroup::read(Section::TypebotBots, V2.into(), row.expect("the row").clone())
    };
    card.machine = match row {
        Some(id) => GroupMachine::of_row(server(V2), "loja-1", Section::TypebotBots, stored(id)),
        None => GroupMachine::new_row(server(V2), "loja-1", Section::TypebotBots, None),
    };
    card.server.calls.clear();
    card
}

/// Answers the calls that follow with these, one after the other.
pub(in crate::domain::tests) fn answered(
    card: &mut Card,
    first: Option<GroupCall>,
    answers: &[(u16, Value)],
) -> Vec<String> {
    let (mut next, mut sent) = (first, Vec::new());
    for (status, body) in answers {
        let call = next.take().expect("a call");
        sent.push(format!("{} {}", call.call.method.name(), call.call.url));
        let answer = CallAnswer {
            status: *status,
            text: body.to_string(),
            elapsed_ms: 1,
            retry_after_s: None,
        };
        next = card.machine.advance(card.now, GroupInput::Answered(call.id, Ok(answer)));
    }
    assert_eq!(next, None);
    sent
}

#[test]
fn a_new_row_is_created_once_and_changed_from_then_on() {
    let (_, created) = recording("v2-after", "bots-two-kinds-both-all-1");
    let mut card = row_card(None, json!([]));
    let mut drafts = card.machine.opening().expect("the edit is open");
    drafts.switch(Section::TypebotBots, true);
    for (field, value) in
        [(Field::TypebotUrl, "http://t"), (Field::Typebot, "x"), (Field::TypebotTriggerType, "all")]
    {
        drafts.set(field, text(value));
    }
    let first = card.machine.advance(card.now, GroupInput::Save(Box::new(drafts)));
    // Everything that a bot shares with the default settings is sent, and kept.
    let mut created_row = created.reply.clone();
    for (member, value) in [
        ("expire", json!(0)),
        ("keywordFinish", json!("")),
        ("delayMessage", json!(0)),
        ("unknownMessage", json!("")),
        ("debounceTime", json!(0)),
        ("ignoreJids", json!([])),
    ] {
        created_row[member] = value;
    }
    let other = json!([{"id": "other", "enabled": true}]);
    let rows = json!([{"id": "other", "enabled": true}, created_row]);
    let sent =
        answered(&mut card, first, &[(200, other), (201, created.reply.clone()), (200, rows)]);
    assert_eq!(
        sent,
        [
            "GET https://api.example.com/typebot/find/loja-1",
            "POST https://api.example.com/typebot/create/loja-1",
            "GET https://api.example.com/typebot/find/loja-1"
        ]
    );
    assert!(card.proof().is_as_wanted(), "{:#?}", card.proof());
    assert_eq!(card.machine.row(), created.reply["id"].as_str());
}

#[test]
fn a_new_row_is_edited_once_something_was_typed() {
    let mut card = row_card(None, json!([]));
    let mut drafts = card.machine.opening().expect("the edit is open");
    drafts.switch(Section::TypebotBots, true);
    assert!(!card.machine.is_edited(&drafts));
    drafts.set(Field::Typebot, text("my-flow"));
    assert!(card.machine.is_edited(&drafts));
    // What comes from the default settings was not typed.
    let mut suggested = card.machine.opening().expect("the edit is open");
    suggested.set(Field::TypebotExpire, text("20"));
    let suggested = Some(Box::new(suggested));
    card.machine = GroupMachine::new_row(server(V2), "loja-1", Section::TypebotBots, suggested);
    let mut drafts = card.machine.opening().expect("the edit is open");
    drafts.switch(Section::TypebotBots, true);
    assert_eq!(drafts.get(Field::TypebotExpire), &text("20"));
    assert!(!card.machine.is_edited(&drafts));
}

#[test]
fn a_row_that_is_deleted_is_looked_for() {
    let rows =
        json!([{"id": "a", "enabled": true, "url": "http://a"}, {"id": "b", "enabled": true}]);
    let left = json!([{"id": "b", "enabled": true}]);
    let mut card = row_card(Some("a"), rows.clone());
    let first = card.machine.advance(card.now, GroupInput::Delete);
    let sent =
        answered(&mut card, first, &[(200, json!({"bot": {"id": "a"}})), (200, left.clone())]);
    assert_eq!(sent[0], "DELETE https://api.example.com/typebot/delete/a/loja-1");
    assert_eq!(card.phase(), "gone");
    // Deleted elsewhere meanwhile: the server fails, and the row is gone all the same.
    let mut card = row_card(Some("a"), rows.clone());
    let first = card.machine.advance(card.now, GroupInput::Delete);
    let failed = json!({"status": 500, "error": "Internal Server Error",
        "response": {"message": "Error deleting Typebot bot"}});
    answered(&mut card, first, &[(500, failed.clone()), (200, left)]);
    assert_eq!(card.phase(), "gone");
    let mut card = row_card(Some("a"), rows.clone());
    let first = card.machine.advance(card.now, GroupInput::Delete);
    answered(&mut card, first, &[(500, failed), (200, rows)]);
    assert_eq!(card.phase(), "resting");
    assert!(card.error().is_some());
}

fn rows_reply(rows: Value) -> Result<FindReply, ApiError> {
    Ok(match rows {
        Value::Array(rows) => FindReply::Rows(rows),
        row => FindReply::One(row),
    })
}

fn take(list: &mut RowList, found: Result<FindReply, ApiError>) {
    list.take(Section::TypebotBots, V2.into(), found);
}

#[test]
fn rows_that_were_read_stay_where_they_cannot_be_read_again() {
    let mut list = RowList::default();
    take(&mut list, Err(ApiError::without_reply(Case::Timeout)));
    assert!(matches!(list.reading, Some(GroupReading::Unreadable(_))), "{list:?}");
    assert_eq!(list.read_error, None);

    take(&mut list, rows_reply(json!([{"id": "a", "enabled": true}])));
    let before = list.clone();
    assert_eq!((list.rows.len(), list.read_error.is_none()), (1, true));
    assert!(list.just_read("a").is_some() && list.just_read("b").is_none());

    take(&mut list, Err(ApiError::without_reply(Case::Timeout)));
    assert_eq!((&list.rows, &list.reading), (&before.rows, &before.reading));
    assert_eq!(list.read_error.as_ref().map(|error| error.case), Some(Case::Timeout));
    // What is shown is old, and no news for a row.
    assert_eq!(list.just_read("a"), None);

    take(&mut list, Ok(FindReply::Nothing));
    assert!(list.is_empty() && list.read_error.is_none(), "{list:?}");
    take(&mut list, Err(ApiError::without_reply(Case::GroupDisabled)));
    assert!(matches!(list.reading, Some(GroupReading::SwitchedOff { .. })), "{list:?}");
    take(&mut list, Err(ApiError::without_reply(Case::Timeout)));
    assert!(matches!(list.reading, Some(GroupReading::Unreadable(_))), "{list:?}");
}

#[test]
fn rows_without_an_id_of_their_own_are_counted() {
    for (rows, shown, without_id) in [
        (json!([{"id": "a"}, {"enabled": true}, {}, null, 7]), 1, 4),
        (json!([{"id": "a"}, {"id": "a", "enabled": true}, {"id": ""}]), 1, 2),
        (json!({"message": "odd"}), 0, 1),
        (json!({"id": "a"}), 1, 0),
    ] {
        let mut list = RowList::default();
        take(&mut list, rows_reply(rows.clone()));
        assert_eq!((list.rows.len(), list.without_id), (shown, without_id), "{rows}");
        assert!(!list.is_empty(), "{rows}");
    }
}

#[test]
fn a_new_reading_of_the_list_reaches_a_row_that_nothing_newer_is_known_of() {
    let row = |id: &str, url: &str| {
        let raw = json!({"id": id, "enabled": true, "url": url});
        Arc::new(StoredGroup::read(Section::TypebotBots, V2.into(), raw))
    };
    let mut card = row_card(Some("a"), json!([{"id": "a", "enabled": true, "url": "http://a"}]));
    let shown = |machine: &GroupMachine| machine.state.stored().cloned();
    let listed = |machine: &mut GroupMachine, row: &Arc<StoredGroup>| {
        assert_eq!(machine.advance(0, GroupInput::Listed(row.clone())), None);
    };
    let (new, newer) = (row("a", "http://new"), row("a", "http://newer"));
    listed(&mut card.machine, &new);
    assert_eq!(shown(&card.machine), Some(new.clone()));
    listed(&mut card.machine, &row("b", "http://b"));
    assert_eq!(shown(&card.machine), Some(new.clone()));

    // The form stays with what it began with.
    assert!(card.machine.advance(0, GroupInput::Edit).is_none());
    let opening = card.machine.opening().expect("the edit is open");
    listed(&mut card.machine, &newer);
    assert_eq!(card.machine.opening(), Some(opening));
    assert_eq!(card.phase(), "editing");
    card.machine.advance(0, GroupInput::Cancel);
    assert_eq!(shown(&card.machine), Some(newer.clone()));

    // The call that is on its way tells what is true.
    assert!(card.machine.advance(0, GroupInput::Delete).is_some());
    listed(&mut card.machine, &new);
    assert_eq!(shown(&card.machine), Some(newer));
    assert_eq!(card.phase(), "deleting");
}
