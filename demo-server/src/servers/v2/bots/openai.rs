//! The credentials of OpenAI bots. A key and a name exist once on the whole server, and one
//! credential can be the default of one instance only.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::http::reply::{self, ApiResult, Reply};
use crate::servers::v2::bots::list_reply;
use crate::servers::v2::rules::rows::{as_object, to_row};
use crate::state::bots::Row;
use crate::state::mount::Mount;
use crate::values::js::{Object, non_empty, or_default};

const KIND: &str = "openai";

/// What the settings have in addition to the shared members.
pub(crate) const SETTINGS: &[&str] = &["openaiCredsId", "speechToText"];

pub(crate) fn unset_settings() -> Object {
    as_object(json!({"speechToText": false, "openaiCredsId": null, "timePerChar": 50}))
}

/// The settings that the first bot makes: here the defaults that the others only show are used.
pub(crate) fn first_settings(body: &Object) -> Object {
    let given = |name: &str, default: bool| body.get(name).cloned().unwrap_or(default.into());
    as_object(json!({
        "openaiCredsId": body.get("openaiCredsId"),
        "expire": or_default(body.get("expire"), 300),
        "keywordFinish": or_default(body.get("keywordFinish"), "bye"),
        "delayMessage": or_default(body.get("delayMessage"), 1000),
        "unknownMessage": or_default(body.get("unknownMessage"), "Sorry, I dont understand"),
        "listeningFromMe": given("listeningFromMe", true),
        "stopBotFromMe": given("stopBotFromMe", true),
        "keepOpen": given("keepOpen", false),
        "debounceTime": or_default(body.get("debounceTime"), 1),
        "ignoreJids": or_default(body.get("ignoreJids"), json!([])),
    }))
}

/// The credentials of the whole server by id, and the instance whose default each is.
#[derive(Debug)]
pub(crate) struct Creds(BTreeMap<String, Option<String>>);

impl Creds {
    pub(crate) fn of(mount: &Mount) -> Self {
        let default_of = |id: &str| {
            let mut instances = mount.instances.iter();
            let found = instances.find(|one| {
                let settings = one.bots.kind(KIND).and_then(|store| store.settings.as_ref());
                settings.is_some_and(|row| non_empty(row, "openaiCredsId") == Some(id))
            });
            found.map(|one| one.name.clone())
        };
        let rows = mount.instances.iter().flat_map(|one| &one.bots.openai_creds);
        let ids = rows.filter_map(|row| non_empty(row, "id"));
        Self(ids.map(|id| (id.to_owned(), default_of(id))).collect())
    }

    fn named<'a>(&self, row: &'a Object) -> Option<&'a str> {
        non_empty(row, "openaiCredsId").filter(|id| self.0.contains_key(*id))
    }

    /// Whether the credentials of a bot exist.
    pub(crate) fn exist(&self, row: &Object) -> bool {
        self.named(row).is_some()
    }

    /// Whether the credentials of some settings exist and are no other instance's default.
    pub(crate) fn can_be_default(&self, row: &Object, instance: &str) -> bool {
        let owner = self.named(row).and_then(|id| self.0.get(id));
        owner.is_some_and(|owner| owner.as_deref().is_none_or(|owner| owner == instance))
    }
}

pub(crate) fn create_creds(mount: &mut Mount, name: &str, body: &Object) -> ApiResult {
    let same = |row: &Row, member: &str| row.get(member) == body.get(member);
    let all = || mount.instances.iter().flat_map(|one| &one.bots.openai_creds);
    if all().any(|row| same(row, "apiKey")) {
        let text = "This API key is already registered. Please use a different API key.";
        return Err(reply::refused(text));
    }
    let own = mount.find(name).map(|one| one.bots.openai_creds.as_slice()).unwrap_or_default();
    if own.iter().any(|row| same(row, "name")) {
        let text = "This credential name is already in use. Please choose a different name.";
        return Err(reply::refused(text));
    }
    if all().any(|row| same(row, "name")) {
        return Err(reply::crashed("Error creating openai creds"));
    }
    let instance = mount.find_mut(name).ok_or_else(|| reply::no_instance(name))?;
    let values = json!({"name": body.get("name"), "apiKey": body.get("apiKey")});
    let row = to_row(None, as_object(values), &instance.id);
    instance.bots.openai_creds.push(as_object(row.clone()));
    Ok(Reply::created(row))
}

/// Each row with the bots that use it.
pub(crate) fn list_creds(mount: &Mount, name: &str) -> Reply {
    let own = mount.find(name).map(|one| one.bots.openai_creds.as_slice()).unwrap_or_default();
    list_reply(own.iter().map(|row| {
        let mut shown = row.clone();
        let bots: Vec<Value> = users(mount, non_empty(row, "id").unwrap_or_default())
            .map(|bot| Value::Object(bot.clone()))
            .collect();
        shown.insert("OpenaiAssistant".to_owned(), bots.into());
        shown.into()
    }))
}

/// The bots that use some credentials.
fn users<'a>(mount: &'a Mount, id: &'a str) -> impl Iterator<Item = &'a Row> {
    let stores = mount.instances.iter().filter_map(|one| one.bots.kind(KIND));
    let bots = stores.flat_map(|store| &store.bots);
    bots.filter(move |bot| non_empty(bot, "openaiCredsId") == Some(id))
}

/// Credentials that a bot or some settings use cannot be deleted.
pub(crate) fn delete_creds(mount: &mut Mount, name: &str, id: &str) -> ApiResult {
    let is_default = Creds::of(mount).0.get(id).is_some_and(Option::is_some);
    if is_default || users(mount, id).next().is_some() {
        return Err(reply::crashed("Error deleting openai creds"));
    }
    let instance = mount.find_mut(name).ok_or_else(|| reply::no_instance(name))?;
    let rows = &mut instance.bots.openai_creds;
    let before = rows.len();
    rows.retain(|row| non_empty(row, "id") != Some(id));
    if rows.len() == before {
        return Err(reply::crashed("Openai Creds not found"));
    }
    Ok(Reply::ok(json!({"openaiCreds": {"id": id}})))
}
