//! The rules of triggers and targets, held to every recorded creation, change and deletion.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::domain::bots::BotKind;
use crate::domain::bots::clash::BotClash;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::section::Section;
use crate::domain::tests::Exchange;
use crate::domain::tests::bots::recorded_calls;

fn find(section: Section, body: &Value, row: Option<&str>, rows: &[Value]) -> Option<BotClash> {
    BotClash::find(section, body, row, rows, Dialect::EvolutionV2.into())
}

/// What a server refused because of another bot is found among the bots that were made on that instance.
#[test]
fn what_the_server_refused_is_found() {
    let mut made: BTreeMap<(String, String), Vec<Value>> = BTreeMap::new();
    let key = |kind: &BotKind, exchange: &Exchange| {
        let instance = exchange.path.rsplit('/').next().unwrap_or_default().to_owned();
        (kind.bots.id().to_owned(), instance)
    };
    for (kind, verb, exchange) in recorded_calls() {
        if matches!((verb.as_str(), exchange.status), ("create", 201) | ("update", 200)) {
            made.entry(key(kind, &exchange)).or_default().push(exchange.reply.clone());
        }
        if let (Value::Array(rows), "find") = (&exchange.reply, verb.as_str()) {
            made.entry(key(kind, &exchange)).or_default().extend(rows.clone());
        }
    }
    let mut found: BTreeMap<&str, u32> = BTreeMap::new();
    for (kind, verb, exchange) in recorded_calls() {
        let said = exchange.reply["response"]["message"].as_str().unwrap_or_default();
        let is_about_another = said.ends_with("already exists") || said.contains("\"All\" trigger");
        if verb != "create" || !is_about_another {
            continue;
        }
        let rows = made.get(&key(kind, &exchange)).map(Vec::as_slice).unwrap_or_default();
        let clash = find(kind.bots, &exchange.body, None, rows);
        let is_right = match &clash {
            Some(BotClash::All(_)) => said.contains("\"All\" trigger"),
            Some(BotClash::Trigger(_) | BotClash::TriggerLeftBehind(_)) => {
                said == "Trigger already exists"
            }
            Some(BotClash::Target(_)) => said != "Trigger already exists",
            Some(BotClash::Name(_)) | None => false,
        };
        assert!(is_right, "{}: {said}, {clash:?}", exchange.name);
        *found.entry(clash.expect("one was found").id()).or_default() += 1;
    }
    assert!(found.values().sum::<u32>() > 15, "{found:?}");
    assert!(["all", "target", "trigger"].iter().all(|id| found.contains_key(id)), "{found:?}");
}

/// The triggers of bots that a server lists together are in nobody's way. Their targets can be: without
/// a key, a bot is in the way of one with a key only if it comes second.
#[test]
fn the_triggers_that_the_server_took_are_not_refused() {
    let mut count = 0;
    for (kind, _, exchange) in recorded_calls().filter(|(_, verb, _)| verb == "find") {
        let rows = exchange.reply.as_array().cloned().unwrap_or_default();
        for row in &rows {
            let mut body = row.clone();
            if let Some(members) = body.as_object_mut() {
                members.retain(|_, value| !value.is_null());
            }
            let clash = find(kind.bots, &body, row["id"].as_str(), &rows);
            let is_taken = matches!(clash, None | Some(BotClash::Target(_)));
            assert!(is_taken, "{}: {clash:?}", exchange.name);
            count += 1;
        }
    }
    assert!(count > 30, "{count}");
}

#[test]
fn a_bot_is_in_nobodys_way_but_anothers() {
    let all = |id: &str, is_on: bool| json!({"id": id, "enabled": is_on, "triggerType": "all", "url": id, "typebot": "x"});
    let rows = [all("a", true), all("b", false)];
    let body = json!({"enabled": true, "triggerType": "all", "url": "c", "typebot": "x"});
    let found = |row: Option<&str>, rows: &[Value]| find(Section::TypebotBots, &body, row, rows);
    assert_eq!(found(None, &rows), Some(BotClash::All("a · x".to_owned())));
    assert_eq!(found(Some("a"), &rows), None);
    assert_eq!(found(Some("b"), &rows), Some(BotClash::All("a · x".to_owned())));
    assert_eq!(found(None, &rows[1..]), None);
}

#[test]
fn a_target_of_typebot_counts_for_a_change_alone() {
    let rows =
        [json!({"id": "a", "enabled": true, "triggerType": "none", "url": "u", "typebot": "x"})];
    let body = json!({"enabled": true, "triggerType": "none", "url": "u", "typebot": "x"});
    assert_eq!(find(Section::TypebotBots, &body, None, &rows), None);
    let clash = find(Section::TypebotBots, &body, Some("b"), &rows);
    assert_eq!(clash, Some(BotClash::Target("u · x".to_owned())));
}

#[test]
fn a_key_that_is_left_out_agrees_with_any() {
    let rows = [json!({"id": "a", "triggerType": "none", "apiUrl": "u", "apiKey": "k"})];
    let of = |body: Value| find(Section::FlowiseBots, &body, None, &rows);
    assert!(of(json!({"triggerType": "none", "apiUrl": "u"})).is_some());
    assert!(of(json!({"triggerType": "none", "apiUrl": "u", "apiKey": "k"})).is_some());
    assert_eq!(of(json!({"triggerType": "none", "apiUrl": "u", "apiKey": "other"})), None);
}

#[test]
fn an_openai_bot_is_compared_by_what_its_type_has() {
    let rows = [
        json!({"id": "a", "triggerType": "none", "botType": "assistant", "assistantId": "as"}),
        json!({"id": "c", "triggerType": "none", "botType": "chatCompletion", "model": "m",
            "maxTokens": 10}),
    ];
    let of = |body: Value| find(Section::OpenaiBots, &body, None, &rows);
    let target = |name: &str| Some(BotClash::Target(name.to_owned()));
    // What the other type had is sent to be emptied.
    assert_eq!(
        of(
            json!({"triggerType": "none", "botType": "assistant", "assistantId": "as", "model": ""})
        ),
        target("as")
    );
    let chat = |tokens: u32| json!({"triggerType": "none", "botType": "chatCompletion", "model": "m", "maxTokens": tokens});
    assert_eq!(of(chat(10)), target("m"));
    assert_eq!(of(chat(11)), None);
}

#[test]
fn a_credential_is_compared_by_its_name() {
    let rows = [json!({"id": "a", "name": "main", "apiKey": "k"})];
    let of =
        |name: &str| find(Section::OpenaiCreds, &json!({"name": name, "apiKey": "z"}), None, &rows);
    assert_eq!(of("main"), Some(BotClash::Name("main".to_owned())));
    assert_eq!(of("second"), None);
}

#[test]
fn odd_rows_are_in_nobodys_way() {
    let rows = [json!(null), json!("x"), json!([]), json!({"triggerType": 7, "enabled": "true"})];
    let body = json!({"triggerType": "all"});
    for section in Section::OF_BOTS.iter().copied() {
        assert_eq!(find(section, &body, None, &rows), None);
        assert_eq!(find(section, &json!(null), Some("a"), &rows), None);
    }
}
