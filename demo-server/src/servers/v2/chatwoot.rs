//! Chatwoot in 2.x: off by default at the server, kept when it is switched off, and with an inbox
//! name that becomes the instance's name when it is left out.

use serde_json::{Value, json};

use crate::http::reply::{self, ApiResult, Reply};
use crate::servers::rules::chatwoot_call;
use crate::servers::v2::rules::release::Release;
use crate::servers::v2::rules::rows::{copy_renamed, row_values, to_row};
use crate::servers::v2::schemas::CHATWOOT;
use crate::state::instance::Instance;
use crate::state::options::ServerOptions;
use crate::values::js::{Object, coalesce, encode_uri_component, or_default, truthy};
use crate::values::url;

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

fn webhook_url(options: &ServerOptions, name: &str) -> Value {
    format!("{}/chatwoot/webhook/{}", options.server_url, encode_uri_component(name)).into()
}

/// The values of a row that was never set.
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

/// The database stores whole days.
fn store(instance: &mut Instance, mut values: Object) {
    let old = instance.group("chatwoot").cloned();
    if let Some(days) = values.get("daysLimitImportMessages").and_then(Value::as_f64) {
        values.insert("daysLimitImportMessages".to_owned(), (days.trunc() as i64).into());
    }
    let row = to_row(old.as_ref(), values, &instance.id);
    instance.put_group("chatwoot", row);
}

pub(crate) fn set(instance: &mut Instance, body: &Object, options: &ServerOptions) -> ApiResult {
    CHATWOOT.check(body, Release::of(options).events())?;
    if !options.chatwoot {
        return Err(reply::refused("Chatwoot is disabled"));
    }
    let on = truthy(body.get("enabled"));
    let url = body.get("url").and_then(Value::as_str).unwrap_or_default();
    if on && !url::is_url(url) {
        return Err(reply::refused("url is not valid"));
    }
    let mut answer = body.clone();
    let inbox = or_default(body.get("nameInbox"), instance.name.as_str());
    answer.insert("nameInbox".to_owned(), inbox);
    let first = instance.group("chatwoot").is_none();
    let mut values = if first { blank() } else { row_values(instance.group("chatwoot")) };
    copy_renamed(&mut values, &answer, NAMES);
    // The delimiter is lost in the first set, and without a signature.
    if first || !truthy(body.get("signMsg")) {
        values.insert("signDelimiter".to_owned(), Value::Null);
    }
    store(instance, values);
    if on && truthy(body.get("autoCreate")) {
        chatwoot_call::create_inbox(options, url)?;
    }
    answer.insert("webhook_url".to_owned(), webhook_url(options, &instance.name));
    Ok(Reply::created(answer.into()))
}

pub(crate) fn find(instance: &Instance, options: &ServerOptions) -> ApiResult {
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
    let mut found = row_values(Some(row));
    found.shift_remove("number");
    let ignored = coalesce(row.get("ignoreJids"), json!([]));
    found.insert("ignoreJids".to_owned(), ignored);
    found.insert("webhook_url".to_owned(), webhook_url(options, &instance.name));
    Ok(Reply::ok(found.into()))
}

/// Stores the settings and returns what the answer says about them; `None` when the request has
/// none.
pub(crate) fn from_create(
    instance: &mut Instance,
    data: &Object,
    options: &ServerOptions,
) -> ApiResult<Option<Value>> {
    let field = |name: &str| data.get(&format!("chatwoot{name}"));
    if ["AccountId", "Token", "Url"].iter().any(|name| !truthy(field(name))) {
        return Ok(None);
    }
    if !options.chatwoot {
        return Err(reply::refused("Chatwoot is not enabled"));
    }
    if !field("Url").and_then(Value::as_str).is_some_and(url::is_url) {
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
    copy_renamed(
        &mut values,
        data,
        &[("number", "number"), ("chatwootOrganization", "organization"), ("chatwootLogo", "logo")],
    );
    store(instance, values);
    // Zero days are stored as zero, but the answer says 60.
    answer["daysLimitImportMessages"] = or_default(days, 60);
    answer["webhookUrl"] = webhook_url(options, &instance.name);
    if let Some(number) = data.get("number") {
        answer["number"] = number.clone();
    }
    Ok(Some(answer))
}
