//! A demo in this process, asked without a network.
#![allow(dead_code, reason = "each test file uses its own part of this")]

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request};
use demo_server::router::router;
use demo_server::state::app::{AppState, Defaults};
use serde_json::Value;
use tower::ServiceExt;

pub(crate) struct Demo {
    pub(crate) router: Router,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    /// The decoded JSON, or the text as it is.
    pub(crate) fn value(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| Value::from(self.text.as_str()))
    }
}

/// Quick: nothing is held, and a deleted name is free at once.
pub(crate) fn app(key: &str) -> Arc<AppState> {
    let base_url = "http://demo.test".to_owned();
    AppState::new(Defaults { key: key.to_owned(), qr_wait_ms: 0, base_url, state_file: None })
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
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        Answer { status: parts.status.as_u16(), headers: parts.headers, text }
    }

    pub(crate) async fn control(&self, path: &str, body: &Value) -> Answer {
        let answer = self.ask("POST", path, &[], &body.to_string()).await;
        assert!(answer.status < 300, "{path} {body}: {}", answer.text);
        answer
    }
}
