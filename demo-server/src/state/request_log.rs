//! The requests that a mount received, for tests to read.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::request::Parts;
use serde::Serialize;

use crate::state::kind::ServerKind;
use crate::values::clock;

/// A demo that runs for days must not use ever more memory.
const MOST_ENTRIES: usize = 5_000;
static NEXT_ID: AtomicU64 = AtomicU64::new(1);

/// One request as it arrived, and how it was answered.
#[derive(Clone, Debug, Serialize)]
pub struct LoggedRequest {
    pub id: u64,
    pub at: u64,
    pub mount: ServerKind,
    pub method: String,
    /// With the query, without the mount's prefix.
    pub path: String,
    pub headers: BTreeMap<String, String>,
    /// Byte for byte, as far as it is UTF-8.
    pub body: String,
    /// `null` until it is answered, and for ever when the connection was cut.
    pub status: Option<u16>,
    pub fault: Option<&'static str>,
}

#[derive(Debug, Default)]
pub struct RequestLog {
    entries: Vec<LoggedRequest>,
}

impl RequestLog {
    /// Adds a request and returns its id.
    pub fn add(
        &mut self,
        mount: ServerKind,
        path: &str,
        parts: &Parts,
        body: &[u8],
        fault: Option<&'static str>,
    ) -> u64 {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let query = parts.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        let id = NEXT_ID.fetch_add(1, Ordering::Relaxed);
        if self.entries.len() >= MOST_ENTRIES {
            self.entries.remove(0);
        }
        self.entries.push(LoggedRequest {
            id,
            at: clock::now_ms(),
            mount,
            method: parts.method.to_string(),
            path: format!("{path}{query}"),
            headers: parts
                .headers
                .iter()
                .map(|(name, value)| (name.to_string(), text(value.as_bytes())))
                .collect(),
            body: text(body),
            status: None,
            fault,
        });
        id
    }

    #[must_use]
    pub fn contains(&self, id: u64) -> bool {
        self.entries.iter().any(|entry| entry.id == id)
    }

    pub fn set_status(&mut self, id: u64, status: u16) {
        if let Some(entry) = self.entries.iter_mut().rev().find(|entry| entry.id == id) {
            entry.status = Some(status);
        }
    }

    #[must_use]
    pub fn entries(&self) -> &[LoggedRequest] {
        &self.entries
    }
}
