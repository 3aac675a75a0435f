//! Lists: thousands of rows, all states, damaged rows, deletions that take long.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod common;

use common::Demo;
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
    demo.seed("v2", json!({"name": "i{n}", "count": 8, "mixed": true})).await;
    let rows = demo.get("/v2/instance/fetchInstances").await;
    let column = |name: &str| -> Vec<Value> {
        rows.as_array().unwrap().iter().map(|row| row[name].clone()).collect()
    };
    assert_eq!(
        json!(column("connectionStatus")),
        json!(["open", "close", "close", "close", "close", "close", "open", "open"])
    );
    assert_eq!(
        json!(column("disconnectionReasonCode")),
        json!([null, null, 401, 403, 440, null, null, null])
    );
    assert!(
        rows[2]["disconnectionObject"].is_string() && rows[3]["disconnectionObject"].is_object()
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
    assert_eq!(row["Websocket"], json!({"enabled": true}));
    let list = demo.get("/__demo/instances?mount=v2").await;
    assert_eq!(
        list,
        json!([{"name": "a", "state": "open", "listed_state": "close", "is_being_deleted": false}])
    );
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
