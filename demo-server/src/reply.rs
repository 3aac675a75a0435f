//! What goes back: the status, the body, and how long the answer is held. The error envelope is
//! the same on all three servers, but its `message` comes in three shapes, each with its own
//! function here: a text, a list of texts, and a list in a list.

use std::time::Duration;

use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    Json(Value),
    /// A success that still says nothing, with a JSON content type.
    Empty,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    pub status: u16,
    pub body: Body,
    pub hold: Duration,
}

/// Guards and checks leave early with a reply of their own.
pub type Outcome<T = Reply> = Result<T, Reply>;

impl Reply {
    #[must_use]
    pub fn json(status: u16, body: Value) -> Self {
        Self { status, body: Body::Json(body), hold: Duration::ZERO }
    }

    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self { status, body: Body::Empty, hold: Duration::ZERO }
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
    pub fn held(mut self, milliseconds: u64) -> Self {
        self.hold = Duration::from_millis(milliseconds);
        self
    }

    #[must_use]
    pub fn text(&self) -> String {
        match &self.body {
            Body::Json(value) => value.to_string(),
            Body::Empty => String::new(),
        }
    }
}

fn reason(status: u16) -> &'static str {
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

/// `message` as given: the caller picks its shape.
#[must_use]
pub fn error(status: u16, message: impl Into<Value>) -> Reply {
    let message = message.into();
    let error = reason(status);
    Reply::json(status, json!({"status": status, "error": error, "response": {"message": message}}))
}

/// A controller's refusal: a list with one text.
#[must_use]
pub fn refused(text: impl Into<Value>) -> Reply {
    error(400, vec![text.into()])
}

/// A schema's refusal: a list in a list.
#[must_use]
pub fn invalid(texts: Vec<String>) -> Reply {
    error(400, vec![Value::from(texts)])
}

/// An exception nobody expected: the bare text.
#[must_use]
pub fn crashed(text: &str) -> Reply {
    error(500, text)
}

/// A failure of the body or path parser says 400 and "Internal Server Error" at once.
#[must_use]
pub fn unreadable(text: &str) -> Reply {
    let message = json!({"message": text});
    Reply::json(400, json!({"status": 400, "error": reason(500), "response": message}))
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

/// The text of an absent array's `length`, the servers' most frequent slip.
pub const NO_LENGTH: &str = "Cannot read properties of undefined (reading 'length')";

/// The database layer of the second version answers with many lines that name its source file.
#[must_use]
pub fn database_text(table: &str, cause: &str) -> String {
    format!(
        "\nInvalid `this.prisma.{table}.upsert()` invocation in\n/evolution/src/api/{table}.ts:33:32\n\n{cause}"
    )
}

/// The cause it gives for a value that does not fit its column.
pub const TOO_LONG: &str =
    "The provided value for the column is too long for the column's type. Column: (not available)";

pub fn deleted() -> Reply {
    success("Instance deleted")
}

pub fn logged_out() -> Reply {
    success("Instance logged out")
}

fn success(text: &str) -> Reply {
    Reply::ok(json!({"status": "SUCCESS", "error": false, "response": {"message": text}}))
}
