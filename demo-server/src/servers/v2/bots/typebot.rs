//! Typebot in 2.x: an instance has many bots, and settings that are created with the first bot and
//! are the defaults of later ones.

use serde_json::{Value, json};

use crate::http::reply::{self, ApiResult, Reply};
use crate::http::request::{ApiRequest, decode_segment};
use crate::servers::v2::bots::routes::is_route;
use crate::servers::v2::bots::typebot_rules::{BOT, SETTINGS, check_trigger, fits_columns};
use crate::servers::v2::rules::auth::authorized_name;
use crate::servers::v2::rules::rows::{copy_renamed, to_row};
use crate::state::instance::Instance;
use crate::state::mount::Mount;
use crate::state::options::ServerOptions;
use crate::values::clock;
use crate::values::js::{Object, non_empty};

const SHARED: &[(&str, &str)] = &[
    ("expire", "expire"),
    ("keywordFinish", "keywordFinish"),
    ("delayMessage", "delayMessage"),
    ("unknownMessage", "unknownMessage"),
    ("listeningFromMe", "listeningFromMe"),
    ("stopBotFromMe", "stopBotFromMe"),
    ("keepOpen", "keepOpen"),
    ("debounceTime", "debounceTime"),
    ("ignoreJids", "ignoreJids"),
    ("splitMessages", "splitMessages"),
    ("timePerChar", "timePerChar"),
];

const OWN: &[(&str, &str)] = &[
    ("enabled", "enabled"),
    ("description", "description"),
    ("url", "url"),
    ("typebot", "typebot"),
    ("triggerType", "triggerType"),
    ("triggerOperator", "triggerOperator"),
    ("triggerValue", "triggerValue"),
];

pub(crate) fn answer(
    mount: &mut Mount,
    request: &ApiRequest,
    verb: &str,
    rest: &[&str],
) -> ApiResult {
    let known = !matches!(verb, "creds" | "start" | "changeStatus" | "ignoreJid");
    let Some(raw) = rest.last().filter(|_| known && is_route(&request.method, verb, rest)) else {
        return Err(request.no_such_route());
    };
    let name = authorized_name(mount, request, raw)?;
    let body = request.body();
    match verb {
        "create" | "update" => BOT.check(&body, &[])?,
        "settings" => SETTINGS.check(&body, &[])?,
        _ => {}
    }
    if !mount.options.typebot {
        return Err(reply::refused("Typebot is disabled"));
    }
    let id = decode_segment(rest[0])?;
    let options = mount.options.clone();
    if verb == "fetch" {
        // The server ignores the instance in the path and finds any bot.
        let mut all = mount.instances.iter().flat_map(|one| &one.bots);
        let found = all.find(|bot| bot.get("id") == Some(&id.as_str().into()));
        return Ok(Reply::ok(found.cloned().map_or(Value::Null, Value::Object)));
    }
    let instance = mount.find_mut(&name).ok_or_else(|| reply::no_instance(&name))?;
    match verb {
        "create" => create(instance, &body, &options),
        "update" => update(instance, &id, &body),
        "delete" => delete(instance, &id),
        "settings" => set_settings(instance, &body),
        "fetchSettings" => Ok(Reply::ok(settings(instance))),
        "fetchSessions" => Ok(Reply::ok(json!([]))),
        _ => Ok(Reply::ok(instance.bots.clone().into())),
    }
}

/// The values of a bot when neither the request nor the settings have any.
fn unset() -> Object {
    let unset = json!({
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
    });
    unset.as_object().cloned().unwrap_or_default()
}

fn as_object(row: Value) -> Object {
    match row {
        Value::Object(members) => members,
        _ => Object::new(),
    }
}

fn create(instance: &mut Instance, body: &Object, options: &ServerOptions) -> ApiResult {
    let mut values = unset();
    let is_first = instance.bot_settings.is_none();
    if let Some(settings) = &instance.bot_settings {
        copy_renamed(&mut values, settings, SHARED);
    }
    copy_renamed(&mut values, body, SHARED);
    if instance.bot_settings.is_none() {
        let mut settings = values.clone();
        settings.insert("typebotIdFallback".to_owned(), Value::Null);
        instance.bot_settings = Some(as_object(to_row(None, settings, &instance.id)));
    }
    let no_trigger = json!({"description": null, "triggerOperator": null, "triggerValue": null});
    values.extend(as_object(no_trigger));
    copy_renamed(&mut values, body, OWN);
    let others: Vec<&Object> = instance.bots.iter().collect();
    check_trigger(&values, &others)?;
    if !fits_columns(&values) {
        return Err(reply::crashed("Error creating Typebot"));
    }
    let row = to_row(None, values, &instance.id);
    let mut stored = as_object(row.clone());
    if let Some(members) = options.alters.get("typebot").and_then(Value::as_object) {
        stored.extend(members.clone());
    }
    if !(is_first && options.loses.iter().any(|group| group == "typebot")) {
        instance.bots.push(stored);
    }
    Ok(Reply::created(row))
}

fn position(instance: &Instance, id: &str) -> Option<usize> {
    instance.bots.iter().position(|bot| non_empty(bot, "id") == Some(id))
}

/// Every failed update has the same error text.
fn update(instance: &mut Instance, id: &str, body: &Object) -> ApiResult {
    let failed = || reply::crashed("Error updating Typebot");
    let at = position(instance, id).ok_or_else(failed)?;
    let mut bot = instance.bots[at].clone();
    copy_renamed(&mut bot, body, SHARED);
    copy_renamed(&mut bot, body, OWN);
    let others: Vec<&Object> =
        instance.bots.iter().filter(|other| non_empty(other, "id") != Some(id)).collect();
    // A keyword that the body leaves out counts as missing, even if the row has one.
    let mut asked = bot.clone();
    for name in ["triggerOperator", "triggerValue"] {
        asked.insert(name.to_owned(), body.get(name).cloned().unwrap_or_default());
    }
    let has_same_target =
        |other: &Object| ["url", "typebot"].iter().all(|name| other.get(*name) == bot.get(*name));
    if check_trigger(&asked, &others).is_err()
        || !fits_columns(&bot)
        || others.iter().any(|other| has_same_target(other))
    {
        return Err(failed());
    }
    bot.insert("updatedAt".to_owned(), clock::now_iso().into());
    instance.bots[at] = bot.clone();
    Ok(Reply::ok(bot.into()))
}

fn delete(instance: &mut Instance, id: &str) -> ApiResult {
    let at = position(instance, id).ok_or_else(|| reply::crashed("Error deleting Typebot bot"))?;
    instance.bots.remove(at);
    if let Some(settings) = &mut instance.bot_settings
        && non_empty(settings, "typebotIdFallback") == Some(id)
    {
        settings.insert("typebotIdFallback".to_owned(), Value::Null);
    }
    Ok(Reply::ok(json!({"bot": {"id": id}})))
}

/// Only `fallbackId` sets the fallback bot; the name in the schema is ignored.
fn set_settings(instance: &mut Instance, body: &Object) -> ApiResult {
    let mut values = instance.bot_settings.clone().unwrap_or_else(|| {
        let mut fresh = unset();
        fresh.insert("typebotIdFallback".to_owned(), Value::Null);
        as_object(to_row(None, fresh, &instance.id))
    });
    copy_renamed(&mut values, body, SHARED);
    if let Some(fallback) = body.get("fallbackId") {
        let known = fallback.as_str().is_some_and(|id| position(instance, id).is_some());
        if !known && !fallback.is_null() {
            return Err(reply::crashed("Error setting default settings"));
        }
        values.insert("typebotIdFallback".to_owned(), fallback.clone());
    }
    instance.bot_settings = Some(values.clone());
    let fallback = values.get("typebotIdFallback").cloned().unwrap_or_default();
    values.insert("fallbackId".to_owned(), fallback);
    Ok(Reply::ok(values.into()))
}

/// Before the first bot, the answer has defaults that no bot gets.
fn settings(instance: &Instance) -> Value {
    let Some(stored) = &instance.bot_settings else {
        return json!({
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
        });
    };
    let mut shown = stored.clone();
    let id = stored.get("typebotIdFallback").cloned().unwrap_or_default();
    let bot = instance.bots.iter().find(|bot| bot.get("id") == Some(&id)).cloned();
    let bot = bot.map_or(Value::Null, Value::Object);
    shown.insert("fallbackId".to_owned(), id);
    shown.insert("Fallback".to_owned(), bot.clone());
    shown.insert("fallback".to_owned(), bot);
    shown.into()
}
