//! The conversations that a bot leads, and what an operator does to them.

use std::collections::HashSet;

use serde_json::Value;

use crate::domain::bots::BotKind;
use crate::domain::http::json_print;
use crate::domain::http::request::{HttpCall, Method, path};
use crate::domain::reply::decode;
use crate::domain::reply::decode::FindReply;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::encode::insert;
use crate::domain::servers::server::Server;

pub const TIME_LIMIT_MS: u32 = 20_000;

/// One conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BotSession {
    /// Unique among the bot's
    pub id: String,
    pub jid: String,
    /// As the contact calls itself
    pub name: Option<String>,
    /// `None` for a state that the panel does not know
    pub status: Option<SessionStatus>,
    /// As the server wrote it
    pub updated_at: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionStatus {
    Opened,
    Paused,
    Closed,
}

impl SessionStatus {
    /// As the API spells it; also the end of the key of its name.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Paused => "paused",
            Self::Closed => "closed",
        }
    }

    fn named(id: &str) -> Option<Self> {
        [Self::Opened, Self::Paused, Self::Closed].into_iter().find(|status| status.id() == id)
    }
}

/// What can be done to the conversations with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionAction {
    Open,
    Pause,
    /// The server deletes what it closes, unless the default settings keep it open
    Close,
    Delete,
}

impl SessionAction {
    pub const ALL: [Self; 4] = [Self::Open, Self::Pause, Self::Close, Self::Delete];

    /// The end of the key of its name.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Pause => "pause",
            Self::Close => "close",
            Self::Delete => "delete",
        }
    }

    const fn sent(self) -> &'static str {
        match self {
            Self::Open => "opened",
            Self::Pause => "paused",
            Self::Close => "closed",
            Self::Delete => "delete",
        }
    }

    /// Whether it would change anything.
    #[must_use]
    pub fn is_offered(self, status: Option<SessionStatus>) -> bool {
        status.is_none_or(|status| status.id() != self.sent())
    }

    /// Whether it reaches every bot that talks with the number, also those of other instances.
    #[must_use]
    pub const fn is_far_reaching(self) -> bool {
        matches!(self, Self::Close | Self::Delete)
    }

    /// What the list that was read afterwards shows. The answer alone proves nothing: it is the same for
    /// a number that no bot talks to.
    #[must_use]
    pub fn outcome(self, jid: &str, now: &SessionList) -> SessionOutcome {
        let mut meant = now.sessions.iter().filter(|session| session.jid == jid).peekable();
        let is_done = match meant.peek() {
            None if !now.is_complete => return SessionOutcome::Unproven,
            None => self.is_far_reaching(),
            Some(_) => meant.all(|it| it.status.is_some_and(|status| status.id() == self.sent())),
        };
        if is_done { SessionOutcome::Done } else { SessionOutcome::NotDone }
    }
}

/// What became of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionOutcome {
    Done,
    NotDone,
    /// The list does not have the number, and may lack conversations
    Unproven,
}

/// The conversations as they were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionList {
    /// Each has an id of its own
    pub sessions: Vec<BotSession>,
    /// The answer was a list, and every row of it is a conversation: what is not in it is not there
    pub is_complete: bool,
}

/// `GET /{kind}/fetchSessions/{bot}/{name}`
#[must_use]
pub fn list_call(server: &Server, kind: &BotKind, bot: &str, name: &str) -> HttpCall {
    let route = path(&format!("/{}/fetchSessions", kind.bots.id()), bot);
    HttpCall::new(Method::Get, &server.base_url, &path(&route, name), &server.key)
}

/// `POST /{kind}/changeStatus/{name}`
#[must_use]
pub fn change_call(
    server: &Server,
    kind: &BotKind,
    name: &str,
    jid: &str,
    action: SessionAction,
) -> HttpCall {
    let mut body = serde_json::Map::new();
    insert(&mut body, "remoteJid", jid.into());
    insert(&mut body, "status", action.sent().into());
    let route = path(&format!("/{}/changeStatus", kind.bots.id()), name);
    HttpCall::new(Method::Post, &server.base_url, &route, &server.key)
        .with_body(json_print::text(&Value::Object(body)))
}

/// Reads the list. What is no conversation is left out, and the list then counts as incomplete.
///
/// # Errors
/// As [`decode::find_reply`].
pub fn read(status: u16, text: &str, dialect: Dialect) -> Result<SessionList, ApiError> {
    let rows = match decode::find_reply(status, text, dialect)? {
        FindReply::Rows(rows) => rows,
        FindReply::One(row) => vec![row],
        FindReply::EmptyBody | FindReply::Nothing => Vec::new(),
    };
    let mut ids = HashSet::new();
    let sessions: Vec<BotSession> =
        rows.iter().filter_map(session).filter(|session| ids.insert(session.id.clone())).collect();
    // `null`, `{}` and an empty body say nothing about what is there.
    let is_complete = text.trim_start().starts_with('[') && sessions.len() == rows.len();
    Ok(SessionList { sessions, is_complete })
}

fn session(row: &Value) -> Option<BotSession> {
    let text = |member: &str| row.get(member).and_then(Value::as_str).map(str::to_owned);
    Some(BotSession {
        id: decode::row_id(row)?,
        jid: text("remoteJid")?,
        name: text("pushName").filter(|name| !name.is_empty()),
        status: text("status").and_then(|status| SessionStatus::named(&status)),
        updated_at: text("updatedAt"),
    })
}
