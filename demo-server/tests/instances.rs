//! Lists: thousands of rows, all states, damaged rows, deletions that take long.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod common;

use common::Demo;
use demo_server::control::fill_all;
use demo_server::router::router;
use demo_server::state::app::{AppState, Defaults};
use serde_json::{Value, json};

#[tokio::test]
async fn a_list_can_have_ten_thousand_rows() {
    let demo = Demo::new("k");
    for mount in ["v1", "v2", "whatsapp"] {
        demo.seed(mount, json!({"name": "loja-{n}", "count": 10_000, "token": "tok-{n}"})).await;
        let list = demo.get(&format!("/{mount}/instance/fetchInstances")).await;
        let rows = list.as_array().unwrap();
        assert_eq!(rows.len(), 10_000);
        let last = &rows[9_999];
        let (name, token) = match mount {
            "v2" => (&last["name"], &last["token"]),
            _ => (&last["instance"]["instanceName"], &last["instance"]["apikey"]),
        };
        assert_eq!((name, token), (&json!("loja-10000"), &json!("tok-10000")));
    }
    assert!(demo.exists("v2", "loja-5000").await);
}

#[tokio::test]
async fn mixed_rows_have_every_state() {
    let demo = Demo::new("k");
    demo.seed("v2", json!({"name": "i{n}", "count": 16, "mixed": true, "token": "t{n}"})).await;
    let rows = demo.get("/v2/instance/fetchInstances").await;
    let column = |name: &str| -> Value {
        rows.as_array().unwrap().iter().map(|row| row[name].clone()).collect()
    };
    let close = |count| vec!["close"; count];
    assert_eq!(
        column("connectionStatus"),
        json!([vec!["open"], close(5), vec!["open"; 3], close(6), vec!["open"]].concat())
    );
    assert_eq!(
        column("disconnectionReasonCode"),
        json!([
            null, null, 401, 403, 440, null, null, null, null, 408, 411, 428, 500, 503, 515, null
        ])
    );
    assert!(
        rows[2]["disconnectionObject"].is_string() && rows[3]["disconnectionObject"].is_object()
    );
    assert!(rows[2]["disconnectionAt"].as_str() < rows[0]["Setting"]["createdAt"].as_str());
    assert_eq!(rows[0]["Websocket"]["instanceId"], rows[0]["id"], "a group is a whole row");
    assert_eq!(rows[8]["Chatwoot"]["accountId"], "1");
    assert_eq!(rows[14]["Proxy"]["username"], "");
    assert!(rows[8]["_count"]["Message"].as_u64() > Some(0));
    assert_eq!(
        (&rows[15]["integration"], &rows[15]["token"]),
        (&json!("EVOLUTION"), &json!("t16"))
    );
    assert!(rows[0]["ownerJid"].is_string() && rows[6]["ownerJid"].is_null());
    assert_eq!(rows[7]["integration"], "WHATSAPP-BUSINESS");
    assert!(rows[1]["Setting"].is_object(), "every row has settings");
    assert_eq!(
        demo.get("/v2/instance/connectionState/i6").await["instance"]["state"],
        "connecting"
    );
}

#[tokio::test]
async fn a_state_can_be_set() {
    let demo = Demo::new("k");
    demo.create("v2", json!({"instanceName": "a", "integration": "WHATSAPP-BAILEYS"})).await;
    let seed = json!({"name": "a", "state": "open", "listed_state": "close", "owner": "5511999990000",
        "profile_name": "Loja", "groups": {"websocket": {"enabled": true}}});
    demo.seed("v2", seed).await;
    assert_eq!(demo.get("/v2/instance/connectionState/a").await["instance"]["state"], "open");
    let row = demo.get("/v2/instance/fetchInstances").await[0].clone();
    assert_eq!(row["connectionStatus"], "close");
    assert_eq!(row["ownerJid"], "5511999990000@s.whatsapp.net");
    assert_eq!(row["Websocket"]["enabled"], true);
    let list = demo.get("/__demo/instances?mount=v2").await;
    assert_eq!(
        list,
        json!([{"name": "a", "state": "open", "listed_state": "close", "is_being_deleted": false}])
    );
}

#[tokio::test]
async fn mixed_rows_of_the_other_servers_have_what_their_lists_show() {
    let demo = Demo::new("k");
    for mount in ["v1", "whatsapp"] {
        demo.seed(mount, json!({"name": "i{n}", "count": 16, "mixed": true})).await;
        let list = demo.get(&format!("/{mount}/instance/fetchInstances")).await;
        let row = |number: usize| list[number - 1]["instance"].clone();
        assert_eq!((&row(1)["status"], &row(6)["status"]), (&json!("open"), &json!("connecting")));
        assert!(row(1)["owner"].is_string() && row(1)["profilePictureUrl"].is_string(), "{mount}");
        assert!(row(3)["owner"].is_null(), "only a connected instance has an owner");
        let has_business = row(8)["integration"]["integration"] == "WHATSAPP-BUSINESS";
        assert_eq!(has_business, mount == "v1");
        assert_eq!(row(9)["chatwoot"].is_object(), mount == "v1");
        let hook = demo.get(&format!("/{mount}/webhook/find/i1")).await;
        assert_eq!(hook["url"], "https://hooks.example.com/1");
    }
}

#[tokio::test]
async fn what_a_seed_says_wins_over_the_mixed_states() {
    let demo = Demo::new("k");
    let seed = json!({"name": "i{n}", "count": 3, "mixed": true, "state": "open",
        "counts": {"messages": 7}, "groups": {"nats": {"enabled": true, "events": []}}});
    demo.seed("v2", seed).await;
    for row in demo.get("/v2/instance/fetchInstances").await.as_array().unwrap() {
        assert_eq!(row["connectionStatus"], "open");
        assert_eq!(row["_count"], json!({"Message": 7, "Contact": 0, "Chat": 0}));
        assert_eq!(row["Nats"]["enabled"], true);
    }
}

#[tokio::test]
async fn a_server_starts_and_restarts_with_instances() {
    let app = AppState::new(Defaults {
        key: "k".to_owned(),
        qr_wait_ms: 0,
        instances: 20,
        state_change_ms: 0,
        base_url: "http://demo.test".to_owned(),
        state_file: None,
    })
    .unwrap();
    fill_all(&app);
    let demo = Demo { router: router(app) };
    for mount in ["v1", "v2", "whatsapp"] {
        let path = format!("/__demo/instances?mount={mount}");
        assert_eq!(demo.get(&path).await.as_array().unwrap().len(), 20);
        demo.call("DELETE", &path, &Value::Null).await;
        assert_eq!(demo.get(&path).await, json!([]));
        demo.control("/__demo/reset", &json!({"mount": mount})).await;
        assert_eq!(demo.get(&path).await[19]["name"], "loja-20");
    }
}

#[tokio::test]
async fn states_change_without_a_request() {
    let demo = Demo::new("k");
    demo.seed("v2", json!({"name": "a", "state": "open", "owner": "5511999990000"})).await;
    demo.seed("v2", json!({"name": "biz", "state": "open", "integration": "WHATSAPP-BUSINESS"}))
        .await;
    let change = json!({"mount": "v2", "count": 1});
    let listed = async || demo.get("/v2/instance/fetchInstances?instanceName=a").await[0].clone();
    let changed = demo.control("/__demo/state_changes", &change).await.value();
    assert_eq!(changed, json!({"changed": ["a"]}), "Business instances stay open");
    let row = listed().await;
    assert_eq!(
        (&row["connectionStatus"], &row["disconnectionReasonCode"]),
        (&json!("close"), &json!(401))
    );
    demo.control("/__demo/state_changes", &change).await;
    let row = listed().await;
    assert_eq!(row["connectionStatus"], "open");
    assert_eq!(row["disconnectionReasonCode"], 401, "the last reason stays in the row");
    demo.control("/__demo/state_changes", &json!({"mount": "v2"})).await;
    assert_eq!(listed().await["disconnectionReasonCode"], 408, "the next code");
}

#[tokio::test]
async fn the_list_says_connecting_once_there_is_a_code() {
    let demo = Demo::new("k");
    let state = async || {
        let row = demo.get("/v2/instance/fetchInstances").await[0].clone();
        let live = demo.get("/v2/instance/connectionState/a").await;
        [row["connectionStatus"].clone(), live["instance"]["state"].clone()]
    };
    demo.options("v2", json!({"qr": "after 1 polls"})).await;
    demo.create("v2", json!({"instanceName": "a", "integration": "WHATSAPP-BAILEYS"})).await;
    demo.get("/v2/instance/connect/a").await;
    assert_eq!(state().await, ["close", "connecting"]);
    demo.get("/v2/instance/connect/a").await;
    assert_eq!(state().await, ["connecting", "connecting"]);
    let phone = |action: &str| json!({"mount": "v2", "instance": "a", "action": action});
    demo.control("/__demo/phone", &phone("close")).await;
    assert_eq!(state().await, ["connecting", "close"], "the list stays behind");
    demo.get("/v2/instance/connect/a").await;
    demo.control("/__demo/phone", &phone("scan")).await;
    assert_eq!(state().await, ["open", "open"]);
}

#[tokio::test]
async fn one_instance_of_many_can_fail() {
    let demo = Demo::new("k");
    demo.seed("v2", json!({"name": "i{n}", "count": 3})).await;
    let set = json!({"webhook": {"enabled": true, "url": "https://h", "events": ["CALL"]}});
    demo.fault("v2", json!({"fault": "status500", "path": "/webhook/set/i2"})).await;
    for (name, status) in [("i1", 201), ("i2", 500), ("i3", 201)] {
        let answer = demo.post(&format!("/v2/webhook/set/{name}"), set.clone()).await;
        assert_eq!(answer.status, status, "{name}");
    }
    assert_eq!(demo.get("/v2/webhook/find/i2").await, Value::Null);
}

#[tokio::test]
async fn a_broken_row_makes_the_list_fail_but_not_other_rows() {
    let demo = Demo::new("k");
    for mount in ["v1", "v2"] {
        demo.seed(mount, json!({"name": "good"})).await;
        demo.seed(mount, json!({"name": "bad", "broken": true})).await;
        let path = format!("/{mount}/instance/fetchInstances");
        let list = demo.call("GET", &path, &Value::Null).await;
        let text = "Cannot read properties of null (reading 'apikey')";
        assert_eq!((list.status, list.message()), (500, json!(text)), "{mount}");
        for (name, status) in [("good", 200), ("bad", 500), ("none", 404)] {
            let path = format!("{path}?instanceName={name}");
            let one = demo.call("GET", &path, &Value::Null).await;
            assert_eq!(one.status, status, "{mount} {name}");
        }
        demo.seed(mount, json!({"name": "bad", "broken": false})).await;
        assert_eq!(demo.call("GET", &path, &Value::Null).await.status, 200);
    }
}

#[tokio::test]
async fn a_deletion_can_take_long_and_end_when_a_test_says_so() {
    let demo = Demo::new("k");
    demo.options("v2", json!({"delete_ms": u64::MAX})).await;
    demo.create("v2", json!({"instanceName": "a", "integration": "WHATSAPP-BAILEYS"})).await;
    for _ in 0..2 {
        let answer = demo.call("DELETE", "/v2/instance/delete/a", &Value::Null).await;
        assert_eq!(answer.status, 200);
    }
    assert!(demo.exists("v2", "a").await);
    assert_eq!(demo.get("/v2/instance/fetchInstances").await[0]["name"], "a");
    assert_eq!(demo.get("/__demo/instances?mount=v2").await[0]["is_being_deleted"], true);
    let again = json!({"instanceName": "a", "integration": "WHATSAPP-BAILEYS"});
    assert_eq!(demo.post("/v2/instance/create", again).await.status, 403);
    let path = "/__demo/instances?mount=v2&instance=a";
    assert_eq!(demo.call("DELETE", path, &Value::Null).await.status, 200);
    assert_eq!(demo.get("/v2/instance/fetchInstances").await, json!([]));
}

#[tokio::test]
async fn a_deletion_that_a_webhook_delays_ends_when_the_webhook_is_cleared() {
    let demo = Demo::new("k");
    demo.options("v2", json!({"delete_ms": 0, "linger_ms": u64::MAX})).await;
    let hook = json!({"url": "http://127.0.0.1:9", "events": ["REMOVE_INSTANCE"]});
    let body = json!({"instanceName": "a", "integration": "WHATSAPP-BAILEYS", "webhook": hook});
    demo.create("v2", body).await;
    let delete = async || demo.call("DELETE", "/v2/instance/delete/a", &Value::Null).await.status;
    assert_eq!((delete().await, delete().await), (200, 200));
    assert_eq!(demo.get("/v2/instance/fetchInstances").await[0]["connectionStatus"], "close");
    let off = json!({"webhook": {"enabled": false, "url": "http://127.0.0.1:9"}});
    assert_eq!(demo.post("/v2/webhook/set/a", off).await.status, 201);
    assert!(demo.exists("v2", "a").await, "nobody has deleted it again yet");
    assert_eq!(delete().await, 200);
    assert_eq!(demo.get("/v2/instance/fetchInstances").await, json!([]));
}

#[tokio::test]
async fn a_list_by_name_tells_number_business_account_token_and_engine() {
    let demo = Demo::new("k");
    let name = "instance/fetchInstances?instanceName=biz";
    let body = json!({"instanceName": "biz", "integration": "WHATSAPP-BUSINESS", "token": "EAAG",
        "number": "106540352242922", "businessId": "1024"});
    demo.create("v2", body.clone()).await;
    let row = demo.get(&format!("/v2/{name}")).await[0].clone();
    for (column, value) in [
        ("integration", "WHATSAPP-BUSINESS"),
        ("token", "EAAG"),
        ("number", "106540352242922"),
        ("businessId", "1024"),
    ] {
        assert_eq!(row[column], value, "{column}");
    }
    demo.create("v1", body).await;
    let row = demo.get(&format!("/v1/{name}")).await["instance"].clone();
    assert_eq!(row["apikey"], "EAAG");
    let channel = &row["integration"];
    assert_eq!(
        (&channel["integration"], &channel["number"], &channel["token"]),
        (&json!("WHATSAPP-BUSINESS"), &json!("106540352242922"), &json!("EAAG"))
    );
    assert!(channel["businessId"].is_null(), "1.x does not store it");
}

#[tokio::test]
async fn mistakes_in_a_seed_are_errors() {
    let demo = Demo::new("k");
    for seed in [
        json!({"mount": "v2"}),
        json!({"mount": "v2", "name": "a", "count": 2}),
        json!({"mount": "v2", "name": "a", "nmber": "1"}),
        json!({"mount": "v2", "name": "a{n}", "count": 1_000_000}),
        json!({"name": "a"}),
    ] {
        assert_eq!(demo.post("/__demo/instances", seed.clone()).await.status, 400, "{seed}");
    }
}
