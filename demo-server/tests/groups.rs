//! Groups whose set and find depend on the server or on others.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod common;

use common::Demo;
use serde_json::{Value, json};

#[tokio::test]
async fn pusher_is_stored_while_it_is_off_and_shows_when_it_is_on() {
    let demo = Demo::new("k");
    let pusher = json!({"appId": "1", "key": "k", "secret": "s", "cluster": "mt1", "useTLS": true,
        "events": ["CALL"]});
    let body = json!({"instanceName": "a", "integration": "WHATSAPP-BAILEYS", "pusher": pusher});
    demo.create("v2", body).await;
    let off = demo.call("GET", "/v2/pusher/find/a", &Value::Null).await;
    assert_eq!((off.status, off.text.as_str()), (200, ""));
    demo.options("v2", json!({"pusher": true})).await;
    let found = demo.get("/v2/pusher/find/a").await;
    assert_eq!((&found["appId"], &found["events"]), (&json!("1"), &json!(["CALL"])));
    // Other groups are not stored while they are off.
    let set = json!({"websocket": {"enabled": true, "events": ["CALL"]}});
    assert_eq!(demo.post("/v2/websocket/set/a", set).await.text, "");
    demo.options("v2", json!({"websocket": true})).await;
    assert_eq!(demo.get("/v2/websocket/find/a").await, Value::Null);
}

#[tokio::test]
async fn settings_are_stored_although_chatwoot_refuses_its_key() {
    let demo = Demo::new("k");
    for (mount, set, find) in [
        (
            "v1",
            json!({"enabled": true, "account_id": "1", "token": "t", "url": "https://chat",
                "sign_msg": true, "reopen_conversation": true, "conversation_pending": false,
                "auto_create": true}),
            "account_id",
        ),
        (
            "v2",
            json!({"enabled": true, "accountId": "1", "token": "t", "url": "https://chat",
                "signMsg": true, "reopenConversation": true, "conversationPending": false,
                "autoCreate": true}),
            "accountId",
        ),
    ] {
        demo.options(mount, json!({"chatwoot": true, "chatwoot_status": 401})).await;
        demo.create(mount, json!({"instanceName": "a", "integration": "WHATSAPP-BAILEYS"})).await;
        let path = format!("/{mount}/chatwoot/set/a");
        let answer = demo.post(&path, set.clone()).await;
        assert_eq!((answer.status, answer.message()), (500, json!("Unauthorized")), "{mount}");
        let found = demo.get(&format!("/{mount}/chatwoot/find/a")).await;
        assert_eq!((&found["enabled"], &found[find]), (&json!(true), &json!("1")));
        demo.options(mount, json!({"chatwoot_status": 200})).await;
        assert_eq!(demo.post(&path, set).await.status, 201);
    }
}
