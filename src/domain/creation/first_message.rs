//! What an operator does next with a new instance.

use serde_json::{Map, Value};

use crate::domain::http::json_print;
use crate::domain::http::request::{HttpCall, Method, path};
use crate::domain::http::secret::Secret;
use crate::domain::schema::encode::insert;
use crate::domain::servers::server::Server;

/// The number in the example, of no one: Brazil's area 11 with all nines.
const SOMEONE: &str = "5511999999999";

/// `POST /message/sendText/{name}` with the instance's own token. 1.x nests the text.
#[must_use]
pub fn first_message(server: &Server, name: &str, token: &Secret, text: &str) -> HttpCall {
    let mut body = Map::new();
    insert(&mut body, "number", SOMEONE.into());
    insert(&mut body, server.dialect.message_text(), text.into());
    HttpCall::new(Method::Post, &server.base_url, &path("/message/sendText", name), token)
        .with_body(json_print::text(&Value::Object(body)))
}
