//! What becomes of single creations among many: faults that wait for one name, and the count of each.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod common;

use common::Demo;
use serde_json::{Value, json};

const CREATE: &str = "/v2/instance/create";

fn new(name: &str) -> Value {
    json!({"instanceName": name, "integration": "WHATSAPP-BAILEYS",
        "webhook": {"enabled": true, "url": "https://h.example", "events": ["CALL"]}})
}

async fn webhook(demo: &Demo, name: &str) -> Value {
    demo.get(&format!("/v2/webhook/find/{name}")).await["url"].clone()
}

#[tokio::test]
async fn a_creation_can_lose_groups_while_others_keep_them() {
    let demo = Demo::new("k");
    demo.fault("v2", json!({"fault": "loses", "instance": "b", "groups": ["webhook"]})).await;
    for name in ["a", "b", "c"] {
        demo.create("v2", new(name)).await;
    }
    assert_eq!(webhook(&demo, "a").await, "https://h.example");
    assert_eq!(webhook(&demo, "b").await, Value::Null);
    assert_eq!(webhook(&demo, "c").await, "https://h.example");
    assert_eq!(demo.get("/__demo/options?mount=v2").await["loses"], json!([]));
}

#[tokio::test]
async fn every_creation_is_counted_and_whether_it_stored_anything() {
    let demo = Demo::new("k");
    for (fault, name) in [("cut_after", "cut"), ("cut_before", "lost"), ("status500", "crashed")] {
        demo.fault("v2", json!({"fault": fault, "instance": name, "times": 1})).await;
        demo.post(CREATE, new(name)).await;
    }
    demo.fault("v2", json!({"fault": "vanish", "instance": "gone"})).await;
    demo.create("v2", new("gone")).await;
    // The fault is over: the second request is the server's own answer.
    assert_eq!(demo.post(CREATE, new("crashed")).await.status, 201);
    assert_eq!(demo.post(CREATE, new("crashed")).await.status, 403);
    demo.control("/__demo/instances", &json!({"mount": "v2", "name": "seeded"})).await;
    demo.post("/v2/webhook/set/crashed", json!({"instanceName": "other"})).await;
    assert_eq!(
        demo.get("/__demo/creations?mount=v2").await,
        json!({
            "crashed": {"requests": 3, "stored": 1},
            "cut": {"requests": 1, "stored": 1},
            "gone": {"requests": 1, "stored": 1},
            "lost": {"requests": 1, "stored": 0},
        })
    );
    demo.control("/__demo/reset", &json!({"mount": "v2"})).await;
    assert_eq!(demo.get("/__demo/creations?mount=v2").await, json!({}));
}
