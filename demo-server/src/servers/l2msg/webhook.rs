//! The webhook of l2msg: asked for in camel case, stored with the names of 1.x, and with headers,
//! which 1.x does not have.

use serde_json::{Value, json};

use crate::http::reply::ApiResult;
use crate::servers::rules::events;
use crate::servers::v1::groups;
use crate::state::instance::Instance;
use crate::values::js::{Object, coalesce};

pub(crate) fn set(instance: &mut Instance, body: &Object) -> ApiResult {
    let reply = groups::set_webhook(instance, body)?;
    let mut stored = instance.group("webhook").cloned().unwrap_or_default();
    stored["headers"] = coalesce(body.get("headers"), json!({}));
    instance.put_group("webhook", stored);
    Ok(reply)
}

/// What a create stores.
pub(crate) fn from_create(sent: &Object) -> Value {
    let names = sent.get("events").and_then(Value::as_array).filter(|names| !names.is_empty());
    json!({
        "enabled": true,
        "url": coalesce(sent.get("url"), ""),
        "events": names.map_or_else(|| events::all(events::L2MSG), |names| names.clone().into()),
        "webhook_by_events": coalesce(sent.get("byEvents"), false),
        "webhook_base64": coalesce(sent.get("base64"), false),
        "headers": coalesce(sent.get("headers"), json!({})),
    })
}
