//! Creations that are stored late, collide, or disappear after a success.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod common;

use common::{Answer, Demo};
use serde_json::{Value, json};
use tokio::task::JoinHandle;

const CREATE: &str = "/instance/create";

fn new(name: &str) -> Value {
    json!({"instanceName": name, "integration": "WHATSAPP-BAILEYS"})
}

/// Sends a creation without waiting for its answer.
fn start(demo: &Demo, mount: &str, name: &str) -> JoinHandle<Answer> {
    let (demo, path, body) = (demo.clone(), format!("/{mount}{CREATE}"), new(name));
    tokio::spawn(async move { demo.post(&path, body).await })
}

async fn hold(demo: &Demo, mount: &str, more: Value) {
    let mut fault = json!({"fault": "hold", "method": "POST", "path_prefix": CREATE});
    fault.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    demo.fault(mount, fault).await;
}

#[tokio::test]
async fn a_held_creation_is_stored_and_answered_when_it_is_released() {
    let demo = Demo::new("k");
    for mount in ["v1", "v2", "whatsapp"] {
        hold(&demo, mount, json!({})).await;
        let creation = start(&demo, mount, "late");
        demo.until_held(mount, 1).await;
        let held = demo.get(&format!("/__demo/held?mount={mount}")).await;
        assert_eq!((&held[0]["method"], &held[0]["path"]), (&json!("POST"), &json!(CREATE)));
        assert!(!demo.exists(mount, "late").await);
        let log = demo.get(&format!("/__demo/requests?mount={mount}")).await;
        assert_eq!((&log[0]["fault"], &log[0]["status"]), (&json!("hold"), &Value::Null));
        assert_eq!(demo.release(mount).await, 1);
        assert!(demo.exists(mount, "late").await, "{mount}: the release waits for the work");
        assert_eq!(creation.await.unwrap().status, 201);
        assert_eq!(demo.release(mount).await, 0);
    }
}

#[tokio::test]
async fn a_held_creation_can_be_cut_or_answered_by_a_reverse_proxy_at_once() {
    let demo = Demo::new("k");
    hold(&demo, "v2", json!({"answer": "cut", "times": 1})).await;
    assert!(demo.post("/v2/instance/create", new("cut")).await.is_cut);
    hold(&demo, "v2", json!({"answer": "html", "times": 1})).await;
    let page = demo.post("/v2/instance/create", new("page")).await;
    assert_eq!((page.status, page.text.starts_with("<!doctype html>")), (504, true));
    assert!(!demo.exists("v2", "cut").await && !demo.exists("v2", "page").await);
    assert_eq!(demo.release("v2").await, 2);
    assert!(demo.exists("v2", "cut").await && demo.exists("v2", "page").await);
}

#[tokio::test]
async fn a_held_creation_can_end_by_itself() {
    let demo = Demo::new("k");
    hold(&demo, "v2", json!({"ms": 1})).await;
    assert_eq!(demo.post("/v2/instance/create", new("timed")).await.status, 201);
    assert_eq!(demo.get("/__demo/held?mount=v2").await, json!([]));
}

#[tokio::test]
async fn one_held_call_can_be_released_alone() {
    let demo = Demo::new("k");
    hold(&demo, "v2", json!({"answer": "cut"})).await;
    demo.post("/v2/instance/create", new("first")).await;
    demo.post("/v2/instance/create", new("second")).await;
    let id = demo.get("/__demo/held?mount=v2").await[1]["id"].clone();
    demo.control("/__demo/release", &json!({"mount": "v2", "id": id})).await;
    assert!(!demo.exists("v2", "first").await && demo.exists("v2", "second").await);
}

#[tokio::test]
async fn a_reset_discards_held_calls() {
    let demo = Demo::new("k");
    hold(&demo, "v2", json!({})).await;
    let creation = start(&demo, "v2", "old");
    demo.until_held("v2", 1).await;
    demo.control("/__demo/reset", &json!({"mount": "v2"})).await;
    assert!(creation.await.unwrap().is_cut);
    assert!(!demo.exists("v2", "old").await);
}

#[tokio::test]
async fn two_held_creations_of_one_name_destroy_each_other_on_2x() {
    let demo = Demo::new("k");
    demo.options("v2", json!({"delete_ms": 0})).await;
    hold(&demo, "v2", json!({})).await;
    let first = start(&demo, "v2", "twice");
    demo.until_held("v2", 1).await;
    let second = start(&demo, "v2", "twice");
    demo.until_held("v2", 2).await;
    assert_eq!(demo.release("v2").await, 2);
    assert_eq!(first.await.unwrap().status, 201);
    let second = second.await.unwrap();
    assert_eq!(second.status, 400);
    assert!(second.text.contains("Foreign key constraint"), "{}", second.text);
    assert!(!demo.exists("v2", "twice").await);
    assert_eq!(demo.get("/v2/instance/fetchInstances").await, json!([]));
}

#[tokio::test]
async fn a_second_try_is_destroyed_by_the_first_one_that_is_stored_later() {
    let demo = Demo::new("k");
    demo.options("v2", json!({"delete_ms": 0})).await;
    hold(&demo, "v2", json!({"answer": "cut", "times": 1})).await;
    demo.post("/v2/instance/create", new("again")).await;
    demo.create("v2", new("again")).await;
    assert!(demo.exists("v2", "again").await);
    demo.release("v2").await;
    assert!(!demo.exists("v2", "again").await);
}

#[tokio::test]
async fn a_second_creation_that_arrives_after_the_first_is_stored_is_refused() {
    let demo = Demo::new("k");
    hold(&demo, "v2", json!({"answer": "cut", "times": 1})).await;
    demo.post("/v2/instance/create", new("one")).await;
    demo.release("v2").await;
    assert_eq!(demo.post("/v2/instance/create", new("one")).await.status, 403);
    assert!(demo.exists("v2", "one").await);
}

#[tokio::test]
async fn two_held_creations_of_one_name_keep_the_first_on_1x() {
    let demo = Demo::new("k");
    hold(&demo, "v1", json!({})).await;
    let first = start(&demo, "v1", "twice");
    demo.until_held("v1", 1).await;
    let second = start(&demo, "v1", "twice");
    demo.until_held("v1", 2).await;
    demo.release("v1").await;
    assert_eq!((first.await.unwrap().status, second.await.unwrap().status), (201, 403));
    assert!(demo.exists("v1", "twice").await);
}

#[tokio::test]
async fn a_creation_with_a_wrong_key_destroys_nothing() {
    let demo = Demo::new("k");
    demo.options("v2", json!({"race_ms": 60_000})).await;
    demo.create("v2", new("kept")).await;
    let answer = demo.call_as("wrong", "POST", "/v2/instance/create", &new("kept")).await;
    assert_eq!(answer.status, 403);
    assert!(demo.exists("v2", "kept").await);
}

#[tokio::test]
async fn an_instance_can_vanish_after_a_success() {
    let demo = Demo::new("k");
    for mount in ["v1", "v2", "whatsapp"] {
        demo.fault(mount, json!({"fault": "vanish", "path_prefix": CREATE, "times": 1})).await;
        demo.create(mount, new("gone")).await;
        assert!(!demo.exists(mount, "gone").await, "{mount}");
        // Its name is free again.
        demo.create(mount, new("gone")).await;
        assert!(demo.exists(mount, "gone").await, "{mount}");
        let path = format!("/__demo/instances?mount={mount}&instance=gone");
        assert_eq!(demo.call("DELETE", &path, &Value::Null).await.status, 200);
        assert!(!demo.exists(mount, "gone").await, "{mount}");
        assert_eq!(demo.call("DELETE", &path, &Value::Null).await.status, 404);
    }
}
