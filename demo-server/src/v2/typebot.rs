//! The typebots of 2.3.6: many to an instance, with settings that give later ones their defaults
//! and that were made from the first one's.

use serde_json::{Value, json};

use super::bots;
use super::rows::{laid_over, stamped};
use super::typebot_rules::{BOT, SETTINGS, check, fits};
use crate::call::{Call, decode_segment};
use crate::instance::Instance;
use crate::js::{Object, filled};
use crate::mount::Mount;
use crate::options::Options;
use crate::reply::{self, Outcome, Reply};

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

pub(super) fn answer(mount: &mut Mount, call: &Call, verb: &str, rest: &[&str]) -> Outcome {
    let known = !matches!(verb, "creds" | "start" | "changeStatus" | "ignoreJid");
    let Some(raw) = rest.last().filter(|_| known && bots::is_route(&call.method, verb, rest))
    else {
        return Err(call.no_route());
    };
    let name = super::allowed(mount, call, raw)?;
    let body = call.body();
    match verb {
        "create" | "update" => BOT.check(&body)?,
        "settings" => SETTINGS.check(&body)?,
        _ => {}
    }
    if !mount.options.typebot {
        return Err(reply::refused("Typebot is disabled"));
    }
    let id = decode_segment(rest[0])?;
    let options = mount.options.clone();
    if verb == "fetch" {
        // The instance in the path is not compared: any bot of the server is found.
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

/// What a bot starts with when neither it nor the settings say anything.
fn nothing() -> Object {
    let nothing = json!({
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
    nothing.as_object().cloned().unwrap_or_default()
}

fn as_object(row: Value) -> Object {
    match row {
        Value::Object(members) => members,
        _ => Object::new(),
    }
}

fn create(instance: &mut Instance, body: &Object, options: &Options) -> Outcome {
    let mut values = nothing();
    let is_first = instance.bot_settings.is_none();
    if let Some(settings) = &instance.bot_settings {
        laid_over(&mut values, settings, SHARED);
    }
    laid_over(&mut values, body, SHARED);
    if instance.bot_settings.is_none() {
        let mut settings = values.clone();
        settings.insert("typebotIdFallback".to_owned(), Value::Null);
        instance.bot_settings = Some(as_object(stamped(None, settings, &instance.id)));
    }
    let unset = json!({"description": null, "triggerOperator": null, "triggerValue": null});
    values.extend(as_object(unset));
    laid_over(&mut values, body, OWN);
    let others: Vec<&Object> = instance.bots.iter().collect();
    check(&values, &others)?;
    if !fits(&values) {
        return Err(reply::crashed("Error creating Typebot"));
    }
    let row = stamped(None, values, &instance.id);
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
    instance.bots.iter().position(|bot| filled(bot, "id") == Some(id))
}

/// Every cause of a failed update has the same text.
fn update(instance: &mut Instance, id: &str, body: &Object) -> Outcome {
    let failed = || reply::crashed("Error updating Typebot");
    let at = position(instance, id).ok_or_else(failed)?;
    let mut bot = instance.bots[at].clone();
    laid_over(&mut bot, body, SHARED);
    laid_over(&mut bot, body, OWN);
    let others: Vec<&Object> =
        instance.bots.iter().filter(|other| filled(other, "id") != Some(id)).collect();
    // A keyword that was left out of the body is missing, even where the row still has one.
    let mut asked = bot.clone();
    for name in ["triggerOperator", "triggerValue"] {
        asked.insert(name.to_owned(), body.get(name).cloned().unwrap_or_default());
    }
    let target =
        |other: &Object| ["url", "typebot"].iter().all(|name| other.get(*name) == bot.get(*name));
    if check(&asked, &others).is_err() || !fits(&bot) || others.iter().any(|other| target(other)) {
        return Err(failed());
    }
    bot.insert("updatedAt".to_owned(), crate::clock::now_iso().into());
    instance.bots[at] = bot.clone();
    Ok(Reply::ok(bot.into()))
}

fn delete(instance: &mut Instance, id: &str) -> Outcome {
    let at = position(instance, id).ok_or_else(|| reply::crashed("Error deleting Typebot bot"))?;
    instance.bots.remove(at);
    if let Some(settings) = &mut instance.bot_settings
        && filled(settings, "typebotIdFallback") == Some(id)
    {
        settings.insert("typebotIdFallback".to_owned(), Value::Null);
    }
    Ok(Reply::ok(json!({"bot": {"id": id}})))
}

/// Only `fallbackId` chooses the fallback; the name the schema has for it is ignored.
fn set_settings(instance: &mut Instance, body: &Object) -> Outcome {
    let mut values = instance.bot_settings.clone().unwrap_or_else(|| {
        let mut fresh = nothing();
        fresh.insert("typebotIdFallback".to_owned(), Value::Null);
        as_object(stamped(None, fresh, &instance.id))
    });
    laid_over(&mut values, body, SHARED);
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

/// Before there are any, it shows defaults that no bot will get.
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
