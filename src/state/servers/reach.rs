//! Whether the server in use answers, and how old that knowledge is.

use leptos::prelude::*;

use crate::domain::diagnostics::ConnectionCheck;
use crate::domain::diagnostics::findings::Finding;
use crate::domain::http::request::HttpCall;
use crate::domain::http::url::is_below;
use crate::domain::servers::server::Server;
use crate::platform::clock::Stopwatch;
use crate::platform::origin::is_offline;
use crate::state::servers::Servers;

/// After this time a status is asked for again.
pub const FRESH_MS: u32 = 60_000;
/// How long a status counts as new for somebody who comes back to the page.
pub const JUST_ASKED_MS: u32 = 10_000;

/// What is known of a server's reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Unknown,
    Testing,
    Reachable,
    /// It answers, and not to the key that it was given
    Refused,
    Failed,
    /// This device has no network, which says nothing of the server
    Offline,
}

impl Reach {
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Testing => "testing",
            Self::Reachable => "reachable",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Offline => "offline",
        }
    }
}

impl Servers {
    /// Another server is in use now.
    pub(super) fn forget_reach(&self) {
        self.reach.set(Reach::Unknown);
        self.seen.set(None);
    }

    /// Whether this is the server in use, and still at this address.
    #[must_use]
    pub fn is_current(&self, id: u32, base_url: &str) -> bool {
        let is_it = |now: &Server| now.id == id && now.base_url == base_url;
        self.current.with_untracked(|now| now.as_ref().is_some_and(is_it))
    }

    /// Whether the status of the server in use is older than this. While an answer is awaited it has no
    /// age.
    #[must_use]
    pub fn is_older_than(&self, ms: u32) -> bool {
        let age = self.asked.with_untracked(|asked| asked.map(Stopwatch::elapsed_with_sleep_ms));
        age.is_some_and(|age| age >= ms)
    }

    /// The status is asked for. Returns the number of this greeting.
    pub(crate) fn begin_greeting(&self) -> u32 {
        self.asked.set(None);
        self.greetings.update_value(|count| *count += 1);
        self.greetings.get_value()
    }

    /// The greeting of this number has ended; whether it is the newest one.
    pub(crate) fn end_greeting(&self, turn: u32) -> bool {
        let is_newest = self.greetings.get_value() == turn;
        if is_newest {
            self.asked.set(Some(Stopwatch::start()));
        }
        is_newest
    }

    /// What a check tells of the server in use. What is known of its key stays known.
    pub(crate) fn note_reach(&self, check: &ConnectionCheck) {
        let is_offline =
            check.results.iter().any(|told| told.finding == Finding::ReachOffline) || is_offline();
        let is_readable = check.is_readable();
        if is_readable {
            self.seen.set(Some(Stopwatch::start()));
        }
        self.reach.set(match self.reach.get_untracked() {
            Reach::Refused if is_readable => Reach::Refused,
            _ if is_readable => Reach::Reachable,
            _ if is_offline => Reach::Offline,
            _ => Reach::Failed,
        });
    }

    /// What an answer tells of the key of the server in use, whichever call it was to.
    pub(crate) fn note_answer(&self, call: &HttpCall, status: u16) {
        let is_about = |server: &Server| {
            !call.key.is_empty() && server.key == call.key && is_below(&call.url, &server.base_url)
        };
        if !self.current.with_untracked(|now| now.as_ref().is_some_and(is_about)) {
            return;
        }
        self.seen.set(Some(Stopwatch::start()));
        match (status, self.reach.get_untracked()) {
            (401, _) => self.reach.set(Reach::Refused),
            (200..300, Reach::Refused) => self.reach.set(Reach::Reachable),
            _ => {}
        }
    }

    /// The server in use is known to refuse its key.
    pub(crate) fn note_refused_key(&self) {
        self.reach.set(Reach::Refused);
    }

    /// Keeps what a server told of itself, unless it was edited meanwhile.
    pub fn note_version(&self, id: u32, base_url: &str, version: &str) {
        let is_news = |server: &Server| {
            server.id == id
                && server.base_url == base_url
                && server.version.as_deref() != Some(version)
        };
        if self.list.with_untracked(|list| list.iter().any(is_news)) {
            self.list.update(|list| {
                for server in list.iter_mut().filter(|server| is_news(server)) {
                    server.version = Some(version.to_owned());
                }
            });
            self.store();
        }
    }
}
