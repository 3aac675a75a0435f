//! A text through an instance: sent, refused, or to nobody.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod common;

use common::Demo;
use serde_json::{Value, json};

/// The body of a text, as each server reads it.
fn text(mount: &str, number: &str) -> Value {
    match mount {
        "v2" => json!({"number": number, "text": "oi"}),
        _ => json!({"number": number, "textMessage": {"text": "oi"}}),
    }
}

#[tokio::test]
async fn a_text_is_sent_by_a_connected_instance_alone() {
    let demo = Demo::new("k");
    for mount in ["v1", "v2", "whatsapp"] {
        demo.seed(mount, json!({"name": "a", "token": "tok", "state": "open"})).await;
        let path = format!("/{mount}/message/sendText/a");
        let sent = demo.call_as("tok", "POST", &path, &text(mount, "5511988887777")).await;
        assert_eq!(sent.status, 201, "{mount}: {}", sent.text);
        let reply = sent.value();
        assert_eq!(reply["key"]["remoteJid"], "5511988887777@s.whatsapp.net");
        assert_eq!((&reply["key"]["fromMe"], &reply["status"]), (&json!(true), &json!("PENDING")));
        let said = match mount {
            "v2" => &reply["message"]["conversation"],
            _ => &reply["message"]["extendedTextMessage"]["text"],
        };
        assert_eq!(said, "oi");
        demo.seed(mount, json!({"name": "a", "state": "close"})).await;
        let closed = demo.post(&path, text(mount, "5511988887777")).await;
        assert_eq!((closed.status, closed.message()), (500, json!("Connection Closed")));
    }
    let row = demo.get("/v2/instance/fetchInstances").await[0].clone();
    assert_eq!(row["_count"]["Message"], 1);
}

#[tokio::test]
async fn a_number_can_be_on_no_phone() {
    let demo = Demo::new("k");
    for mount in ["v1", "v2"] {
        demo.seed(mount, json!({"name": "a", "state": "open"})).await;
        let path = format!("/{mount}/message/sendText/a");
        let nobody = demo.post(&path, text(mount, "5511900000000")).await;
        let jid = "5511900000000@s.whatsapp.net";
        assert_eq!(nobody.status, 400);
        assert_eq!(
            nobody.message(),
            json!([{"jid": jid, "exists": false, "number": "5511900000000"}])
        );
    }
}
