//! The only typebot of an instance of 1.8.2.

use serde_json::{Value, json};

use crate::http::reply::{ApiResult, Reply};
use crate::servers::rules::events;
use crate::servers::v1::schemas::TYPEBOT;
use crate::state::instance::Instance;
use crate::values::js::{Object, pick, pick_renamed};
use crate::values::url;

const FIELDS: &[&str] = &[
    "enabled",
    "url",
    "typebot",
    "expire",
    "keyword_finish",
    "delay_message",
    "unknown_message",
    "listening_from_me",
];

const CREATE_NAMES: &[(&str, &str)] = &[
    ("typebot_url", "url"),
    ("typebot", "typebot"),
    ("typebot_expire", "expire"),
    ("typebot_keyword_finish", "keyword_finish"),
    ("typebot_delay_message", "delay_message"),
    ("typebot_unknown_message", "unknown_message"),
    ("typebot_listening_from_me", "listening_from_me"),
];

/// The echo of a create. A bot with an invalid address is not stored, and the echo still says
/// "enabled".
pub(crate) fn from_create(instance: &mut Instance, data: &Object) -> Object {
    let url = data.get("typebot_url").and_then(Value::as_str).unwrap_or_default();
    let mut echo = Object::new();
    echo.insert("enabled".to_owned(), (!url.is_empty()).into());
    echo.extend(pick_renamed(data, CREATE_NAMES));
    if url::is_url(url) {
        instance.put_group("typebot", echo.clone().into());
    }
    echo
}

/// Switching the bot off clears its address but keeps its texts.
pub(crate) fn set(instance: &mut Instance, body: &Object) -> ApiResult {
    TYPEBOT.check(body, events::V1)?;
    let mut stored = pick(body, FIELDS);
    if stored.get("enabled") == Some(&Value::Bool(false)) {
        let wiped = json!({"url": "", "typebot": "", "expire": 0, "sessions": []});
        stored.extend(wiped.as_object().cloned().unwrap_or_default());
    }
    let answer = json!({"typebot": {"instanceName": instance.name, "typebot": stored}});
    instance.put_group("typebot", stored.into());
    Ok(Reply::created(answer))
}

pub(crate) fn find(instance: &Instance) -> Value {
    instance.group("typebot").cloned().unwrap_or_else(
        || json!({"enabled": false, "url": "", "typebot": "", "expire": 0, "sessions": []}),
    )
}
