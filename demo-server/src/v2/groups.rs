//! Set and find of the groups of 2.3.6. What a set leaves out stays as it was.

use serde_json::{Value, json};

use super::rows::{bare, laid_over, stamped};
use super::schemas::SETTINGS;
use super::{chatwoot, proxy, queues};
use crate::instance::Instance;
use crate::js::{Object, filled};
use crate::mount::Mount;
use crate::reply::{self, Outcome, Reply};

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

pub(super) fn exists(group: &str) -> bool {
    matches!(group, "settings" | "webhook" | "pusher" | "chatwoot" | "proxy")
        || queues::QUEUES.contains(&group)
}

pub(super) fn set(mount: &mut Mount, group: &str, name: &str, body: &Object) -> Outcome {
    let options = mount.options.clone();
    let instance = mount.find_mut(name).ok_or_else(|| reply::no_instance(name))?;
    match group {
        "settings" => set_settings(instance, body),
        "chatwoot" => chatwoot::set(instance, body, &options),
        "proxy" => proxy::set(instance, body, &options),
        _ => queues::set(instance, group, body, &options),
    }
}

pub(super) fn find(mount: &Mount, group: &str, name: &str) -> Outcome {
    let instance = mount.find(name).ok_or_else(|| reply::no_instance(name))?;
    match group {
        "settings" => Ok(Reply::ok(bare(instance.group("settings")).into())),
        "chatwoot" => chatwoot::find(instance, &mount.options),
        "proxy" => Ok(Reply::ok(instance.group("proxy").cloned().unwrap_or_default())),
        _ => Ok(queues::find(instance, group, &mount.options)),
    }
}

/// The settings row every instance starts with, as far as create fills it.
pub(super) fn first_settings(instance: &mut Instance, data: &Object) -> Value {
    let on = |name: &str| data.get(name) == Some(&Value::Bool(true));
    let values = json!({
        "rejectCall": on("rejectCall"),
        "msgCall": filled(data, "msgCall").unwrap_or_default(),
        "groupsIgnore": on("groupsIgnore"),
        "alwaysOnline": on("alwaysOnline"),
        "readMessages": on("readMessages"),
        "readStatus": on("readStatus"),
        "syncFullHistory": on("syncFullHistory"),
        "wavoipToken": filled(data, "wavoipToken").unwrap_or_default(),
    });
    let row = stamped(None, values.as_object().cloned().unwrap_or_default(), &instance.id);
    instance.put_group("settings", row);
    values
}

fn set_settings(instance: &mut Instance, body: &Object) -> Outcome {
    SETTINGS.check(body)?;
    if filled(body, "msgCall").is_some_and(|text| text.chars().count() > LONGEST_TEXT) {
        return Err(reply::crashed(&reply::database_text("setting", reply::TOO_LONG)));
    }
    let old = instance.group("settings").cloned();
    let mut values = bare(old.as_ref());
    laid_over(&mut values, body, SETTINGS_NAMES);
    let row = stamped(old.as_ref(), values, &instance.id);
    instance.put_group("settings", row);
    // Stored by now; what fails is handing the token to a connection that never was.
    if filled(body, "wavoipToken").is_some() && !instance.link.ever_connected {
        return Err(reply::crashed("Cannot read properties of undefined (reading 'ws')"));
    }
    Ok(Reply::created(json!({"settings": {"instanceName": instance.name, "settings": body}})))
}
