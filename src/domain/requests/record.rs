//! What is kept of one call. Making a record copies no more than the beginning of a body and reads
//! none of it.

use crate::domain::http::answer::CallAnswer;
use crate::domain::http::request::{HttpCall, Method};
use crate::domain::http::secret::Secret;
use crate::domain::http::url::{UrlParts, is_below};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::servers::server::Server;

/// As much of an answer as is kept. A list can have millions of bytes.
pub const ANSWER_MOST: usize = 16 * 1024;
/// As much of a request's body as is kept: all of it, but for one that nobody types.
pub const REQUEST_MOST: usize = 64 * 1024;

/// The beginning of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    pub text: String,
    /// The bytes of the whole
    pub total: usize,
}

impl Excerpt {
    #[must_use]
    pub fn of(body: &str, most: usize) -> Self {
        let mut end = body.len().min(most);
        while !body.is_char_boundary(end) {
            end -= 1;
        }
        Self { text: body[..end].to_owned(), total: body.len() }
    }

    #[must_use]
    pub const fn is_cut(&self) -> bool {
        self.text.len() < self.total
    }
}

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallEnd {
    Answer {
        status: u16,
        body: Excerpt,
    },
    /// Something answered, of which the browser tells nothing: the question was only whether anything
    /// does
    Opaque,
    /// No answer, or one that was cut off behind its status
    Failure {
        case: Case,
        status: Option<u16>,
    },
}

/// A call that has ended.
#[derive(Clone, Debug, PartialEq)]
pub struct CallRecord {
    /// Rises with every call of the tab
    pub id: u32,
    /// When it began, in milliseconds since 1970
    pub began: f64,
    pub elapsed_ms: u32,
    pub method: Method,
    pub url: String,
    /// To mask it, and to send the call again
    pub key: Secret,
    pub body: Option<Excerpt>,
    pub end: CallEnd,
}

impl CallRecord {
    /// `ended` is when the call ended, in milliseconds since 1970.
    #[must_use]
    pub fn new(
        call: &HttpCall,
        outcome: Result<&CallAnswer, &ApiError>,
        elapsed_ms: u32,
        ended: f64,
    ) -> Self {
        let end = match outcome {
            Ok(answer) if answer.status == 0 => CallEnd::Opaque,
            Ok(answer) => CallEnd::Answer {
                status: answer.status,
                body: Excerpt::of(&answer.text, ANSWER_MOST),
            },
            Err(error) => CallEnd::Failure { case: error.case, status: error.status },
        };
        Self {
            id: 0,
            began: ended - f64::from(elapsed_ms),
            elapsed_ms,
            method: call.method,
            url: call.url.clone(),
            key: call.key.clone(),
            body: call.body.as_deref().map(|body| Excerpt::of(body, REQUEST_MOST)),
            end,
        }
    }

    /// The bytes that it takes, about.
    #[must_use]
    pub fn size(&self) -> usize {
        let body = self.body.as_ref().map_or(0, |body| body.text.len());
        let answer = match &self.end {
            CallEnd::Answer { body, .. } => body.text.len(),
            CallEnd::Opaque | CallEnd::Failure { .. } => 0,
        };
        size_of::<Self>() + self.url.len() + self.key.reveal().len() + body + answer
    }

    /// The status, where the server gave one.
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        match &self.end {
            CallEnd::Answer { status, .. } => Some(*status),
            CallEnd::Failure { status, .. } => *status,
            CallEnd::Opaque => None,
        }
    }

    /// Whether it did not do what it was sent for. Some routes of 1.x fail with a status of success
    /// and `"error": true`.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        match &self.end {
            CallEnd::Answer { status, body } => *status >= 400 || says_error(&body.text),
            CallEnd::Failure { .. } => true,
            CallEnd::Opaque => false,
        }
    }

    /// Whether it can be sent again without changing anything. To ask for a pairing code begins to
    /// connect, although the method is that of reading.
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        let path = UrlParts::read(&self.url).map_or("", |parts| parts.path);
        self.method == Method::Get && !path.contains("/instance/connect/")
    }

    /// Whether a server that the call went to still has its key, or an instance of that server has it
    /// as its token. What needs no key is free.
    #[must_use]
    pub fn is_key_held(
        &self,
        servers: &[Server],
        is_token: impl Fn(&Server, &Secret) -> bool,
    ) -> bool {
        let holds = |server: &Server| {
            is_below(&self.url, &server.base_url)
                && (server.key == self.key || is_token(server, &self.key))
        };
        self.key.is_empty() || servers.iter().any(holds)
    }

    /// The call, to be sent once more.
    #[must_use]
    pub fn call(&self) -> HttpCall {
        HttpCall { method: self.method, url: self.url.clone(), key: self.key.clone(), body: None }
    }

    /// Whether something in it may be secret.
    #[must_use]
    pub fn may_hold_secret(&self) -> bool {
        !self.key.is_empty() || self.body.is_some()
    }
}

/// Only what looks like it is parsed: a list of instances is no such answer.
fn says_error(text: &str) -> bool {
    text.contains("\"error\"")
        && serde_json::from_str::<serde_json::Value>(text)
            .is_ok_and(|answer| answer["error"] == serde_json::Value::Bool(true))
}
