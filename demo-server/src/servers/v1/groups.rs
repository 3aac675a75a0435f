//! Set and find of the groups of 1.8.2. A set replaces the whole group. Some groups are stored
//! before the set fails.

use serde_json::{Value, json};

use crate::http::reply::{self, ApiResult, Reply};
use crate::servers::rules::{events, proxy_test};
use crate::servers::v1::schemas::{EVENTS, PROXY, SETTINGS, WEBHOOK};
use crate::servers::v1::{chatwoot, typebot};
use crate::state::instance::Instance;
use crate::state::mount::Mount;
use crate::state::options::ServerOptions;
use crate::values::js::{Object, pick, truthy};
use crate::values::url;

/// What the proxy agent of 1.x supports.
pub(crate) const PROXY_PROTOCOLS: &[&str] = &["http", "https"];

const SETTINGS_FIELDS: &[&str] = &[
    "reject_call",
    "msg_call",
    "groups_ignore",
    "always_online",
    "read_messages",
    "read_status",
    "sync_full_history",
];

pub(crate) fn exists(group: &str) -> bool {
    matches!(
        group,
        "settings"
            | "webhook"
            | "websocket"
            | "rabbitmq"
            | "sqs"
            | "chatwoot"
            | "typebot"
            | "proxy"
    )
}

pub(crate) fn set(mount: &mut Mount, group: &str, name: &str, body: &Object) -> ApiResult {
    let options = mount.options.clone();
    let instance = mount.find_mut(name).ok_or_else(|| reply::no_instance(name))?;
    match group {
        "settings" => set_settings(instance, body),
        "webhook" => set_webhook(instance, body),
        "proxy" => set_proxy(instance, body, &options),
        "chatwoot" => chatwoot::set(instance, body, &options),
        "typebot" => typebot::set(instance, body),
        _ => set_events(instance, group, body, &options),
    }
}

pub(crate) fn find(mount: &Mount, group: &str, name: &str) -> ApiResult {
    let instance = mount.find(name).ok_or_else(|| reply::no_instance(name))?;
    Ok(Reply::ok(match group {
        "settings" => find_settings(instance),
        "chatwoot" => chatwoot::find(instance, &mount.options),
        "typebot" => typebot::find(instance),
        _ => instance.group(group).cloned().unwrap_or_else(|| json!({})),
    }))
}

fn wrapped(group: &str, name: &str, inner: &Value) -> Reply {
    Reply::created(json!({group: {"instanceName": name, group: inner}}))
}

pub(crate) fn set_settings(instance: &mut Instance, body: &Object) -> ApiResult {
    SETTINGS.check(body, events::V1)?;
    instance.put_group("settings", pick(body, SETTINGS_FIELDS).into());
    Ok(wrapped("settings", &instance.name, &body.clone().into()))
}

pub(crate) fn find_settings(instance: &Instance) -> Value {
    instance.group("settings").cloned().unwrap_or_else(|| {
        json!({
            "reject_call": false,
            "msg_call": "",
            "groups_ignore": true,
            "always_online": false,
            "read_messages": false,
            "read_status": false,
            "sync_full_history": false,
        })
    })
}

pub(crate) fn set_webhook(instance: &mut Instance, body: &Object) -> ApiResult {
    WEBHOOK.check(body, events::V1)?;
    if !body.get("url").and_then(Value::as_str).is_some_and(url::is_url) {
        return Err(reply::refused("Invalid \"url\" property"));
    }
    let mut stored = Object::new();
    let on = !body.contains_key("enabled") || truthy(body.get("enabled"));
    stored.insert("enabled".to_owned(), body.get("enabled").cloned().unwrap_or(true.into()));
    if on {
        stored.insert("url".to_owned(), body.get("url").cloned().unwrap_or_default());
        stored.insert("events".to_owned(), listed(body, events::V1)?);
    } else {
        stored.insert("url".to_owned(), "".into());
        stored.insert("events".to_owned(), json!([]));
    }
    stored.extend(pick(body, &["webhook_by_events", "webhook_base64"]));
    instance.put_group("webhook", stored.clone().into());
    Ok(wrapped("webhook", &instance.name, &stored.into()))
}

/// An empty list means all events; a missing one is an exception.
fn listed(body: &Object, all: &[&str]) -> ApiResult<Value> {
    match body.get("events").and_then(Value::as_array) {
        None => Err(reply::crashed(reply::NO_LENGTH)),
        Some(names) if names.is_empty() => Ok(events::all(all)),
        Some(names) => Ok(names.clone().into()),
    }
}

/// Switching a group off stores all events.
fn set_events(
    instance: &mut Instance,
    group: &str,
    body: &Object,
    options: &ServerOptions,
) -> ApiResult {
    EVENTS.check(body, events::V1)?;
    let on = truthy(body.get("enabled"));
    let names = if on { listed(body, events::V1)? } else { events::all(events::V1) };
    let stored = json!({"enabled": on, "events": names});
    instance.put_group(group, stored.clone());
    match group {
        "rabbitmq" if !options.rabbitmq => {
            Err(reply::crashed("Cannot read properties of null (reading 'assertExchange')"))
        }
        "sqs" if !options.sqs => {
            Err(reply::crashed("Cannot read properties of undefined (reading 'createQueue')"))
        }
        _ => Ok(wrapped(group, &instance.name, &stored)),
    }
}

fn set_proxy(instance: &mut Instance, body: &Object, options: &ServerOptions) -> ApiResult {
    PROXY.check(body, events::V1)?;
    let mut stored = json!({"enabled": false, "proxy": null});
    if truthy(body.get("enabled")) {
        let proxy = body.get("proxy").and_then(Value::as_object).cloned().unwrap_or_default();
        proxy_test::check(options, &proxy, PROXY_PROTOCOLS)?;
        stored = json!({"enabled": true, "proxy": proxy});
    }
    instance.put_group("proxy", stored.clone());
    Ok(wrapped("proxy", &instance.name, &stored))
}
