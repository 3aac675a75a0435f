//! The single typebot of a 1.8.2 instance.

use serde_json::{Value, json};

use super::schemas::TYPEBOT;
use crate::instance::Instance;
use crate::js::{Object, picked, renamed};
use crate::links;
use crate::reply::{Outcome, Reply};

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

/// What create echoes. A bad address swallows the whole bot, and the echo still says "enabled".
pub(super) fn from_create(instance: &mut Instance, data: &Object) -> Object {
    let url = data.get("typebot_url").and_then(Value::as_str).unwrap_or_default();
    let mut echo = Object::new();
    echo.insert("enabled".to_owned(), (!url.is_empty()).into());
    echo.extend(renamed(data, CREATE_NAMES));
    if links::is_url(url) {
        instance.put_group("typebot", echo.clone().into());
    }
    echo
}

/// Switching off wipes the address but keeps the texts.
pub(super) fn set(instance: &mut Instance, body: &Object) -> Outcome {
    TYPEBOT.check(body)?;
    let mut stored = picked(body, FIELDS);
    if stored.get("enabled") == Some(&Value::Bool(false)) {
        let wiped = json!({"url": "", "typebot": "", "expire": 0, "sessions": []});
        stored.extend(wiped.as_object().cloned().unwrap_or_default());
    }
    let answer = json!({"typebot": {"instanceName": instance.name, "typebot": stored}});
    instance.put_group("typebot", stored.into());
    Ok(Reply::created(answer))
}

pub(super) fn find(instance: &Instance) -> Value {
    instance.group("typebot").cloned().unwrap_or_else(
        || json!({"enabled": false, "url": "", "typebot": "", "expire": 0, "sessions": []}),
    )
}
