//! Makes, changes and deletes bots. A bot takes what it leaves out from the default settings of its
//! kind, which the first bot of an instance makes.

use serde_json::{Value, json};

use crate::http::reply::{self, ApiResult, Reply};
use crate::servers::v2::bots::kinds::{BotKind, OWN, SHARED};
use crate::servers::v2::bots::rules::{check_target, check_trigger, fits_columns};
use crate::servers::v2::bots::{defaults, list_reply, openai};
use crate::servers::v2::rules::rows::{as_object, copy, to_row};
use crate::state::bots::Row;
use crate::state::instance::Instance;
use crate::state::mount::Mount;
use crate::values::clock;
use crate::values::js::{Object, non_empty, truthy};

pub(crate) fn create(mount: &mut Mount, kind: &BotKind, name: &str, body: &Object) -> ApiResult {
    let creds = openai::Creds::of(mount);
    let options = mount.options.clone();
    let instance = mount.find_mut(name).ok_or_else(|| reply::no_instance(name))?;
    if kind.checks_target_first {
        check_target(kind, body, &others(instance, kind, ""))?;
    }
    let is_first = instance.bots.kind(kind.name).is_none_or(|store| store.settings.is_none());
    if is_first && kind.has_creds() {
        defaults::store(instance, kind, &openai::first_settings(body), &creds)?;
    }
    let mut values = defaults::unset();
    if let Some(settings) = instance.bots.kind(kind.name).and_then(|store| store.settings.as_ref())
    {
        copy(&mut values, settings, SHARED);
    }
    copy(&mut values, body, SHARED);
    let leaves_out = SHARED.iter().any(|name| !truthy(body.get(*name)));
    if is_first && leaves_out && !kind.has_creds() {
        defaults::store(instance, kind, &values, &creds)?;
    }
    check_trigger(kind, body, &others(instance, kind, ""))?;
    for column in OWN.iter().chain(kind.fields) {
        values.insert((*column).to_owned(), Value::Null);
    }
    copy(&mut values, body, OWN);
    copy(&mut values, body, kind.fields);
    if !fits_columns(kind, &values) || kind.has_creds() && !creds.exist(&values) {
        return Err(reply::crashed(&format!("Error creating {}", kind.title)));
    }
    let row = to_row(None, values, &instance.id);
    let mut stored = as_object(row.clone());
    if let Some(members) = options.alters.get(kind.name).and_then(Value::as_object) {
        stored.extend(members.clone());
    }
    if !(is_first && options.loses.iter().any(|group| group == kind.name)) {
        instance.bots.kind_mut(kind.name).bots.push(stored);
    }
    Ok(Reply::created(row))
}

/// The bots of a kind, except for the one with an id.
fn others<'a>(instance: &'a Instance, kind: &BotKind, id: &str) -> Vec<&'a Row> {
    let bots = instance.bots.kind(kind.name).map(|store| store.bots.as_slice());
    bots.unwrap_or_default().iter().filter(|bot| non_empty(bot, "id") != Some(id)).collect()
}

fn position(instance: &Instance, kind: &BotKind, id: &str) -> Option<usize> {
    let bots = &instance.bots.kind(kind.name)?.bots;
    bots.iter().position(|bot| non_empty(bot, "id") == Some(id))
}

/// Every failed update has the same error text. What is left out stays as it is, but a trigger that
/// is left out counts as missing.
pub(crate) fn update(
    mount: &mut Mount,
    kind: &BotKind,
    name: &str,
    id: &str,
    body: &Object,
) -> ApiResult {
    let failed = || reply::crashed(&format!("Error updating {}", kind.title));
    let creds = openai::Creds::of(mount);
    let instance = mount.find_mut(name).ok_or_else(|| reply::no_instance(name))?;
    let at = position(instance, kind, id).ok_or_else(failed)?;
    let others = others(instance, kind, id);
    if check_trigger(kind, body, &others).is_err() || check_target(kind, body, &others).is_err() {
        return Err(failed());
    }
    let bot = &mut instance.bots.kind_mut(kind.name).bots[at];
    let mut changed = bot.clone();
    copy(&mut changed, body, SHARED);
    copy(&mut changed, body, OWN);
    copy(&mut changed, body, kind.fields);
    if !fits_columns(kind, &changed) || kind.has_creds() && !creds.exist(&changed) {
        return Err(failed());
    }
    changed.insert("updatedAt".to_owned(), clock::now_iso().into());
    *bot = changed.clone();
    Ok(Reply::ok(changed.into()))
}

pub(crate) fn delete(mount: &mut Mount, kind: &BotKind, name: &str, id: &str) -> ApiResult {
    let instance = mount.find_mut(name).ok_or_else(|| reply::no_instance(name))?;
    let at = position(instance, kind, id)
        .ok_or_else(|| reply::crashed(&format!("Error deleting {} bot", kind.title)))?;
    let store = instance.bots.kind_mut(kind.name);
    store.bots.remove(at);
    if let Some(settings) = &mut store.settings
        && non_empty(settings, kind.fallback) == Some(id)
    {
        settings.insert(kind.fallback.to_owned(), Value::Null);
    }
    instance.bots.sessions.retain(|session| non_empty(session, "botId") != Some(id));
    Ok(Reply::ok(json!({"bot": {"id": id}})))
}

pub(crate) fn list(mount: &Mount, kind: &BotKind, name: &str) -> Reply {
    let store = mount.find(name).and_then(|instance| instance.bots.kind(kind.name));
    list_reply(store.into_iter().flat_map(|store| store.bots.iter().cloned().map(Value::Object)))
}

/// The server ignores the instance in the path and finds any bot.
pub(crate) fn fetch(mount: &Mount, kind: &BotKind, id: &str) -> Reply {
    let stores = mount.instances.iter().filter_map(|one| one.bots.kind(kind.name));
    let mut bots = stores.flat_map(|store| &store.bots);
    let found = bots.find(|bot| non_empty(bot, "id") == Some(id));
    Reply::ok(found.cloned().map_or(Value::Null, Value::Object))
}
