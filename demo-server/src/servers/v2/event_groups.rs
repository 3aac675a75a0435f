//! The event groups of 2.x: webhook, websocket, the queues and Pusher. A server that has a group
//! switched off stores nothing, except for Pusher: it is stored, and its `find` is empty until the
//! server runs with Pusher on.

use serde_json::{Value, json};

use crate::http::reply::{self, ApiResult, Reply};
use crate::servers::rules::events;
use crate::servers::v2::rules::release::Release;
use crate::servers::v2::rules::rows::{copy_renamed, row_values, to_row};
use crate::servers::v2::schemas::{WEBHOOK, queue};
use crate::state::instance::Instance;
use crate::state::options::ServerOptions;
use crate::values::js::{Object, truthy};

pub(crate) const QUEUES: &[&str] = &["websocket", "rabbitmq", "nats", "sqs", "kafka"];
const LONGEST_URL: usize = 500;

/// The webhook's names in a request, and in a row.
const WEBHOOK_NAMES: &[(&str, &str)] = &[
    ("url", "url"),
    ("headers", "headers"),
    ("byEvents", "webhookByEvents"),
    ("base64", "webhookBase64"),
];

const PUSHER_NAMES: &[(&str, &str)] = &[
    ("appId", "appId"),
    ("key", "key"),
    ("secret", "secret"),
    ("cluster", "cluster"),
    ("useTLS", "useTLS"),
];

/// The events that are stored: none when the group is off, all for an empty list.
fn stored_events(sent: &Object, on: bool, all: &[&str]) -> Option<Value> {
    match sent.get("events") {
        _ if !on => Some(json!([])),
        None | Some(Value::Null) => None,
        Some(Value::Array(names)) if names.is_empty() => Some(events::all(all)),
        Some(names) => Some(names.clone()),
    }
}

/// Stores the old row with what was sent.
fn store(instance: &mut Instance, group: &str, sent: &Object, on: bool, names: Value) -> Value {
    let old = instance.group(group).cloned();
    let mut values = match group {
        "webhook" => json!({"url": null, "headers": null, "enabled": true, "events": [],
            "webhookByEvents": false, "webhookBase64": false}),
        _ => json!({"enabled": true}),
    };
    if let Some(values) = values.as_object_mut() {
        values.extend(row_values(old.as_ref()));
        values.insert("enabled".to_owned(), on.into());
        let fields = match group {
            "webhook" => WEBHOOK_NAMES,
            "pusher" => PUSHER_NAMES,
            _ => &[],
        };
        copy_renamed(values, sent, fields);
        values.insert("events".to_owned(), names);
    }
    let values = values.as_object().cloned().unwrap_or_default();
    let row = to_row(old.as_ref(), values, &instance.id);
    instance.put_group(group, row.clone());
    row
}

pub(crate) fn set(
    instance: &mut Instance,
    group: &str,
    body: &Object,
    options: &ServerOptions,
) -> ApiResult {
    let schema = if group == "webhook" { &WEBHOOK } else { queue(group) };
    let release = Release::of(options);
    schema.check(body, release.events())?;
    if QUEUES.contains(&group) && !options.has(group) {
        return Ok(Reply::empty(201));
    }
    let Some(sent) = body.get(group).and_then(Value::as_object) else {
        return Err(reply::crashed("Cannot set properties of undefined (setting 'events')"));
    };
    let on = truthy(sent.get("enabled"));
    let names = stored_events(sent, on, release.events())
        .ok_or_else(|| reply::crashed(reply::NO_LENGTH))?;
    if too_long(sent) {
        return Err(reply::crashed(&reply::database_text(group, reply::TOO_LONG)));
    }
    Ok(Reply::created(store(instance, group, sent, on, names)))
}

fn too_long(sent: &Object) -> bool {
    sent.get("url").and_then(Value::as_str).is_some_and(|url| url.len() > LONGEST_URL)
}

/// A server that has a group switched off answers without a body.
pub(crate) fn find(instance: &Instance, group: &str, options: &ServerOptions) -> Reply {
    if group != "webhook" && !options.has(group) {
        return Reply::empty(200);
    }
    Reply::ok(instance.group(group).cloned().unwrap_or_default())
}

/// The nested object of a create. The group is enabled, whatever `enabled` says.
pub(crate) fn from_create(
    instance: &mut Instance,
    group: &str,
    data: &Object,
    options: &ServerOptions,
) -> ApiResult<()> {
    let sent = data.get(group);
    let always = matches!(group, "webhook" | "pusher");
    if !truthy(sent) || !always && !options.has(group) {
        return Ok(());
    }
    // A text has no members, and the server misses the events first.
    let sent = sent.and_then(Value::as_object).cloned().unwrap_or_default();
    let all = Release::of(options).events();
    let names = stored_events(&sent, true, all).ok_or_else(|| reply::refused(reply::NO_LENGTH))?;
    let database = |cause: &str| Err(reply::refused(reply::database_text(group, cause)));
    if group == "webhook" {
        if sent.get("url").is_none_or(|url| !url.is_string()) {
            return database("Argument `url` is missing.");
        }
        if ["byEvents", "base64"]
            .iter()
            .any(|name| sent.get(*name).is_some_and(|one| !one.is_boolean()))
        {
            return database("Argument `webhookByEvents`: Invalid value provided.");
        }
        if too_long(&sent) {
            return database(reply::TOO_LONG);
        }
    }
    if group == "pusher" && PUSHER_NAMES.iter().any(|(name, _)| !sent.contains_key(*name)) {
        return database("Argument `appId` is missing.");
    }
    store(instance, group, &sent, true, names);
    Ok(())
}
