//! A demo in this process, called without a network.
#![allow(dead_code, reason = "each test file uses its own part of this")]

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request};
use demo_server::http::listener::ConnectionCut;
use demo_server::router::router;
use demo_server::state::app::{AppState, Defaults};
use serde_json::{Value, json};
use tower::ServiceExt;

#[derive(Clone)]
pub(crate) struct Demo {
    pub(crate) router: Router,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    /// Over a network, nothing would arrive.
    pub(crate) is_cut: bool,
}

impl Answer {
    /// The decoded JSON, or the text as it is.
    pub(crate) fn value(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| Value::from(self.text.as_str()))
    }

    /// The message of an error.
    pub(crate) fn message(&self) -> Value {
        self.value()["response"]["message"].clone()
    }
}

/// Fast: no answer is delayed.
pub(crate) fn app(key: &str) -> Arc<AppState> {
    let base_url = "http://demo.test".to_owned();
    AppState::new(Defaults {
        key: key.to_owned(),
        qr_wait_ms: 0,
        instances: 0,
        state_change_ms: 0,
        base_url,
        state_file: None,
    })
    .unwrap()
}

impl Demo {
    pub(crate) fn new(key: &str) -> Self {
        Self { router: router(app(key)) }
    }

    pub(crate) async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(String, String)],
        body: &str,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let is_cut = response.extensions().get::<ConnectionCut>().is_some();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        Answer { status: parts.status.as_u16(), headers: parts.headers, text, is_cut }
    }

    /// A call with a key and a JSON body; `null` is no body.
    pub(crate) async fn call_as(
        &self,
        key: &str,
        method: &str,
        path: &str,
        body: &Value,
    ) -> Answer {
        let headers = [("apikey", key), ("content-type", "application/json")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.ask(method, path, &headers, &body).await
    }

    /// A call with the global key `k`.
    pub(crate) async fn call(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.call_as("k", method, path, body).await
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        self.call("GET", path, &Value::Null).await.value()
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.call("POST", path, &body).await
    }

    /// A creation that must succeed.
    pub(crate) async fn create(&self, mount: &str, body: Value) -> Value {
        let answer = self.post(&format!("/{mount}/instance/create"), body).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer.value()
    }

    pub(crate) async fn exists(&self, mount: &str, name: &str) -> bool {
        let path = format!("/{mount}/instance/connectionState/{name}");
        self.call("GET", &path, &Value::Null).await.status == 200
    }

    /// A call of the control API that must succeed.
    pub(crate) async fn control(&self, path: &str, body: &Value) -> Answer {
        let answer = self.ask("POST", path, &[], &body.to_string()).await;
        assert!(answer.status < 300, "{path} {body}: {}", answer.text);
        answer
    }

    pub(crate) async fn options(&self, mount: &str, mut options: Value) {
        options["mount"] = mount.into();
        self.control("/__demo/options", &options).await;
    }

    pub(crate) async fn fault(&self, mount: &str, mut fault: Value) {
        fault["mount"] = mount.into();
        self.control("/__demo/faults", &fault).await;
    }

    /// Creates or changes instances past the server.
    pub(crate) async fn seed(&self, mount: &str, mut seed: Value) {
        seed["mount"] = mount.into();
        self.control("/__demo/instances", &seed).await;
    }

    /// Waits until this many calls are held.
    pub(crate) async fn until_held(&self, mount: &str, count: usize) {
        let path = format!("/__demo/held?mount={mount}");
        while self.get(&path).await.as_array().map(Vec::len) != Some(count) {
            tokio::task::yield_now().await;
        }
    }

    /// Releases all held calls and returns how many there were.
    pub(crate) async fn release(&self, mount: &str) -> Value {
        let answer = self.control("/__demo/release", &json!({"mount": mount})).await;
        answer.value()["released"].clone()
    }
}
