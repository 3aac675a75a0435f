//! The note of a creation whose outcome is not known yet, or that left something behind: a page that
//! is reloaded in the middle can still look its name up, and compare what is stored with what was
//! asked for. It holds no key and no other secret.

use serde_json::{Value, json};

use crate::domain::creation::asked;
use crate::domain::creation::attempt::Attempt;
use crate::domain::creation::outcome::CreationOutcome;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::servers::server::Server;

/// How many are kept; the oldest goes first.
const MOST: usize = 100;

/// One creation.
#[derive(Clone, Debug, PartialEq)]
pub struct InFlight {
    pub name: String,
    pub server_id: u32,
    pub base_url: String,
    dialect: Dialect,
    /// When it was sent, in milliseconds since 1970 by the clock of this device
    pub started_at: f64,
    pub outcome: CreationOutcome,
    /// The request may still be at work on the server, although nobody waits for its answer
    pub may_arrive: bool,
    /// The operator closed its notice: it is not shown again after a reload
    pub is_dismissed: bool,
    asked: Value,
}

impl InFlight {
    /// Of an attempt that is being sent.
    #[must_use]
    pub fn of(attempt: &Attempt) -> Self {
        let server = &attempt.server;
        Self {
            name: attempt.name().to_owned(),
            server_id: server.id,
            base_url: server.base_url.clone(),
            dialect: server.dialect,
            started_at: attempt.started_at,
            outcome: CreationOutcome::Unknown,
            may_arrive: true,
            is_dismissed: false,
            asked: asked::write(&attempt.drafts),
        }
    }

    /// What was asked for, without its secrets.
    #[must_use]
    pub fn drafts(&self) -> Drafts {
        let mut drafts = asked::read(&self.asked);
        drafts.set(Field::InstanceName, Draft::text(self.name.clone()));
        drafts
    }

    /// Only its name stays known.
    pub fn forget_request(&mut self) {
        self.asked = Value::Null;
    }

    /// Whether it went to this server. An id may pass to another server, so the address counts too.
    #[must_use]
    pub fn is_of(&self, server: &Server) -> bool {
        self.server_id == server.id
            && self.base_url == server.base_url
            && self.dialect == server.dialect
    }

    /// Whether it is about this name on this server.
    #[must_use]
    pub fn is_about(&self, server: &Server, name: &str) -> bool {
        self.name == name && self.is_of(server)
    }

    /// Whether both are about the same name on the same server.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.name == other.name
            && self.server_id == other.server_id
            && self.base_url == other.base_url
            && self.dialect == other.dialect
    }

    /// Reads a stored list, the newest last, as far as it can be read.
    #[must_use]
    pub fn read_list(stored: Option<&str>) -> Vec<Self> {
        let stored = stored.and_then(|text| serde_json::from_str(text).ok());
        let Some(Value::Array(notes)) = stored else { return Vec::new() };
        notes.iter().filter_map(Self::of_json).collect()
    }

    /// The text of a list to be stored; `None` where there is nothing to store.
    #[must_use]
    pub fn write_list(notes: &[Self]) -> Option<String> {
        let surplus = notes.len().saturating_sub(MOST);
        let notes: Vec<Value> = notes[surplus..].iter().map(Self::to_json).collect();
        (!notes.is_empty()).then(|| Value::Array(notes).to_string())
    }

    fn to_json(&self) -> Value {
        json!({
            "name": self.name,
            "server": self.server_id,
            "baseUrl": self.base_url,
            "dialect": self.dialect.id(),
            "startedAt": whole(self.started_at),
            "outcome": self.outcome.id(),
            "mayArrive": self.may_arrive,
            "isDismissed": self.is_dismissed,
            "asked": self.asked,
        })
    }

    fn of_json(note: &Value) -> Option<Self> {
        let text = |key: &str| note.get(key).and_then(Value::as_str);
        let flag = |key: &str| note.get(key).and_then(Value::as_bool);
        Some(Self {
            name: text("name")?.to_owned(),
            server_id: u32::try_from(note.get("server")?.as_u64()?).ok()?,
            base_url: text("baseUrl")?.to_owned(),
            dialect: Dialect::with_id(text("dialect")?)?,
            started_at: stamp(note.get("startedAt")?)?,
            outcome: CreationOutcome::with_id(text("outcome")?),
            may_arrive: flag("mayArrive").unwrap_or(true),
            is_dismissed: flag("isDismissed").unwrap_or(false),
            asked: note.get("asked").cloned().unwrap_or_default(),
        })
    }
}

/// A stamp has no fraction. The cast turns what is no time into zero.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
const fn whole(ms: f64) -> u64 {
    ms as u64
}

/// Reads a stamp, with a fraction as well, which an earlier release wrote. The number parser of the standard
/// library has a table of ten kilobytes.
#[allow(clippy::cast_precision_loss)]
fn stamp(value: &Value) -> Option<f64> {
    let Value::Number(number) = value else { return None };
    let whole: u64 = number.as_str().split('.').next()?.parse().ok()?;
    Some(whole as f64)
}
