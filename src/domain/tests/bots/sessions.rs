//! The conversations of bots.

use serde_json::{Value, json};

use crate::domain::bots::KINDS;
use crate::domain::bots::sessions::{
    BotSession, SessionAction, SessionList, SessionOutcome, SessionStatus, change_call, list_call,
    read,
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
                let list = read(exchange.status, &exchange.text(), V2).expect("a list");
                assert_eq!(Some(list.sessions.len()), exchange.reply.as_array().map(Vec::len));
                assert!(list.is_complete, "{}", exchange.name);
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
    use SessionOutcome::{Done, NotDone, Unproven};
    // Of a list that may lack conversations, only what it has counts.
    for (action, sessions, of_whole, of_part) in [
        (SessionAction::Open, vec![session(jid, Opened)], Done, Done),
        (SessionAction::Open, vec![session(jid, Paused)], NotDone, NotDone),
        (SessionAction::Open, vec![other.clone()], NotDone, Unproven),
        (SessionAction::Pause, vec![session(jid, Paused), other.clone()], Done, Done),
        (SessionAction::Pause, vec![], NotDone, Unproven),
        (SessionAction::Close, vec![other.clone()], Done, Unproven),
        (SessionAction::Close, vec![session(jid, Closed)], Done, Done),
        (SessionAction::Close, vec![session(jid, Opened)], NotDone, NotDone),
        (SessionAction::Delete, vec![other], Done, Unproven),
        (SessionAction::Delete, vec![], Done, Unproven),
        (SessionAction::Delete, vec![session(jid, Closed)], NotDone, NotDone),
    ] {
        for (is_complete, expected) in [(true, of_whole), (false, of_part)] {
            let list = SessionList { sessions: sessions.clone(), is_complete };
            assert_eq!(action.outcome(jid, &list), expected, "{action:?} {list:?}");
        }
    }
    assert!(!SessionAction::Open.is_offered(Some(Opened)));
    assert!(SessionAction::Delete.is_offered(Some(Closed)));
    assert!(SessionAction::ALL.iter().all(|action| action.is_offered(None)));
}

#[test]
fn odd_lists_are_read_as_far_as_they_can_be() {
    let row = json!({"id": "s1", "remoteJid": "1@s.whatsapp.net", "pushName": "<img onerror>",
        "status": "weird", "updatedAt": 7});
    let list = json!([null, 1, {"id": "x"}, {"remoteJid": "y"}, row, row]);
    let list = read(200, &list.to_string(), V2).expect("a list");
    let [session] = list.sessions.as_slice() else { panic!("{list:?}") };
    assert_eq!(session.status, None);
    assert_eq!(session.name.as_deref(), Some("<img onerror>"));
    assert!(read(200, "<html>", V2).is_err());
    assert!(read(200, "[{\"id\":", V2).is_err());
    assert!(SessionAction::Close.is_far_reaching() && !SessionAction::Pause.is_far_reaching());
}

#[test]
fn only_a_whole_list_proves_that_a_conversation_is_gone() {
    let jid = "1@s.whatsapp.net";
    for (text, is_complete) in [
        ("[]", true),
        (" [ ]\n", true),
        (r#"[{"id": "s2", "remoteJid": "2@s.whatsapp.net", "status": "opened"}]"#, true),
        ("", false),
        ("null", false),
        ("{}", false),
        (r#"{"id": "s2", "remoteJid": "2@s.whatsapp.net"}"#, false),
        (r#"[{"id": "s1", "remoteJid": null}]"#, false),
        (r#"[{"id": "s1"}, {"id": "s2", "remoteJid": "2@s.whatsapp.net"}]"#, false),
        (r#"[{"id": "s", "remoteJid": "2"}, {"id": "s", "remoteJid": "1@s.whatsapp.net"}]"#, false),
    ] {
        let list = read(200, text, V2).expect("an answer");
        assert_eq!(list.is_complete, is_complete, "{text}");
        let expected = if is_complete { SessionOutcome::Done } else { SessionOutcome::Unproven };
        assert_eq!(SessionAction::Delete.outcome(jid, &list), expected, "{text}");
    }
}
