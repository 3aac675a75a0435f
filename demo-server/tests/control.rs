//! The control API, the options, and the l2msg mount, which has no recordings.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod common;

use common::Demo;
use demo_server::router::router;
use demo_server::state::app::{AppState, Defaults};
use serde_json::{Value, json};

#[tokio::test]
async fn a_qr_code_appears_is_renewed_and_scanned() {
    let demo = Demo::new("k");
    demo.control("/__demo/options", &json!({"mount": "v2", "qr": "after 2 polls"})).await;
    let made = demo.create("v2",
        json!({"instanceName": "a", "integration": "WHATSAPP-BAILEYS", "qrcode": true, "number": "5511"}),
    )
    .await;
    assert_eq!(made["qrcode"], json!({"count": 0}));
    assert_eq!(demo.get("/v2/instance/connect/a").await, json!({"count": 0}));
    let first = demo.get("/v2/instance/connect/a").await;
    assert_eq!(first["count"], 1);
    assert_eq!(first["pairingCode"].as_str().unwrap().len(), 8);
    let phone = json!({"mount": "v2", "instance": "a", "action": "expire"});
    demo.control("/__demo/phone", &phone).await;
    let second = demo.get("/v2/instance/connect/a").await;
    assert_eq!(second["count"], 2);
    assert_ne!(first["base64"], second["base64"]);
    let phone = json!({"mount": "v2", "instance": "a", "action": "scan"});
    demo.control("/__demo/phone", &phone).await;
    assert_eq!(demo.get("/v2/instance/connectionState/a").await["instance"]["state"], "open");
    let row = demo.get("/v2/instance/fetchInstances").await[0].clone();
    assert_eq!(
        (&row["connectionStatus"], &row["ownerJid"]),
        (&json!("open"), &json!("5511@s.whatsapp.net"))
    );
    let again = demo.call("POST", "/__demo/phone", &phone).await;
    assert_eq!(again.status, 409);
}

#[tokio::test]
async fn a_create_with_a_qr_code_is_delayed() {
    let demo = Demo::new("k");
    demo.control("/__demo/options", &json!({"mount": "v1", "qr_wait_ms": 40})).await;
    let start = std::time::Instant::now();
    let made = demo.create("v1", json!({"instanceName": "a", "qrcode": true})).await;
    assert!(start.elapsed().as_millis() >= 40);
    assert!(made["qrcode"]["base64"].as_str().unwrap().starts_with("data:image/png;base64,"));
}

#[tokio::test]
async fn requests_are_logged_byte_for_byte_until_a_reset() {
    let demo = Demo::new("k");
    let body = "{ \"instanceName\" : \"a\" }";
    let headers = [
        ("apikey".to_owned(), "k".to_owned()),
        ("Content-Type".to_owned(), "application/json".to_owned()),
    ];
    demo.ask("POST", "/v1/instance/create?x=1", &headers, body).await;
    let seen = demo.get("/__demo/requests?mount=v1").await;
    assert_eq!(seen.as_array().unwrap().len(), 1);
    assert_eq!((&seen[0]["body"], &seen[0]["status"]), (&json!(body), &json!(201)));
    assert_eq!(seen[0]["path"], "/instance/create?x=1");
    assert_eq!(seen[0]["headers"]["content-type"], "application/json");
    demo.control("/__demo/reset", &json!({"mount": "v1"})).await;
    assert_eq!(demo.get("/__demo/requests").await, json!([]));
    assert_eq!(demo.get("/v1/instance/fetchInstances").await, json!([]));
}

#[tokio::test]
async fn mistakes_are_answered_with_400() {
    let demo = Demo::new("k");
    for (path, body) in [
        ("/__demo/options", json!({"mount": "v1", "chatwot": true})),
        ("/__demo/options", json!({"qr": "none"})),
        ("/__demo/faults", json!({"mount": "v1", "fault": "flood"})),
        ("/__demo/faults", json!({"mount": "v9", "fault": "empty"})),
    ] {
        assert_eq!(demo.call("POST", path, &body).await.status, 400, "{path} {body}");
    }
    let preflight = demo.ask("OPTIONS", "/__demo/options", &[], "").await;
    assert_eq!(
        (preflight.status, &preflight.headers["access-control-allow-origin"]),
        (204, &"*".parse().unwrap())
    );
}

#[tokio::test]
async fn l2msg_reads_camel_case_and_answers_snake_case() {
    let demo = Demo::new("k");
    let made = demo.create("whatsapp",
        json!({
            "instanceName": "a",
            "rejectCall": true,
            "webhook": {"url": "https://h.example", "byEvents": true, "headers": {"autorization": "x"}, "events": ["CALL"]},
        }),
    )
    .await;
    assert_eq!(made["instance"]["status"], "created");
    assert!(made["hash"]["apikey"].is_string());
    assert_eq!(made["settings"]["groups_ignore"], true);
    assert_eq!(demo.get("/whatsapp/settings/find/a").await["reject_call"], true);
    let hook = demo.get("/whatsapp/webhook/find/a").await;
    assert_eq!(
        (&hook["headers"]["autorization"], &hook["webhook_by_events"]),
        (&json!("x"), &json!(true))
    );
    assert_eq!(
        demo.get("/whatsapp/instance/fetchInstances").await[0]["instance"]["instanceName"],
        "a"
    );
    assert_eq!(demo.call("GET", "/whatsapp/", &Value::Null).await.status, 404);
    assert_eq!(demo.get("/v1/instance/fetchInstances").await, json!([]));
}

#[tokio::test]
async fn options_change_what_a_server_answers() {
    let demo = Demo::new("k");
    let expose = json!({"mount": "v1", "expose_in_fetch_instances": false, "license_gate": false});
    demo.control("/__demo/options", &expose).await;
    demo.create("v1", json!({"instanceName": "a"})).await;
    let second = demo.call("POST", "/v1/instance/create", &json!({"instanceName": "b"})).await;
    assert_eq!(second.value()["response"]["message"], json!(["Token already exists"]));
    demo.create("v1", json!({"instanceName": "c", "token": "t"})).await;
    demo.control("/__demo/options", &json!({"mount": "v1", "license_gate": true})).await;
    assert_eq!(demo.call("GET", "/v1/instance/fetchInstances", &Value::Null).await.status, 503);
    assert_eq!(demo.get("/v1/").await["version"], "1.8.2");
    assert_eq!(demo.get("/v1/license/status").await["status"], "inactive");
    let proxy = json!({"enabled": true, "proxy": {"host": "gone.invalid", "port": "1", "protocol": "http"}});
    demo.control("/__demo/options", &json!({"mount": "v1", "license_gate": false})).await;
    assert_eq!(demo.call("POST", "/v1/proxy/set/a", &proxy).await.status, 400);
    assert_eq!(demo.call("GET", "/v2/license/status", &Value::Null).await.status, 404);
    demo.control("/__demo/options", &json!({"mount": "v2", "version": "2.4.0"})).await;
    assert_eq!(demo.get("/v2/").await["version"], "2.4.0");
    assert_eq!(demo.get("/v2/license/status").await["status"], "active");
}

#[tokio::test]
async fn the_state_file_is_read_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let defaults = Defaults {
        key: "k".to_owned(),
        qr_wait_ms: 0,
        instances: 0,
        state_change_ms: 0,
        base_url: "http://demo.test".to_owned(),
        state_file: Some(folder.path().join("state.json")),
    };
    let first = Demo { router: router(AppState::new(defaults.clone()).unwrap()) };
    first.create("v1", json!({"instanceName": "kept"})).await;
    let second = Demo { router: router(AppState::new(defaults).unwrap()) };
    assert_eq!(second.get("/v1/instance/connectionState/kept").await["instance"]["state"], "close");
}

#[tokio::test]
async fn a_create_can_lose_or_alter_groups_but_a_set_stores_them() {
    let demo = Demo::new("k");
    for mount in ["v1", "v2", "whatsapp"] {
        let base64 = if mount == "v2" { "webhookBase64" } else { "webhook_base64" };
        let webhook = match mount {
            "v1" => json!("https://h.example"),
            _ => json!({"url": "https://h.example", "base64": true, "events": ["CALL"]}),
        };
        let body = json!({"instanceName": "a", "integration": "WHATSAPP-BAILEYS",
            "webhook": webhook, "webhook_base64": true, "events": ["CALL"]});
        let altered = json!({"mount": mount, "alters": {"webhook": {base64: false}}});
        demo.control("/__demo/options", &altered).await;
        demo.create(mount, body.clone()).await;
        let found = demo.get(&format!("/{mount}/webhook/find/a")).await;
        assert_eq!((&found["url"], &found[base64]), (&json!("https://h.example"), &json!(false)));
        demo.control("/__demo/options", &json!({"mount": mount, "loses": ["webhook"]})).await;
        let mut other = body;
        other["instanceName"] = "b".into();
        demo.create(mount, other).await;
        let found = demo.get(&format!("/{mount}/webhook/find/b")).await;
        assert!(found["url"].is_null(), "{found}");
        let set = match mount {
            "v2" => json!({"webhook": {"enabled": true, "url": "https://h.example", "events": []}}),
            _ => json!({"url": "https://h.example", "events": []}),
        };
        let answer = demo.call("POST", &format!("/{mount}/webhook/set/b"), &set).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        let found = demo.get(&format!("/{mount}/webhook/find/b")).await;
        assert_eq!(found["url"], "https://h.example");
    }
    let both = json!({"mount": "v2", "typebot": true, "loses": ["typebot"],
        "alters": {"typebot": {"expire": 9}}});
    demo.control("/__demo/options", &both).await;
    let bot = json!({"enabled": true, "url": "https://b", "typebot": "f", "triggerType": "none"});
    for expected in [json!([]), json!([9])] {
        let answer = demo.call("POST", "/v2/typebot/create/b", &bot).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        let found = demo.get("/v2/typebot/find/b").await;
        let expires: Vec<Value> =
            found.as_array().unwrap().iter().map(|bot| bot["expire"].clone()).collect();
        assert_eq!(json!(expires), expected, "the first is lost, the next is not");
    }
}
