//! The default settings of a kind of bot.

use serde_json::{Value, json};

use crate::http::reply::{self, ApiResult, Reply};
use crate::servers::v2::bots::kinds::{BotKind, SHARED};
use crate::servers::v2::bots::openai;
use crate::servers::v2::bots::rules::fits_columns;
use crate::servers::v2::rules::rows::{as_object, copy, to_row};
use crate::state::bots::Row;
use crate::state::instance::Instance;
use crate::state::mount::Mount;
use crate::values::clock;
use crate::values::js::{Object, non_empty};

const FAILED: &str = "Error setting default settings";

/// What the columns have that nobody set.
pub(crate) fn unset() -> Object {
    as_object(json!({
        "expire": 0,
        "keywordFinish": null,
        "delayMessage": null,
        "unknownMessage": null,
        "listeningFromMe": false,
        "stopBotFromMe": false,
        "keepOpen": false,
        "debounceTime": null,
        "ignoreJids": null,
        "splitMessages": false,
        "timePerChar": 0,
    }))
}

/// The settings of an instance with what was sent over them, or why the database refuses them.
pub(crate) fn store(
    instance: &mut Instance,
    kind: &BotKind,
    sent: &Object,
    creds: &openai::Creds,
) -> ApiResult<Row> {
    let failed = || reply::crashed(FAILED);
    let old = instance.bots.kind(kind.name).and_then(|store| store.settings.clone());
    let mut row = old.unwrap_or_else(|| {
        let mut fresh = unset();
        fresh.insert(kind.fallback.to_owned(), Value::Null);
        if kind.has_creds() {
            fresh.extend(openai::unset_settings());
        }
        as_object(to_row(None, fresh, &instance.id))
    });
    copy(&mut row, sent, SHARED);
    if kind.has_creds() {
        copy(&mut row, sent, openai::SETTINGS);
        if !creds.can_be_default(&row, &instance.name) {
            return Err(failed());
        }
    }
    // Only this name sets the fallback bot; the name in the schema is ignored.
    if let Some(fallback) = sent.get("fallbackId") {
        let bots = instance.bots.kind(kind.name).map(|store| store.bots.as_slice());
        let is_known =
            |id: &str| bots.unwrap_or_default().iter().any(|bot| non_empty(bot, "id") == Some(id));
        // With credentials, the server's call of the database is wrong for any value.
        if kind.has_creds() || !fallback.is_null() && !fallback.as_str().is_some_and(is_known) {
            return Err(failed());
        }
        row.insert(kind.fallback.to_owned(), fallback.clone());
    }
    if !fits_columns(kind, &row) {
        return Err(failed());
    }
    row.insert("updatedAt".to_owned(), clock::now_iso().into());
    instance.bots.kind_mut(kind.name).settings = Some(row.clone());
    Ok(row)
}

pub(crate) fn set(mount: &mut Mount, kind: &BotKind, name: &str, body: &Object) -> ApiResult {
    let creds = openai::Creds::of(mount);
    let instance = mount.find_mut(name).ok_or_else(|| reply::no_instance(name))?;
    let mut row = store(instance, kind, body, &creds)?;
    let fallback = row.get(kind.fallback).cloned().unwrap_or_default();
    row.insert("fallbackId".to_owned(), fallback);
    Ok(Reply::ok(row.into()))
}

/// Before the first bot, the answer has values that no bot gets.
pub(crate) fn fetch(mount: &Mount, kind: &BotKind, name: &str) -> Reply {
    let store = mount.find(name).and_then(|instance| instance.bots.kind(kind.name));
    let Some((store, settings)) = store.and_then(|store| Some((store, store.settings.as_ref()?)))
    else {
        return Reply::ok(json!({
            "expire": 300,
            "keywordFinish": "bye",
            "delayMessage": 1000,
            "unknownMessage": "Sorry, I dont understand",
            "listeningFromMe": true,
            "stopBotFromMe": true,
            "keepOpen": false,
            "debounceTime": 1,
            "ignoreJids": [],
            "splitMessages": false,
            "timePerChar": 0,
            "fallbackId": "",
            "fallback": null,
        }));
    };
    let mut shown = settings.clone();
    let id = settings.get(kind.fallback).cloned().unwrap_or_default();
    let bot = store.bots.iter().find(|bot| bot.get("id") == Some(&id)).cloned();
    let bot = bot.map_or(Value::Null, Value::Object);
    shown.insert("fallbackId".to_owned(), id);
    shown.insert("Fallback".to_owned(), bot.clone());
    shown.insert("fallback".to_owned(), bot);
    Reply::ok(shown.into())
}

/// Adds a conversation that no bot of the kind answers, or removes it.
pub(crate) fn ignore_jid(
    mount: &mut Mount,
    kind: &BotKind,
    name: &str,
    body: &Object,
) -> ApiResult {
    let instance = mount.find_mut(name).ok_or_else(|| reply::no_instance(name))?;
    let settings = instance.bots.kind_mut(kind.name).settings.as_mut();
    let settings = settings.ok_or_else(|| reply::crashed(FAILED))?;
    let jid = body.get("remoteJid").cloned().unwrap_or_default();
    let mut jids = settings.get("ignoreJids").and_then(Value::as_array).cloned();
    let jids = jids.get_or_insert_default();
    if non_empty(body, "action") == Some("add") {
        if !jids.contains(&jid) {
            jids.push(jid);
        }
    } else {
        jids.retain(|one| *one != jid);
    }
    settings.insert("ignoreJids".to_owned(), jids.clone().into());
    Ok(Reply::ok(json!({"ignoreJids": jids})))
}
