//! The event groups of 2.3.6: webhook, websocket, the brokers and pusher. All are stored as rows
//! and none of them exists where the server has it switched off, except pusher.

use serde_json::{Value, json};

use super::rows::{bare, laid_over, stamped};
use super::schemas::{WEBHOOK, queue};
use crate::events;
use crate::instance::Instance;
use crate::js::{Object, truthy};
use crate::options::Options;
use crate::reply::{self, Outcome, Reply};

pub(super) const QUEUES: &[&str] = &["websocket", "rabbitmq", "nats", "sqs", "kafka"];
const LONGEST_URL: usize = 500;

/// What the webhook is called in a request, and what in a row.
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

/// The events as they are stored: off means none, an empty list means all.
fn listed(sent: &Object, on: bool) -> Option<Value> {
    match sent.get("events") {
        _ if !on => Some(json!([])),
        None | Some(Value::Null) => None,
        Some(Value::Array(names)) if names.is_empty() => Some(events::all(events::V2)),
        Some(names) => Some(names.clone()),
    }
}

/// Lays what was sent over the stored row and stores the result.
fn store(instance: &mut Instance, group: &str, sent: &Object, on: bool, names: Value) -> Value {
    let old = instance.group(group).cloned();
    let mut values = match group {
        "webhook" => json!({"url": null, "headers": null, "enabled": true, "events": [],
            "webhookByEvents": false, "webhookBase64": false}),
        _ => json!({"enabled": true}),
    };
    if let Some(values) = values.as_object_mut() {
        values.extend(bare(old.as_ref()));
        values.insert("enabled".to_owned(), on.into());
        let fields = match group {
            "webhook" => WEBHOOK_NAMES,
            "pusher" => PUSHER_NAMES,
            _ => &[],
        };
        laid_over(values, sent, fields);
        values.insert("events".to_owned(), names);
    }
    let values = values.as_object().cloned().unwrap_or_default();
    let row = stamped(old.as_ref(), values, &instance.id);
    instance.put_group(group, row.clone());
    row
}

pub(super) fn set(
    instance: &mut Instance,
    group: &str,
    body: &Object,
    options: &Options,
) -> Outcome {
    let schema = if group == "webhook" { &WEBHOOK } else { queue(group) };
    schema.check(body)?;
    if QUEUES.contains(&group) && !options.has(group) {
        return Ok(Reply::empty(201));
    }
    let Some(sent) = body.get(group).and_then(Value::as_object) else {
        return Err(reply::crashed("Cannot set properties of undefined (setting 'events')"));
    };
    let on = truthy(sent.get("enabled"));
    let names = listed(sent, on).ok_or_else(|| reply::crashed(reply::NO_LENGTH))?;
    if too_long(sent) {
        return Err(reply::crashed(&reply::database_text(group, reply::TOO_LONG)));
    }
    Ok(Reply::created(store(instance, group, sent, on, names)))
}

fn too_long(sent: &Object) -> bool {
    sent.get("url").and_then(Value::as_str).is_some_and(|url| url.len() > LONGEST_URL)
}

/// Where the server has a group off, even its `find` has nothing to say.
pub(super) fn find(instance: &Instance, group: &str, options: &Options) -> Reply {
    if group != "webhook" && !options.has(group) {
        return Reply::empty(200);
    }
    Reply::ok(instance.group(group).cloned().unwrap_or_default())
}

/// The nested object of a create. Whatever it says, the group ends up enabled.
pub(super) fn from_create(
    instance: &mut Instance,
    group: &str,
    data: &Object,
    options: &Options,
) -> Outcome<()> {
    let sent = data.get(group);
    let always = matches!(group, "webhook" | "pusher");
    if !truthy(sent) || !always && !options.has(group) {
        return Ok(());
    }
    // A text has no members, so the first thing missed is the events.
    let sent = sent.and_then(Value::as_object).cloned().unwrap_or_default();
    let names = listed(&sent, true).ok_or_else(|| reply::refused(reply::NO_LENGTH))?;
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
