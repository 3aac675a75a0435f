//! Chatwoot in 1.8.2: all or nothing at create, a flat object afterwards, and everything wiped
//! when it is switched off.

use serde_json::{Value, json};

use super::schemas::CHATWOOT;
use crate::instance::Instance;
use crate::js::{Object, coalesce, encoded, or, picked, truthy};
use crate::links;
use crate::options::Options;
use crate::reply::{self, Outcome, Reply};

const FIELDS: &[&str] = &[
    "enabled",
    "account_id",
    "token",
    "url",
    "name_inbox",
    "sign_msg",
    "sign_delimiter",
    "reopen_conversation",
    "conversation_pending",
    "merge_brazil_contacts",
    "import_contacts",
    "import_messages",
    "days_limit_import_messages",
];

pub(super) fn webhook_url(options: &Options, name: &str) -> String {
    format!("{}/chatwoot/webhook/{}", options.server_url, encoded(name))
}

/// Without one of these three all Chatwoot fields of a create are dropped in silence.
pub(super) fn is_wanted(data: &Object) -> bool {
    ["chatwoot_account_id", "chatwoot_token", "chatwoot_url"]
        .iter()
        .all(|name| truthy(data.get(*name)))
}

/// Stores, and gives back what the answer says about it.
pub(super) fn from_create(
    instance: &mut Instance,
    data: &Object,
    options: &Options,
) -> Outcome<Value> {
    let field = |name: &str| data.get(&format!("chatwoot_{name}"));
    if !field("url").and_then(Value::as_str).is_some_and(links::is_url) {
        return Err(reply::refused("Invalid \"url\" property in chatwoot"));
    }
    for name in ["sign_msg", "reopen_conversation", "conversation_pending"] {
        if !field(name).is_some_and(Value::is_boolean) {
            return Err(reply::refused(format!("{name} is required")));
        }
    }
    let inbox = instance.name.split("-cwId-").next().unwrap_or_default();
    let days = field("days_limit_import_messages");
    let mut stored = json!({
        "enabled": true,
        "account_id": field("account_id"),
        "token": field("token"),
        "url": field("url"),
        "name_inbox": coalesce(field("name_inbox"), inbox),
        "sign_msg": field("sign_msg"),
        "sign_delimiter": null,
        "reopen_conversation": field("reopen_conversation"),
        "conversation_pending": field("conversation_pending"),
        "merge_brazil_contacts": coalesce(field("merge_brazil_contacts"), false),
        "import_contacts": coalesce(field("import_contacts"), true),
        "import_messages": coalesce(field("import_messages"), true),
        "days_limit_import_messages": coalesce(days, 60),
    });
    instance.put_group("chatwoot", stored.clone());
    // The answer differs from the store: no days are told as sixty.
    stored["days_limit_import_messages"] = or(days, 60);
    stored["webhook_url"] = webhook_url(options, &instance.name).into();
    if let Some(members) = stored.as_object_mut() {
        members.remove("sign_delimiter");
        members.extend(data.get("number").map(|number| ("number".to_owned(), number.clone())));
    }
    Ok(stored)
}

pub(super) fn set(instance: &mut Instance, body: &Object, options: &Options) -> Outcome {
    CHATWOOT.check(body)?;
    let on = body.get("enabled") == Some(&Value::Bool(true));
    let mut answer = if on { body.clone() } else { wiped() };
    if on {
        if !body.get("url").and_then(Value::as_str).is_some_and(links::is_url) {
            return Err(reply::refused("url is not valid"));
        }
        for name in ["account_id", "token"] {
            if !truthy(body.get(name)) {
                return Err(reply::refused(format!("{name} is required")));
            }
        }
    }
    let inbox = or(answer.get("name_inbox"), instance.name.as_str());
    answer.insert("name_inbox".to_owned(), inbox);
    let mut stored = picked(&answer, FIELDS);
    stored.entry("sign_delimiter").or_insert(Value::Null);
    if answer.get("sign_msg") != Some(&Value::Bool(true)) {
        stored.insert("sign_delimiter".to_owned(), Value::Null);
    }
    instance.put_group("chatwoot", stored.into());
    let url = body.get("url").and_then(Value::as_str).unwrap_or_default();
    // The inbox is made at once; by then the settings are stored.
    if on && truthy(body.get("auto_create")) && links::is_dead(url) {
        return Err(reply::crashed(&format!("connect ECONNREFUSED {}", links::authority(url))));
    }
    answer.insert("webhook_url".to_owned(), webhook_url(options, &instance.name).into());
    Ok(Reply::created(answer.into()))
}

fn wiped() -> Object {
    let off = json!({
        "enabled": false,
        "account_id": "",
        "token": "",
        "url": "",
        "sign_msg": false,
        "sign_delimiter": null,
        "reopen_conversation": false,
        "conversation_pending": false,
        "import_contacts": false,
        "import_messages": false,
        "merge_brazil_contacts": false,
        "days_limit_import_messages": 0,
        "auto_create": false,
    });
    off.as_object().cloned().unwrap_or_default()
}

/// Never set, it lacks even `enabled`.
pub(super) fn find(instance: &Instance, options: &Options) -> Value {
    let mut found =
        instance.group("chatwoot").cloned().unwrap_or_else(|| json!({"sign_delimiter": null}));
    found["webhook_url"] = webhook_url(options, &instance.name).into();
    found
}
