//! Replies: status, body, and how long the answer is delayed. All servers use the same error
//! object, but its `message` has three formats: a text, a list of texts, and a list in a list.

use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq)]
pub enum ReplyBody {
    Json(Value),
    /// JSON that is written already: a list of thousands of rows would be slow as a value.
    Text(String),
    /// No body, although the content type is JSON.
    Empty,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    pub status: u16,
    pub body: ReplyBody,
    pub delay: Duration,
}

/// A check that fails returns the reply of that failure, so that `?` ends the request.
pub type ApiResult<T = Reply> = Result<T, Reply>;

impl Reply {
    #[must_use]
    pub fn json(status: u16, body: Value) -> Self {
        Self { status, body: ReplyBody::Json(body), delay: Duration::ZERO }
    }

    /// Writes a list or a row without copying it into a value first.
    #[must_use]
    pub fn written(body: &impl Serialize) -> Self {
        // Fails only for keys that are no text, which no row has.
        let text = serde_json::to_string(body).unwrap_or_default();
        Self { status: 200, body: ReplyBody::Text(text), delay: Duration::ZERO }
    }

    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self { status, body: ReplyBody::Empty, delay: Duration::ZERO }
    }

    #[must_use]
    pub fn ok(body: Value) -> Self {
        Self::json(200, body)
    }

    #[must_use]
    pub fn created(body: Value) -> Self {
        Self::json(201, body)
    }

    #[must_use]
    pub fn delayed(mut self, milliseconds: u64) -> Self {
        self.delay = Duration::from_millis(milliseconds);
        self
    }

    #[must_use]
    pub fn text(&self) -> String {
        match &self.body {
            ReplyBody::Json(value) => value.to_string(),
            ReplyBody::Text(text) => text.clone(),
            ReplyBody::Empty => String::new(),
        }
    }
}

fn reason_phrase(status: u16) -> &'static str {
    match status {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        413 => "Payload Too Large",
        429 => "Too Many Requests",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}

/// The error object with `message` in the format that the caller chooses.
#[must_use]
pub fn error(status: u16, message: impl Into<Value>) -> Reply {
    let message = message.into();
    let error = reason_phrase(status);
    Reply::json(status, json!({"status": status, "error": error, "response": {"message": message}}))
}

/// A request that the server understood and refuses: a list with one text.
#[must_use]
pub fn refused(text: impl Into<Value>) -> Reply {
    error(400, vec![text.into()])
}

/// A body that does not match its schema: a list in a list.
#[must_use]
pub fn invalid(texts: Vec<String>) -> Reply {
    error(400, vec![Value::from(texts)])
}

/// An unexpected exception: the text alone.
#[must_use]
pub fn crashed(text: &str) -> Reply {
    error(500, text)
}

/// A failure of the body or path parser: status 400 with the error "Internal Server Error".
#[must_use]
pub fn unreadable(text: &str) -> Reply {
    let message = json!({"message": text});
    Reply::json(400, json!({"status": 400, "error": reason_phrase(500), "response": message}))
}

#[must_use]
pub fn unauthorized() -> Reply {
    error(401, "Unauthorized")
}

#[must_use]
pub fn name_taken(name: &str) -> Reply {
    error(403, vec![format!("This name \"{name}\" is already in use.")])
}

#[must_use]
pub fn no_instance(name: &str) -> Reply {
    error(404, vec![format!("The \"{name}\" instance does not exist")])
}

#[must_use]
pub fn not_listed(name: &str) -> Reply {
    error(404, vec![format!("Instance \"{name}\" not found")])
}

#[must_use]
pub fn not_connected(name: &str) -> Reply {
    refused(format!("The \"{name}\" instance is not connected"))
}

/// The text of the exception when a list of events is missing.
pub const NO_LENGTH: &str = "Cannot read properties of undefined (reading 'length')";

/// The text of the exception when one damaged row makes a whole list fail.
pub const BROKEN_ROW: &str = "Cannot read properties of null (reading 'apikey')";

/// An error of the database library of 2.x: many lines that name the server's source file.
#[must_use]
pub fn database_text(table: &str, cause: &str) -> String {
    format!(
        "\nInvalid `this.prisma.{table}.upsert()` invocation in\n/evolution/src/api/{table}.ts:33:32\n\n{cause}"
    )
}

/// The cause in such an error when a value is too long for its column.
pub const TOO_LONG: &str =
    "The provided value for the column is too long for the column's type. Column: (not available)";

pub fn deleted() -> Reply {
    success("Instance deleted")
}

pub fn logged_out() -> Reply {
    success("Instance logged out")
}

/// 2.4, for an instance that was not connected.
pub fn already_disconnected() -> Reply {
    success("Instance already disconnected")
}

fn success(text: &str) -> Reply {
    Reply::ok(json!({"status": "SUCCESS", "error": false, "response": {"message": text}}))
}
