//! The creations whose outcome is not known yet, or that left something behind: a page that is
//! loaded anew in the middle can still look their names up. Never a key, and nothing of the form.

use serde_json::{Value, json};

use crate::domain::creation::outcome::CreationOutcome;
use crate::domain::schema::dialect::Dialect;
use crate::domain::servers::server::Server;
use crate::platform::storage::StorageScope;
use crate::state::creation::attempt::Attempt;

const KEY: &str = "in_flight";
/// How many are remembered; the oldest goes first.
const MOST: usize = 8;

/// What is remembered of one.
#[derive(Clone, Debug, PartialEq)]
pub struct InFlight {
    pub name: String,
    server_id: u32,
    base_url: String,
    dialect: Dialect,
    /// Milliseconds since 1970
    pub started_at: f64,
    pub aftermath: CreationOutcome,
}

impl InFlight {
    /// Remembers this attempt, in this tab alone, in the place of an earlier one of its name.
    pub fn note(attempt: &Attempt, aftermath: CreationOutcome) {
        let server = &attempt.server;
        let note = Self {
            name: attempt.name().to_owned(),
            server_id: server.id,
            base_url: server.base_url.clone(),
            dialect: server.dialect,
            started_at: attempt.started_at,
            aftermath,
        };
        let mut notes = Self::read();
        notes.retain(|old| !old.is_about(server, &note.name));
        notes.push(note);
        let surplus = notes.len().saturating_sub(MOST);
        Self::write(&notes[surplus..]);
    }

    /// What is remembered, the newest last, as far as it can be read.
    #[must_use]
    pub fn read() -> Vec<Self> {
        let stored =
            StorageScope::Session.read(KEY).and_then(|text| serde_json::from_str(&text).ok());
        let Some(Value::Array(notes)) = stored else { return Vec::new() };
        notes.iter().filter_map(Self::of_json).collect()
    }

    /// What is remembered of this name on this server.
    #[must_use]
    pub fn of(server: &Server, name: &str) -> Option<Self> {
        Self::read().into_iter().find(|note| note.is_about(server, name))
    }

    /// Its outcome is known, or nobody wants to know it any more.
    pub fn forget(server: &Server, name: &str) {
        Self::keep(|note| !note.is_about(server, name));
    }

    /// Forgets all others.
    pub fn keep(is_kept: impl Fn(&Self) -> bool) {
        let mut notes = Self::read();
        notes.retain(|note| is_kept(note));
        Self::write(&notes);
    }

    /// Whether it went to this server. An id may pass to another server, so the address counts too.
    #[must_use]
    pub fn is_of(&self, server: &Server) -> bool {
        self.server_id == server.id
            && self.base_url == server.base_url
            && self.dialect == server.dialect
    }

    fn is_about(&self, server: &Server, name: &str) -> bool {
        self.name == name && self.is_of(server)
    }

    fn write(notes: &[Self]) {
        if notes.is_empty() {
            return StorageScope::Session.remove(KEY);
        }
        let notes: Value = notes.iter().map(Self::to_json).collect();
        StorageScope::Session.write(KEY, &notes.to_string());
    }

    fn to_json(&self) -> Value {
        json!({
            "name": self.name,
            "server": self.server_id,
            "baseUrl": self.base_url,
            "dialect": self.dialect.id(),
            "startedAt": self.started_at,
            "aftermath": self.aftermath.id(),
        })
    }

    fn of_json(note: &Value) -> Option<Self> {
        let text = |key: &str| note.get(key).and_then(Value::as_str);
        Some(Self {
            name: text("name")?.to_owned(),
            server_id: u32::try_from(note.get("server")?.as_u64()?).ok()?,
            base_url: text("baseUrl")?.to_owned(),
            dialect: Dialect::with_id(text("dialect")?)?,
            started_at: note.get("startedAt")?.as_f64()?,
            aftermath: CreationOutcome::with_id(text("aftermath")?),
        })
    }
}
