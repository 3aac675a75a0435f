//! What an operator does next with a new instance.

use serde_json::{Map, Value};

use super::encode::insert;
use super::endpoint::{HttpCall, Method, path};
use super::json_text;
use super::secret::Secret;
use super::server::Server;

/// The number in the example, of no one: Brazil's area 11 with all nines.
const SOMEONE: &str = "5511999999999";

/// `POST /message/sendText/{name}` with the instance's own token. 1.x nests the text.
#[must_use]
pub fn first_message(server: &Server, name: &str, token: &Secret, text: &str) -> HttpCall {
    let mut body = Map::new();
    insert(&mut body, "number", SOMEONE.into());
    insert(&mut body, server.dialect.message_text(), text.into());
    HttpCall::new(Method::Post, &server.base_url, &path("/message/sendText", name), token)
        .with_body(json_text::text(&Value::Object(body)))
}
