//! Set and find of the groups of 2.x. What a set leaves out stays as it was.

use serde_json::{Value, json};

use crate::http::reply::{self, ApiResult, Reply};
use crate::servers::v2::rules::release::Release;
use crate::servers::v2::rules::rows::{copy_renamed, row_values, to_row};
use crate::servers::v2::schemas::SETTINGS;
use crate::servers::v2::{chatwoot, event_groups, proxy};
use crate::state::instance::Instance;
use crate::state::mount::Mount;
use crate::state::options::ServerOptions;
use crate::values::js::{Object, non_empty};

const LONGEST_TEXT: usize = 100;

const SETTINGS_NAMES: &[(&str, &str)] = &[
    ("rejectCall", "rejectCall"),
    ("msgCall", "msgCall"),
    ("groupsIgnore", "groupsIgnore"),
    ("alwaysOnline", "alwaysOnline"),
    ("readMessages", "readMessages"),
    ("readStatus", "readStatus"),
    ("syncFullHistory", "syncFullHistory"),
    ("wavoipToken", "wavoipToken"),
];

pub(crate) fn exists(group: &str) -> bool {
    matches!(group, "settings" | "webhook" | "pusher" | "chatwoot" | "proxy")
        || event_groups::QUEUES.contains(&group)
}

pub(crate) fn set(mount: &mut Mount, group: &str, name: &str, body: &Object) -> ApiResult {
    let options = mount.options.clone();
    let instance = mount.find_mut(name).ok_or_else(|| reply::no_instance(name))?;
    match group {
        "settings" => set_settings(instance, body, &options),
        "chatwoot" => chatwoot::set(instance, body, &options),
        "proxy" => proxy::set(instance, body, &options),
        _ => event_groups::set(instance, group, body, &options),
    }
}

pub(crate) fn find(mount: &Mount, group: &str, name: &str) -> ApiResult {
    let instance = mount.find(name).ok_or_else(|| reply::no_instance(name))?;
    match group {
        "settings" => Ok(Reply::ok(row_values(instance.group("settings")).into())),
        "chatwoot" => chatwoot::find(instance, &mount.options),
        "proxy" => Ok(Reply::ok(instance.group("proxy").cloned().unwrap_or_default())),
        _ => Ok(event_groups::find(instance, group, &mount.options)),
    }
}

/// Stores the row of settings that every instance has, and returns its values.
pub(crate) fn store_first_settings(instance: &mut Instance, data: &Object) -> Value {
    let on = |name: &str| data.get(name) == Some(&Value::Bool(true));
    let values = json!({
        "rejectCall": on("rejectCall"),
        "msgCall": non_empty(data, "msgCall").unwrap_or_default(),
        "groupsIgnore": on("groupsIgnore"),
        "alwaysOnline": on("alwaysOnline"),
        "readMessages": on("readMessages"),
        "readStatus": on("readStatus"),
        "syncFullHistory": on("syncFullHistory"),
        "wavoipToken": non_empty(data, "wavoipToken").unwrap_or_default(),
    });
    let row = to_row(None, values.as_object().cloned().unwrap_or_default(), &instance.id);
    instance.put_group("settings", row);
    values
}

fn set_settings(instance: &mut Instance, body: &Object, options: &ServerOptions) -> ApiResult {
    SETTINGS.check(body, Release::of(options).events())?;
    if non_empty(body, "msgCall").is_some_and(|text| text.chars().count() > LONGEST_TEXT) {
        return Err(reply::crashed(&reply::database_text("setting", reply::TOO_LONG)));
    }
    let old = instance.group("settings").cloned();
    let mut values = row_values(old.as_ref());
    copy_renamed(&mut values, body, SETTINGS_NAMES);
    let row = to_row(old.as_ref(), values, &instance.id);
    instance.put_group("settings", row);
    // The row is stored. What fails is the use of the token on a connection that never existed.
    if non_empty(body, "wavoipToken").is_some() && !instance.pairing.ever_connected {
        return Err(reply::crashed("Cannot read properties of undefined (reading 'ws')"));
    }
    Ok(Reply::created(json!({"settings": {"instanceName": instance.name, "settings": body}})))
}
