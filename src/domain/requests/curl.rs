//! A logged call as a cURL command. It holds no secret: the key is a variable, and whatever else is
//! secret in the body is masked, so that the command can be shown to others.

use crate::domain::http::curl::{command, command_without_key};
use crate::domain::http::request::HttpCall;
use crate::domain::http::secret::Secret;
use crate::domain::requests::mask::ShownBody;
use crate::domain::requests::record::{CallRecord, Excerpt};
use crate::domain::requests::shown::ShownCall;

/// The command; `None` where the body is not known as a whole.
#[must_use]
pub fn masked_command(record: &CallRecord, shown: &ShownCall) -> Option<String> {
    if record.body.as_ref().is_some_and(Excerpt::is_cut) {
        return None;
    }
    let call = HttpCall {
        method: record.method,
        url: shown.url.clone(),
        key: Secret::default(),
        body: shown.sent.as_ref().map(ShownBody::text),
    };
    Some(if record.key.is_empty() { command_without_key(&call) } else { command(&call) })
}
