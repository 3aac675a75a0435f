//! Which calls of the log are shown.

use std::fmt::Write;

use percent_encoding::percent_decode_str;

use crate::domain::http::url::{Origin, is_below};
use crate::domain::requests::record::CallRecord;
use crate::domain::schema::search::folded;
use crate::domain::servers::server::Server;

/// Where a call went.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CallPlace {
    /// A server of the operator, by its id
    Server(u32),
    /// Anywhere else: a server that was removed, or one that was only tested
    Other(String),
}

impl CallPlace {
    /// The place of an address, and its path behind that. Where one server's address begins like
    /// another's, the longer one is meant.
    #[must_use]
    pub fn of<'a>(url: &'a str, servers: &[Server]) -> (Self, &'a str) {
        let known = servers
            .iter()
            .filter(|server| is_below(url, &server.base_url))
            .max_by_key(|server| server.base_url.len());
        if let Some(server) = known {
            return (Self::Server(server.id), &url[server.base_url.len()..]);
        }
        let origin = Origin::of(url).map(|origin| origin.to_string()).unwrap_or_default();
        let path = url.split_once("://").and_then(|(_, rest)| {
            let at = rest.find('/')?;
            rest.get(at..)
        });
        (Self::Other(origin), path.unwrap_or("/"))
    }
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogFilter {
    pub text: String,
    pub place: Option<CallPlace>,
    pub failed_only: bool,
}

impl LogFilter {
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        !self.text.trim().is_empty() || self.place.is_some() || self.failed_only
    }

    /// Whether a call is shown. `words` are what its row says in addition to method, path and status.
    #[must_use]
    pub fn shows(&self, record: &CallRecord, servers: &[Server], words: &str) -> bool {
        let (place, path) = CallPlace::of(&record.url, servers);
        if self.failed_only && !record.has_failed()
            || self.place.as_ref().is_some_and(|wanted| *wanted != place)
        {
            return false;
        }
        if self.text.trim().is_empty() {
            return true;
        }
        // A name is searched as it is written, not as an address writes it.
        let path = percent_decode_str(path).decode_utf8_lossy();
        let mut row = format!("{} {path} {words}", record.method.name());
        if let Some(status) = record.status() {
            // Writing to a text cannot fail.
            let _ = write!(row, " {status}");
        }
        let row = folded(&row);
        self.text.split_whitespace().all(|piece| row.contains(folded(piece).trim()))
    }
}
