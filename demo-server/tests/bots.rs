//! The life of a bot of each kind, and the conversations, which no recording shows.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod common;

use common::{Answer, Demo};
use serde_json::{Value, json};

const KINDS: &[(&str, &str)] = &[
    ("typebot", r#"{"url": "https://one", "typebot": "flow"}"#),
    ("openai", r#"{"botType": "chatCompletion", "model": "gpt-4o", "maxTokens": 300}"#),
    ("dify", r#"{"botType": "agent", "apiUrl": "https://one", "apiKey": "k"}"#),
    ("flowise", r#"{"apiUrl": "https://one", "apiKey": "k"}"#),
    ("n8n", r#"{"webhookUrl": "https://one", "basicAuthUser": "u", "basicAuthPass": "p"}"#),
    ("evoai", r#"{"agentUrl": "https://one", "apiKey": "k"}"#),
    ("evolutionBot", r#"{"apiUrl": "https://one", "apiKey": "k"}"#),
];

async fn demo_with_bots() -> Demo {
    let demo = Demo::new("k");
    let on = json!({"typebot": true, "openai": true, "dify": true, "flowise": true, "n8n": true,
        "evoai": true});
    demo.options("v2", on).await;
    demo.seed("v2", json!({"name": "a"})).await;
    demo
}

/// A body that the server accepts for a kind. OpenAI gets credentials for it.
async fn body(demo: &Demo, kind: &str, own: &str) -> Value {
    let mut body: Value = serde_json::from_str(own).unwrap();
    body["enabled"] = true.into();
    body["triggerType"] = "all".into();
    if kind == "openai" {
        let creds = json!({"name": "main", "apiKey": "sk"});
        body["openaiCredsId"] = made(&demo.post("/v2/openai/creds/a", creds).await)["id"].clone();
    }
    body
}

#[track_caller]
fn made(answer: &Answer) -> Value {
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.value()
}

#[tokio::test]
async fn a_bot_of_each_kind_is_made_changed_and_deleted() {
    let demo = demo_with_bots().await;
    for (kind, own) in KINDS {
        let mut body = body(&demo, kind, own).await;
        let create = format!("/v2/{kind}/create/a");
        let bot = made(&demo.post(&create, body.clone()).await);
        let own: Value = serde_json::from_str(own).unwrap();
        for (name, value) in own.as_object().unwrap() {
            assert_eq!(&bot[name], value, "{kind} {name}");
        }
        let again = demo.post(&create, body.clone()).await;
        assert_eq!(again.status, 500, "{kind}: a second bot for all messages");

        body["triggerType"] = "keyword".into();
        let path = format!("/v2/{kind}/update/{}/a", bot["id"].as_str().unwrap());
        assert_eq!(demo.call("PUT", &path, &body).await.status, 500, "{kind}: no keyword");
        body["triggerOperator"] = "equals".into();
        body["triggerValue"] = "oi".into();
        let changed = demo.call("PUT", &path, &body).await;
        assert_eq!(changed.status, 200, "{kind} {}", changed.text);
        let found = demo.get(&format!("/v2/{kind}/find/a")).await;
        assert_eq!((found.as_array().unwrap().len(), &found[0]["triggerValue"]), (1, &json!("oi")));

        let path = format!("/v2/{kind}/delete/{}/a", bot["id"].as_str().unwrap());
        for status in [200, 500] {
            assert_eq!(demo.call("DELETE", &path, &Value::Null).await.status, status, "{kind}");
        }
        assert_eq!(demo.get(&format!("/v2/{kind}/find/a")).await, json!([]));
    }
}

#[tokio::test]
async fn bots_of_different_kinds_and_instances_do_not_meet() {
    let demo = demo_with_bots().await;
    demo.seed("v2", json!({"name": "b"})).await;
    for (kind, own) in KINDS {
        let body = body(&demo, kind, own).await;
        made(&demo.post(&format!("/v2/{kind}/create/a"), body.clone()).await);
        let elsewhere = demo.post(&format!("/v2/{kind}/create/b"), body).await;
        // The credentials are the default of the first instance.
        assert_eq!(elsewhere.status, if *kind == "openai" { 500 } else { 201 }, "{kind}");
    }
}

#[tokio::test]
async fn the_fallback_bot_of_a_kind_can_be_set_and_goes_with_its_bot() {
    let demo = demo_with_bots().await;
    let body = body(&demo, "n8n", KINDS[4].1).await;
    let bot = made(&demo.post("/v2/n8n/create/a", body).await);
    let mut settings = json!({"expire": 1, "keywordFinish": "x", "delayMessage": 1,
        "unknownMessage": "?", "listeningFromMe": false, "stopBotFromMe": false, "keepOpen": true,
        "debounceTime": 1, "ignoreJids": [], "splitMessages": false, "timePerChar": 1});
    settings["fallbackId"] = bot["id"].clone();
    assert_eq!(demo.post("/v2/n8n/settings/a", settings).await.status, 200);
    let shown = demo.get("/v2/n8n/fetchSettings/a").await;
    assert_eq!((&shown["fallbackId"], &shown["fallback"]["id"]), (&bot["id"], &bot["id"]));
    let path = format!("/v2/n8n/delete/{}/a", bot["id"].as_str().unwrap());
    demo.call("DELETE", &path, &Value::Null).await;
    let shown = demo.get("/v2/n8n/fetchSettings/a").await;
    assert_eq!((&shown["fallbackId"], &shown["keepOpen"]), (&json!(null), &json!(true)));
}

#[tokio::test]
async fn conversations_are_paused_closed_and_deleted() {
    let demo = demo_with_bots().await;
    let body = body(&demo, "evolutionBot", KINDS[6].1).await;
    let bot = made(&demo.post("/v2/evolutionBot/create/a", body).await);
    let id = bot["id"].as_str().unwrap();
    let session = json!({"mount": "v2", "instance": "a", "kind": "evolutionBot", "bot": id,
        "remote_jid": "5511@s.whatsapp.net", "push_name": "Ana"});
    demo.control("/__demo/sessions", &session).await;
    let sessions = format!("/v2/evolutionBot/fetchSessions/{id}/a");
    let row = demo.get(&sessions).await[0].clone();
    assert_eq!(
        [&row["status"], &row["botId"], &row["type"], &row["pushName"]],
        [&json!("opened"), &bot["id"], &json!("evolutionBot"), &json!("Ana")]
    );
    let change = async |status: &str| {
        let body = json!({"remoteJid": "5511@s.whatsapp.net", "status": status});
        demo.post("/v2/evolutionBot/changeStatus/a", body).await.value()
    };
    assert_eq!(change("paused").await["bot"]["bot"]["session"], json!({"count": 1}));
    assert_eq!(demo.get(&sessions).await[0]["status"], "paused");
    change("closed").await;
    assert_eq!(demo.get(&sessions).await, json!([]), "the settings do not keep it open");

    demo.control("/__demo/sessions", &session).await;
    assert_eq!(
        change("delete").await,
        json!({"bot": {"remoteJid": "5511@s.whatsapp.net", "status": "delete"}})
    );
    assert_eq!(demo.get(&sessions).await, json!([]));
    let unknown = json!({"mount": "v2", "instance": "a", "kind": "evolutionBot", "bot": "nope",
        "remote_jid": "1"});
    assert_eq!(demo.post("/__demo/sessions", unknown).await.status, 404);
}

#[tokio::test]
async fn a_typebot_that_cannot_be_reached_starts_with_an_empty_answer() {
    let demo = demo_with_bots().await;
    let start = async |url: &str| {
        let body = json!({"remoteJid": "5511@s.whatsapp.net", "url": url, "typebot": "flow"});
        demo.post("/v2/typebot/start/a", body).await
    };
    let unreachable = start("http://127.0.0.1:9").await;
    assert_eq!((unreachable.status, unreachable.text.as_str()), (200, ""));
    assert_eq!(start("https://bot.example").await.value()["typebot"]["typebot"]["typebot"], "flow");
}
