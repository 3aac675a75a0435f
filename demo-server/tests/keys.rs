//! Keys: the global one, an instance's token, a wrong one, and servers that change their mind.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod common;

use common::Demo;
use serde_json::{Value, json};

fn new(name: &str, token: &str) -> Value {
    json!({"instanceName": name, "integration": "WHATSAPP-BAILEYS", "token": token})
}

#[tokio::test]
async fn what_each_kind_of_key_may_do() {
    let demo = Demo::new("k");
    for mount in ["v1", "v2"] {
        demo.create(mount, new("a", "token-a")).await;
        demo.create(mount, new("b", "token-b")).await;
    }
    for (method, path, global, token, wrong) in [
        ("POST", "/v2/verify-creds", 200, 401, 401),
        ("GET", "/v2/verify-creds", 404, 404, 404),
        ("POST", "/v1/verify-creds", 404, 404, 404),
        ("GET", "/v2/instance/fetchInstances", 200, 200, 401),
        ("GET", "/v2/instance/fetchInstances?instanceName=b", 200, 401, 401),
        ("GET", "/v2/instance/fetchInstances?instanceName=none", 404, 401, 401),
        ("GET", "/v1/instance/fetchInstances", 200, 401, 401),
        ("GET", "/v1/instance/fetchInstances?instanceName=none", 404, 401, 401),
        ("GET", "/v1/instance/connectionState/a", 200, 200, 401),
        ("GET", "/v2/instance/connectionState/b", 200, 401, 401),
        ("POST", "/v2/instance/create", 400, 401, 401),
    ] {
        for (key, expected) in [("k", global), ("token-a", token), ("wrong", wrong)] {
            let body = json!({"instanceName": "c", "integration": "x"});
            let answer = demo.call_as(key, method, path, &body).await;
            assert_eq!(answer.status, expected, "{key}: {method} {path}");
        }
    }
    let no_key = demo.ask("POST", "/v2/verify-creds", &[], "").await;
    assert_eq!(no_key.status, 401);
    // A token shows its own rows.
    let own = demo.call_as("token-a", "GET", "/v2/instance/fetchInstances", &Value::Null).await;
    assert_eq!(own.value().as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_server_can_refuse_every_second_call() {
    let demo = Demo::new("k");
    demo.fault("v2", json!({"fault": "status401", "path": "/verify-creds", "every": 2})).await;
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(demo.post("/v2/verify-creds", json!({})).await.status);
    }
    assert_eq!(statuses, [200, 401, 200, 401]);
    assert_eq!(demo.call("GET", "/v2/", &Value::Null).await.status, 200);
}

#[tokio::test]
async fn the_greeting_alone_can_be_slow() {
    let demo = Demo::new("k");
    demo.fault("v2", json!({"fault": "hold", "path": "/"})).await;
    let slow = demo.clone();
    let greeting = tokio::spawn(async move { slow.get("/v2").await });
    demo.until_held("v2", 1).await;
    assert_eq!(demo.post("/v2/verify-creds", json!({})).await.status, 200);
    demo.release("v2").await;
    assert_eq!(greeting.await.unwrap()["version"], "2.3.6");
}

#[tokio::test]
async fn a_token_that_is_in_use_is_accepted_on_2x_and_refused_on_1x() {
    let demo = Demo::new("k");
    for mount in ["v1", "v2"] {
        demo.create(mount, new("a", "same")).await;
    }
    let second = demo.create("v2", new("b", "same")).await;
    assert_eq!(second["hash"], "same");
    let answer = demo.post("/v1/instance/create", new("b", "same")).await;
    assert_eq!((answer.status, answer.message()), (400, json!(["Token already exists"])));
}
