//! `sendText` of 1.8.2: the text is in an object of its own.

use serde_json::{Value, json};

use crate::http::reply::{self, ApiResult, Reply};
use crate::servers::rules::{events, recipient};
use crate::servers::v1::schemas::TEXT_MESSAGE;
use crate::state::mount::Mount;
use crate::values::clock;
use crate::values::js::{Object, non_empty};

pub(crate) fn send_text(mount: &mut Mount, name: &str, body: &Object) -> ApiResult {
    TEXT_MESSAGE.check(body, events::V1)?;
    let instance = mount.find(name).ok_or_else(|| reply::no_instance(name))?;
    let jid = recipient::find(instance, non_empty(body, "number").unwrap_or_default())?;
    let text = body.get("textMessage").and_then(|message| message.get("text"));
    Ok(Reply::created(json!({
        "key": {"remoteJid": jid, "fromMe": true, "id": recipient::message_id()},
        "message": {"extendedTextMessage": {"text": text.cloned().unwrap_or(Value::Null)}},
        "messageTimestamp": (clock::now_ms() / 1000).to_string(),
        "status": "PENDING",
    })))
}
