//! Chatwoot in 1.8.2: a create needs all three of account, token and address; switching it off
//! clears everything.

use serde_json::{Value, json};

use crate::http::reply::{self, ApiResult, Reply};
use crate::servers::rules::{chatwoot_call, events};
use crate::servers::v1::schemas::CHATWOOT;
use crate::state::instance::Instance;
use crate::state::options::ServerOptions;
use crate::values::js::{Object, coalesce, encode_uri_component, or_default, pick, truthy};
use crate::values::url;

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

pub(crate) fn webhook_url(options: &ServerOptions, name: &str) -> String {
    format!("{}/chatwoot/webhook/{}", options.server_url, encode_uri_component(name))
}

/// Without one of these three, a create ignores all Chatwoot fields without an error.
pub(crate) fn is_wanted(data: &Object) -> bool {
    ["chatwoot_account_id", "chatwoot_token", "chatwoot_url"]
        .iter()
        .all(|name| truthy(data.get(*name)))
}

/// Stores the settings and returns what the answer says about them.
pub(crate) fn from_create(
    instance: &mut Instance,
    data: &Object,
    options: &ServerOptions,
) -> ApiResult<Value> {
    let field = |name: &str| data.get(&format!("chatwoot_{name}"));
    if !field("url").and_then(Value::as_str).is_some_and(url::is_url) {
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
    // Zero days are stored as zero, but the answer says 60.
    stored["days_limit_import_messages"] = or_default(days, 60);
    stored["webhook_url"] = webhook_url(options, &instance.name).into();
    if let Some(members) = stored.as_object_mut() {
        members.remove("sign_delimiter");
        members.extend(data.get("number").map(|number| ("number".to_owned(), number.clone())));
    }
    Ok(stored)
}

pub(crate) fn set(instance: &mut Instance, body: &Object, options: &ServerOptions) -> ApiResult {
    CHATWOOT.check(body, events::V1)?;
    let on = body.get("enabled") == Some(&Value::Bool(true));
    let mut answer = if on { body.clone() } else { cleared() };
    if on {
        if !body.get("url").and_then(Value::as_str).is_some_and(url::is_url) {
            return Err(reply::refused("url is not valid"));
        }
        for name in ["account_id", "token"] {
            if !truthy(body.get(name)) {
                return Err(reply::refused(format!("{name} is required")));
            }
        }
    }
    let inbox = or_default(answer.get("name_inbox"), instance.name.as_str());
    answer.insert("name_inbox".to_owned(), inbox);
    let mut stored = pick(&answer, FIELDS);
    stored.entry("sign_delimiter").or_insert(Value::Null);
    if answer.get("sign_msg") != Some(&Value::Bool(true)) {
        stored.insert("sign_delimiter".to_owned(), Value::Null);
    }
    instance.put_group("chatwoot", stored.into());
    let url = body.get("url").and_then(Value::as_str).unwrap_or_default();
    if on && truthy(body.get("auto_create")) {
        chatwoot_call::create_inbox(options, url)?;
    }
    answer.insert("webhook_url".to_owned(), webhook_url(options, &instance.name).into());
    Ok(Reply::created(answer.into()))
}

fn cleared() -> Object {
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

/// Before the first set, the answer lacks even `enabled`.
pub(crate) fn find(instance: &Instance, options: &ServerOptions) -> Value {
    let mut found =
        instance.group("chatwoot").cloned().unwrap_or_else(|| json!({"sign_delimiter": null}));
    found["webhook_url"] = webhook_url(options, &instance.name).into();
    found
}
