//! A text through the instance, with its own token, and what the answer means.

use serde_json::{Map, Value};

use crate::domain::http::json_print;
use crate::domain::http::request::{HttpCall, Method, path};
use crate::domain::http::secret::Secret;
use crate::domain::reply::decode;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::encode::{digits, insert};
use crate::domain::servers::server::Server;

/// The servers ask WhatsApp about the number first.
pub const TIME_LIMIT_MS: u32 = 45_000;

/// What became of the text.
#[derive(Clone, Debug, PartialEq)]
pub enum MessageOutcome {
    /// WhatsApp has it; with its id, where the server tells it
    Sent(Option<String>),
    /// The number has no WhatsApp
    NotOnWhatsApp,
    /// The instance has no connection to send it through
    NotConnected,
    Failed(Box<ApiError>),
}

/// `POST /message/sendText/{name}`; the number may be written as people write it.
#[must_use]
pub fn call(server: &Server, name: &str, token: &Secret, number: &str, text: &str) -> HttpCall {
    let mut body = Map::new();
    insert(&mut body, "number", digits(number).into());
    insert(&mut body, server.dialect.message_text(), text.into());
    HttpCall::new(Method::Post, &server.base_url, &path("/message/sendText", name), token)
        .with_body(json_print::text(&Value::Object(body)))
}

/// Reads the answer. A number without WhatsApp is a 400 that lists it with `exists: false`; a lost
/// connection is a 500.
#[must_use]
pub fn read(status: u16, text: &str, dialect: Dialect) -> MessageOutcome {
    let raw = serde_json::from_str::<Value>(text).unwrap_or_default();
    if !(200..300).contains(&status) {
        let told = raw.pointer("/response/message");
        let entries = told.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let is_unknown = |entry: &Value| entry.get("exists") == Some(&Value::Bool(false));
        if entries.iter().any(is_unknown) {
            return MessageOutcome::NotOnWhatsApp;
        }
        let is_closed = told.and_then(Value::as_str).is_some_and(|said| {
            said.eq_ignore_ascii_case("connection closed")
                || said.contains("reading 'sendMessage'")
                || said.contains("reading 'onWhatsApp'")
        });
        if is_closed {
            return MessageOutcome::NotConnected;
        }
    }
    match decode::json(status, text, dialect) {
        Ok(sent) => {
            let id = sent.pointer("/key/id").and_then(Value::as_str);
            MessageOutcome::Sent(id.map(str::to_owned))
        }
        Err(error) => MessageOutcome::Failed(Box::new(error)),
    }
}
