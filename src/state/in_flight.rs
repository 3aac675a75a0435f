//! The creation that is on its way, remembered for as long as its outcome is not known: a page that is
//! loaded anew in the middle can still look its name up. Never a key, and nothing of the form.

use serde_json::{Value, json};

use super::creation::Attempt;
use super::storage::Shelf;
use crate::domain::dialect::Dialect;
use crate::domain::server::Server;

const KEY: &str = "in_flight";

/// What is remembered of it.
#[derive(Clone, Debug, PartialEq)]
pub struct InFlight {
    pub name: String,
    server_id: u32,
    base_url: String,
    dialect: Dialect,
    /// Milliseconds since 1970
    pub started_at: f64,
}

impl InFlight {
    /// Remembers this attempt, in this tab alone.
    pub fn note(attempt: &Attempt) {
        let server = &attempt.server;
        let note = json!({
            "name": attempt.name(),
            "server": server.id,
            "baseUrl": server.base_url,
            "dialect": server.dialect.id(),
            "startedAt": attempt.started_at,
        });
        Shelf::Session.write(KEY, &note.to_string());
    }

    /// What is remembered; `None` when nothing is, or nothing that can be read.
    #[must_use]
    pub fn read() -> Option<Self> {
        let note: Value = serde_json::from_str(&Shelf::Session.read(KEY)?).ok()?;
        let text = |key: &str| note.get(key).and_then(Value::as_str);
        Some(Self {
            name: text("name")?.to_owned(),
            server_id: u32::try_from(note.get("server")?.as_u64()?).ok()?,
            base_url: text("baseUrl")?.to_owned(),
            dialect: Dialect::with_id(text("dialect")?)?,
            started_at: note.get("startedAt")?.as_f64()?,
        })
    }

    /// Its outcome is known, or nobody wants to know it any more.
    pub fn forget() {
        Shelf::Session.remove(KEY);
    }

    /// Whether it went to this server. An id may pass to another server, so the address counts too.
    #[must_use]
    pub fn is_of(&self, server: &Server) -> bool {
        self.server_id == server.id
            && self.base_url == server.base_url
            && self.dialect == server.dialect
    }
}
