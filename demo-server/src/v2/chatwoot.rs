//! Chatwoot in 2.3.6: off by default on the server, kept whole when switched off, and with an
//! inbox name that falls back whenever it is left out.

use serde_json::{Value, json};

use super::rows::{bare, laid_over, stamped};
use super::schemas::CHATWOOT;
use crate::instance::Instance;
use crate::js::{Object, coalesce, encoded, or, truthy};
use crate::links;
use crate::options::Options;
use crate::reply::{self, Outcome, Reply};

const NAMES: &[(&str, &str)] = &[
    ("enabled", "enabled"),
    ("accountId", "accountId"),
    ("token", "token"),
    ("url", "url"),
    ("nameInbox", "nameInbox"),
    ("signMsg", "signMsg"),
    ("signDelimiter", "signDelimiter"),
    ("reopenConversation", "reopenConversation"),
    ("conversationPending", "conversationPending"),
    ("mergeBrazilContacts", "mergeBrazilContacts"),
    ("importContacts", "importContacts"),
    ("importMessages", "importMessages"),
    ("daysLimitImportMessages", "daysLimitImportMessages"),
    ("organization", "organization"),
    ("logo", "logo"),
    ("ignoreJids", "ignoreJids"),
];

fn webhook_url(options: &Options, name: &str) -> Value {
    format!("{}/chatwoot/webhook/{}", options.server_url, encoded(name)).into()
}

/// A row nothing was ever written to.
fn blank() -> Object {
    let blank = json!({
        "signDelimiter": null,
        "number": null,
        "mergeBrazilContacts": false,
        "importContacts": false,
        "importMessages": false,
        "daysLimitImportMessages": null,
        "organization": null,
        "logo": null,
        "ignoreJids": null,
    });
    blank.as_object().cloned().unwrap_or_default()
}

/// Days are a whole number in the database.
fn store(instance: &mut Instance, mut values: Object) {
    let old = instance.group("chatwoot").cloned();
    if let Some(days) = values.get("daysLimitImportMessages").and_then(Value::as_f64) {
        values.insert("daysLimitImportMessages".to_owned(), (days.trunc() as i64).into());
    }
    let row = stamped(old.as_ref(), values, &instance.id);
    instance.put_group("chatwoot", row);
}

pub(super) fn set(instance: &mut Instance, body: &Object, options: &Options) -> Outcome {
    CHATWOOT.check(body)?;
    if !options.chatwoot {
        return Err(reply::refused("Chatwoot is disabled"));
    }
    let on = truthy(body.get("enabled"));
    let url = body.get("url").and_then(Value::as_str).unwrap_or_default();
    if on && !links::is_url(url) {
        return Err(reply::refused("url is not valid"));
    }
    let mut answer = body.clone();
    let inbox = or(body.get("nameInbox"), instance.name.as_str());
    answer.insert("nameInbox".to_owned(), inbox);
    let first = instance.group("chatwoot").is_none();
    let mut values = if first { blank() } else { bare(instance.group("chatwoot")) };
    laid_over(&mut values, &answer, NAMES);
    // The delimiter is forgotten the first time, and without a signature.
    if first || !truthy(body.get("signMsg")) {
        values.insert("signDelimiter".to_owned(), Value::Null);
    }
    store(instance, values);
    if on && truthy(body.get("autoCreate")) && links::is_dead(url) {
        return Err(reply::crashed(&format!("connect ECONNREFUSED {}", links::authority(url))));
    }
    answer.insert("webhook_url".to_owned(), webhook_url(options, &instance.name));
    Ok(Reply::created(answer.into()))
}

pub(super) fn find(instance: &Instance, options: &Options) -> Outcome {
    if !options.chatwoot {
        return Err(reply::refused("Chatwoot is disabled"));
    }
    let Some(row) = instance.group("chatwoot") else {
        return Ok(Reply::ok(json!({
            "enabled": false,
            "url": "",
            "accountId": "",
            "token": "",
            "signMsg": false,
            "nameInbox": "",
            "webhook_url": "",
        })));
    };
    let mut found = bare(Some(row));
    found.shift_remove("number");
    let ignored = coalesce(row.get("ignoreJids"), json!([]));
    found.insert("ignoreJids".to_owned(), ignored);
    found.insert("webhook_url".to_owned(), webhook_url(options, &instance.name));
    Ok(Reply::ok(found.into()))
}

/// Stores, and gives back what the answer says about it; nothing when it is not wanted.
pub(super) fn from_create(
    instance: &mut Instance,
    data: &Object,
    options: &Options,
) -> Outcome<Option<Value>> {
    let field = |name: &str| data.get(&format!("chatwoot{name}"));
    if ["AccountId", "Token", "Url"].iter().any(|name| !truthy(field(name))) {
        return Ok(None);
    }
    if !options.chatwoot {
        return Err(reply::refused("Chatwoot is not enabled"));
    }
    if !field("Url").and_then(Value::as_str).is_some_and(links::is_url) {
        return Err(reply::refused("Invalid \"url\" property in chatwoot"));
    }
    for (name, told) in [
        ("SignMsg", "signMsg"),
        ("ReopenConversation", "reopenConversation"),
        ("ConversationPending", "conversationPending"),
    ] {
        if !field(name).is_some_and(Value::is_boolean) {
            return Err(reply::refused(format!("{told} is required")));
        }
    }
    let inbox = instance.name.split("-cwId-").next().unwrap_or_default();
    let days = field("DaysLimitImportMessages");
    let mut answer = json!({
        "enabled": true,
        "accountId": field("AccountId"),
        "token": field("Token"),
        "url": field("Url"),
        "nameInbox": coalesce(field("NameInbox"), inbox),
        "signMsg": field("SignMsg"),
        "reopenConversation": field("ReopenConversation"),
        "conversationPending": field("ConversationPending"),
        "mergeBrazilContacts": coalesce(field("MergeBrazilContacts"), false),
        "importContacts": coalesce(field("ImportContacts"), true),
        "importMessages": coalesce(field("ImportMessages"), true),
        "daysLimitImportMessages": coalesce(days, 60),
    });
    let mut values = blank();
    values.extend(answer.as_object().cloned().unwrap_or_default());
    laid_over(
        &mut values,
        data,
        &[("number", "number"), ("chatwootOrganization", "organization"), ("chatwootLogo", "logo")],
    );
    store(instance, values);
    // The answer differs from the store: no days are told as sixty.
    answer["daysLimitImportMessages"] = or(days, 60);
    answer["webhookUrl"] = webhook_url(options, &instance.name);
    if let Some(number) = data.get("number") {
        answer["number"] = number.clone();
    }
    Ok(Some(answer))
}
