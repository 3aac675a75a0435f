//! The conversations of bots.

use serde_json::{Value, json};

use crate::domain::bots::KINDS;
use crate::domain::bots::sessions::{
    BotSession, SessionAction, SessionStatus, change_call, list_call, read,
};
use crate::domain::reply::decode;
use crate::domain::tests::bots::recorded_calls;
use crate::domain::tests::instance::card::{V2, server};

fn session(jid: &str, status: SessionStatus) -> BotSession {
    BotSession {
        id: jid.to_owned(),
        jid: jid.to_owned(),
        name: None,
        status: Some(status),
        updated_at: None,
    }
}

#[test]
fn recorded_lists_and_changes_are_understood() {
    let (mut lists, mut changes) = (0, 0);
    for (_, verb, exchange) in recorded_calls() {
        match verb.as_str() {
            "fetchSessions" => {
                let sessions = read(exchange.status, &exchange.text(), V2).expect("a list");
                assert_eq!(Some(sessions.len()), exchange.reply.as_array().map(Vec::len));
                lists += 1;
            }
            "changeStatus" => {
                let is_accepted = decode::accepted(exchange.status, &exchange.text(), V2).is_ok();
                assert_eq!(is_accepted, exchange.status == 200, "{}", exchange.name);
                changes += 1;
            }
            _ => {}
        }
    }
    assert!(lists >= 4 && changes >= 10, "{lists} {changes}");
}

/// What is sent has the members of a recorded call.
#[test]
fn a_change_is_sent_as_it_was_recorded() {
    let mut count = 0;
    for (kind, _, exchange) in recorded_calls().filter(|(_, verb, _)| verb == "changeStatus") {
        let wanted = exchange.body["status"].as_str().unwrap_or_default();
        let sent = |action: &SessionAction| {
            let jid = exchange.body["remoteJid"].as_str().unwrap_or_default();
            change_call(&server(V2), kind, "loja 1", jid, *action)
        };
        let same = SessionAction::ALL.iter().map(sent).find(|call| {
            let body: Value =
                serde_json::from_str(call.body.as_deref().expect("a body")).expect("JSON");
            body == exchange.body
        });
        assert_eq!(same.is_some(), exchange.status == 200, "{}: {wanted}", exchange.name);
        if let Some(call) = same {
            let route = format!("https://api.example.com/{}/changeStatus/loja%201", kind.bots.id());
            assert_eq!(call.url, route);
            count += 1;
        }
    }
    assert!(count >= 10, "{count}");
}

#[test]
fn the_list_is_asked_for_by_the_id_of_the_bot() {
    let call = list_call(&server(V2), &KINDS[1], "c/1", "loja 1");
    assert_eq!(call.url, "https://api.example.com/openai/fetchSessions/c%2F1/loja%201");
}

#[test]
fn only_the_list_tells_whether_something_was_done() {
    use SessionStatus::{Closed, Opened, Paused};
    let jid = "5511@s.whatsapp.net";
    let other = session("other", Opened);
    for (action, list, is_done) in [
        (SessionAction::Open, vec![session(jid, Opened)], true),
        (SessionAction::Open, vec![session(jid, Paused)], false),
        (SessionAction::Open, vec![other.clone()], false),
        (SessionAction::Pause, vec![session(jid, Paused), other.clone()], true),
        (SessionAction::Pause, vec![], false),
        (SessionAction::Close, vec![other.clone()], true),
        (SessionAction::Close, vec![session(jid, Closed)], true),
        (SessionAction::Close, vec![session(jid, Opened)], false),
        (SessionAction::Delete, vec![other], true),
        (SessionAction::Delete, vec![session(jid, Closed)], false),
    ] {
        assert_eq!(action.is_done(jid, &list), is_done, "{action:?} {list:?}");
    }
    assert!(!SessionAction::Open.is_offered(Some(Opened)));
    assert!(SessionAction::Delete.is_offered(Some(Closed)));
    assert!(SessionAction::ALL.iter().all(|action| action.is_offered(None)));
}

#[test]
fn odd_lists_are_read_as_far_as_they_can_be() {
    let row = json!({"id": "s1", "remoteJid": "1@s.whatsapp.net", "pushName": "<img onerror>",
        "status": "weird", "updatedAt": 7});
    let list = json!([null, 1, {"id": "x"}, {"remoteJid": "y"}, row]);
    let sessions = read(200, &list.to_string(), V2).expect("a list");
    assert_eq!(sessions.len(), 1);
    assert_eq!(sessions[0].status, None);
    assert_eq!(sessions[0].name.as_deref(), Some("<img onerror>"));
    assert_eq!(read(200, "", V2), Ok(Vec::new()));
    assert!(read(200, "<html>", V2).is_err());
    assert!(read(200, "[{\"id\":", V2).is_err());
}
