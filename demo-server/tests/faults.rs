//! The faults over a real socket, as the other end of the connection sees them.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod common;

use std::net::SocketAddr;

use demo_server::http::listener::{self, KeepAlive};
use demo_server::router::router;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

async fn start() -> SocketAddr {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    tokio::spawn(listener::run(socket, router(common::app("k")), KeepAlive::No));
    address
}

/// Everything that arrives until the connection ends.
async fn raw(address: SocketAddr, method: &str, path: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: demo\r\norigin: http://panel\r\napikey: k\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut text = String::new();
    // A reset connection ends the text as well.
    let _ = stream.read_to_string(&mut text).await;
    text
}

async fn add_fault(address: SocketAddr, fault: Value) {
    let mut body = fault;
    body["mount"] = "v2".into();
    let answer = raw(address, "POST", "/__demo/faults", &body.to_string()).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

const NEW: &str = r#"{"instanceName":"a","integration":"WHATSAPP-BAILEYS"}"#;

async fn exists(address: SocketAddr) -> bool {
    raw(address, "GET", "/v2/instance/connectionState/a", "").await.starts_with("HTTP/1.1 200")
}

#[tokio::test]
async fn cut_before_does_nothing_and_answers_nothing() {
    let address = start().await;
    add_fault(address, json!({"fault": "cut_before", "times": 1, "method": "POST"})).await;
    assert!(raw(address, "OPTIONS", "/v2/instance/create", "").await.starts_with("HTTP/1.1 204"));
    assert_eq!(raw(address, "POST", "/v2/instance/create", NEW).await, "");
    assert!(!exists(address).await);
    assert!(raw(address, "POST", "/v2/instance/create", NEW).await.starts_with("HTTP/1.1 201"));
}

#[tokio::test]
async fn cut_after_does_the_work_and_answers_nothing() {
    let address = start().await;
    add_fault(address, json!({"fault": "cut_after", "path_prefix": "/instance/create"})).await;
    assert_eq!(raw(address, "POST", "/v2/instance/create", NEW).await, "");
    assert!(exists(address).await);
}

#[tokio::test]
async fn cut_body_sends_half_of_the_body() {
    let address = start().await;
    add_fault(address, json!({"fault": "cut_body"})).await;
    let text = raw(address, "GET", "/v2/", "").await;
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    assert_eq!(length.parse::<usize>().unwrap() / 2, body.len());
}

#[tokio::test]
async fn some_faults_replace_the_answer() {
    let address = start().await;
    for (fault, status, part) in [
        ("status401", 401, "Unauthorized"),
        ("status500", 500, "\"status\":500"),
        ("license503", 503, "LICENSE_REQUIRED"),
        ("too_large413", 413, "Payload Too Large"),
        ("rate429", 429, "retry-after: 1"),
        ("html", 200, "<!doctype html>"),
        ("empty", 200, "content-length: 0"),
        ("cors_refused", 500, "Not allowed by CORS"),
    ] {
        add_fault(address, json!({"fault": fault, "times": 1})).await;
        let text = raw(address, "GET", "/v2/instance/fetchInstances", "").await;
        assert!(text.starts_with(&format!("HTTP/1.1 {status}")), "{fault}: {text}");
        assert!(text.contains(part), "{fault}: {text}");
        let open = text.contains("access-control-allow-origin: http://panel");
        assert_eq!(open, fault != "cors_refused", "{fault}: {text}");
    }
}

#[tokio::test]
async fn a_fault_can_have_a_status_no_cors_headers_and_a_count() {
    let address = start().await;
    add_fault(address, json!({"fault": "html", "status": 502, "cors": false, "times": 1})).await;
    let text = raw(address, "GET", "/v2/", "").await;
    assert!(text.starts_with("HTTP/1.1 502") && !text.contains("access-control"), "{text}");
    add_fault(address, json!({"fault": "bad_json", "times": 1})).await;
    let text = raw(address, "GET", "/v2/", "").await;
    assert!(serde_json::from_str::<Value>(text.split("\r\n\r\n").nth(1).unwrap()).is_err());
    add_fault(address, json!({"fault": "cors_refused", "method": "POST", "times": 1})).await;
    let asked = "/v2/instance/create";
    assert!(raw(address, "GET", "/v2/", "").await.starts_with("HTTP/1.1 200"));
    assert!(raw(address, "POST", asked, NEW).await.starts_with("HTTP/1.1 500"));
    assert!(!exists(address).await);
}

#[tokio::test]
async fn the_work_goes_on_when_the_caller_disconnects() {
    let address = start().await;
    add_fault(address, json!({"fault": "latency", "ms": 50, "times": 1, "method": "POST"})).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "POST /v2/instance/create HTTP/1.1\r\nhost: demo\r\napikey: k\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{NEW}",
        NEW.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    // Disconnect only after the request has arrived.
    while !raw(address, "GET", "/__demo/requests?mount=v2", "").await.contains("/instance/create") {
        tokio::task::yield_now().await;
    }
    drop(stream);
    while !exists(address).await {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn two_creations_of_one_name_at_once_destroy_each_other() {
    let address = start().await;
    let options = json!({"mount": "v2", "race_ms": 60_000, "delete_ms": 0}).to_string();
    raw(address, "POST", "/__demo/options", &options).await;
    assert!(raw(address, "POST", "/v2/instance/create", NEW).await.starts_with("HTTP/1.1 201"));
    let second = raw(address, "POST", "/v2/instance/create", NEW).await;
    assert!(
        second.starts_with("HTTP/1.1 400") && second.contains("Foreign key constraint"),
        "{second}"
    );
    assert!(!exists(address).await);
    // With more time between them, the second one is refused and the first one stays.
    let options = json!({"mount": "v2", "race_ms": 0}).to_string();
    raw(address, "POST", "/__demo/options", &options).await;
    assert!(raw(address, "POST", "/v2/instance/create", NEW).await.starts_with("HTTP/1.1 201"));
    assert!(raw(address, "POST", "/v2/instance/create", NEW).await.starts_with("HTTP/1.1 403"));
    assert!(exists(address).await);
}
