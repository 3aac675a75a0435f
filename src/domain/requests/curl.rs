//! A logged call as a cURL command. It holds no secret: the key is a variable, and whatever else is
//! secret in the body is masked, so that the command can be shown to others.

use crate::domain::http::curl::{command, command_without_key};
use crate::domain::http::json_print;
use crate::domain::http::request::HttpCall;
use crate::domain::http::secret::Secret;
use crate::domain::requests::mask::{KnownSecrets, ShownBody};
use crate::domain::requests::record::{CallRecord, Excerpt};

/// The command; `None` where the body is not known as a whole.
#[must_use]
pub fn masked_command(record: &CallRecord, known: &KnownSecrets) -> Option<String> {
    if record.body.as_ref().is_some_and(Excerpt::is_cut) {
        return None;
    }
    let body = record.body.as_ref().map(|body| match known.shown(body) {
        ShownBody::Empty => String::new(),
        ShownBody::Json { value, .. } => json_print::text(&value),
        ShownBody::Text(text) => text,
    });
    let call = HttpCall {
        method: record.method,
        url: known.mask(&record.url),
        key: Secret::default(),
        body,
    };
    Some(if record.key.is_empty() { command_without_key(&call) } else { command(&call) })
}
