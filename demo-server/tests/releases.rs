//! What the releases of 2.x do differently: the version option selects one.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod common;

use common::Demo;
use serde_json::{Value, json};

async fn demo_of(version: &str) -> Demo {
    let demo = Demo::new("k");
    demo.options("v2", json!({"version": version, "delete_ms": 0})).await;
    demo
}

fn new(name: &str, token: &str) -> Value {
    json!({"instanceName": name, "integration": "WHATSAPP-BAILEYS", "token": token})
}

#[tokio::test]
async fn the_greeting_tells_the_selected_version() {
    for version in ["2.3.0", "2.3.6", "2.3.7", "2.4.0", "2.4.0-rc2"] {
        assert_eq!(demo_of(version).await.get("/v2/").await["version"], version);
    }
    assert_eq!(demo_of("").await.get("/v2/").await["version"], "2.3.6");
}

#[tokio::test]
async fn the_new_event_is_refused_before_2_4() {
    for (version, status, all) in [("2.3.7", 400, 31), ("2.4.0", 201, 32)] {
        let demo = demo_of(version).await;
        demo.options("v2", json!({"websocket": true, "pusher": true})).await;
        demo.create("v2", new("a", "t")).await;
        let events = json!(["MESSAGING_HISTORY_SET"]);
        for (group, mut sent) in [
            ("webhook", json!({"enabled": true, "url": "https://h"})),
            ("websocket", json!({"enabled": true})),
            (
                "pusher",
                json!({"enabled": true, "appId": "1", "key": "k", "secret": "s", "cluster": "c",
                    "useTLS": true}),
            ),
        ] {
            sent["events"] = events.clone();
            let path = format!("/v2/{group}/set/a");
            let answer = demo.post(&path, json!({group: sent})).await;
            assert_eq!(answer.status, status, "{version} {group}: {}", answer.text);
            sent["events"] = json!([]);
            demo.post(&path, json!({group: sent})).await;
            let found = demo.get(&format!("/v2/{group}/find/a")).await;
            assert_eq!(found["events"].as_array().unwrap().len(), all, "{version} {group}");
        }
    }
}

#[tokio::test]
async fn tokens_may_have_500_characters_from_2_4_on() {
    for (version, length, status) in
        [("2.3.6", 255, 201), ("2.3.6", 256, 400), ("2.4.0", 500, 201), ("2.4.0", 501, 400)]
    {
        let answer =
            demo_of(version).await.post("/v2/instance/create", new("a", &"t".repeat(length))).await;
        assert_eq!(answer.status, status, "{version} {length}");
    }
}

#[tokio::test]
async fn names_are_trimmed_after_the_check_of_2_4_and_a_double_destroys_the_first() {
    let demo = demo_of("2.4.0").await;
    let made = demo.create("v2", new(" vendas ", "t")).await;
    assert_eq!(made["instance"]["instanceName"], "vendas");
    assert!(demo.exists("v2", "vendas").await);
    assert_eq!(demo.post("/v2/instance/create", new("vendas", "u")).await.status, 403);
    assert!(demo.exists("v2", "vendas").await);
    assert_eq!(demo.post("/v2/instance/create", new("vendas ", "u")).await.status, 400);
    assert!(!demo.exists("v2", "vendas").await);

    let demo = demo_of("2.3.7").await;
    demo.create("v2", new("vendas", "t")).await;
    let made = demo.create("v2", new("vendas ", "u")).await;
    assert_eq!(made["instance"]["instanceName"], "vendas ");
    assert!(demo.exists("v2", "vendas").await);
}

#[tokio::test]
async fn the_logout_of_a_closed_instance_succeeds_from_2_4_on() {
    for (version, status) in [("2.3.7", 400), ("2.4.0", 200)] {
        let demo = demo_of(version).await;
        demo.create("v2", new("a", "t")).await;
        let answer = demo.call("DELETE", "/v2/instance/logout/a", &Value::Null).await;
        assert_eq!(answer.status, status, "{version}");
    }
}

#[tokio::test]
async fn without_a_license_2_4_answers_public_routes_alone() {
    let demo = demo_of("2.4.0").await;
    assert_eq!(demo.get("/v2/license/status").await["status"], "active");
    demo.options("v2", json!({"license_gate": true})).await;
    assert_eq!(demo.get("/v2/").await["version"], "2.4.0");
    let status = demo.get("/v2/license/status").await;
    assert_eq!((&status["status"], &status["api_key"]), (&json!("inactive"), &Value::Null));
    let registration = demo.get("/v2/license/register").await;
    assert_eq!(registration["register_url"], "http://demo.test/v2/manager/login");
    for (method, path) in [
        ("GET", "/v2/instance/fetchInstances"),
        ("POST", "/v2/verify-creds"),
        ("POST", "/v2/instance/create"),
        ("GET", "/v2/nope"),
    ] {
        let answer = demo.call_as("wrong", method, path, &json!({})).await;
        let body = answer.value();
        assert_eq!((answer.status, &body["code"]), (503, &json!("LICENSE_REQUIRED")), "{path}");
        assert_eq!(body["error"], "service not activated");
        assert_eq!(body["register_url"], "http://demo.test/v2/manager/login");
    }
    for path in ["/v2/health", "/v2/server/ok"] {
        assert_eq!(demo.call("GET", path, &Value::Null).await.status, 404, "{path}");
    }
    let preflight = demo.ask("OPTIONS", "/v2/instance/create", &[], "").await;
    assert_eq!(preflight.status, 204);
    // 2.3 has no license.
    assert_eq!(
        demo_of("2.3.7").await.call("GET", "/v2/license/status", &Value::Null).await.status,
        404
    );
}

#[tokio::test]
async fn a_restart_connects_every_instance_before_2_3_7_and_only_connected_ones_after() {
    for (version, expected) in [("2.3.6", "connecting"), ("2.3.7", "close")] {
        let demo = demo_of(version).await;
        demo.create("v2", new("never", "t")).await;
        demo.seed("v2", json!({"name": "open", "state": "open"})).await;
        demo.seed(
            "v2",
            json!({"name": "biz", "state": "close", "integration": "WHATSAPP-BUSINESS"}),
        )
        .await;
        demo.control("/__demo/restart", &json!({"mount": "v2"})).await;
        for (name, state) in [("never", expected), ("open", "open"), ("biz", "open")] {
            let found = demo.get(&format!("/v2/instance/connectionState/{name}")).await;
            assert_eq!(found["instance"]["state"], state, "{version} {name}");
        }
    }
}
