//! `sendText` of 2.x.

use serde_json::json;

use crate::http::reply::{self, ApiResult, Reply};
use crate::servers::rules::recipient;
use crate::servers::v2::rules::release::Release;
use crate::servers::v2::schemas::TEXT_MESSAGE;
use crate::state::mount::Mount;
use crate::values::clock;
use crate::values::js::{Object, non_empty};

pub(crate) fn send_text(mount: &mut Mount, name: &str, body: &Object) -> ApiResult {
    TEXT_MESSAGE.check(body, Release::of(&mount.options).events())?;
    let instance = mount.find_mut(name).ok_or_else(|| reply::no_instance(name))?;
    let jid = recipient::find(instance, non_empty(body, "number").unwrap_or_default())?;
    instance.counts.messages += 1;
    Ok(Reply::created(json!({
        "key": {"remoteJid": jid, "fromMe": true, "id": recipient::message_id()},
        "pushName": "",
        "status": "PENDING",
        "message": {"conversation": body.get("text")},
        "contextInfo": null,
        "messageType": "conversation",
        "messageTimestamp": clock::now_ms() / 1000,
        "instanceId": instance.id,
        "source": "unknown",
    })))
}
