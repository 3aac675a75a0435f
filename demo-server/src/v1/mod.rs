//! Evolution API 1.8.2: its routes, and who may call them.

mod chatwoot;
mod create;
mod groups;
pub(crate) mod lifecycle;
pub(crate) mod list;
mod schemas;
mod typebot;

use axum::http::Method;
use serde_json::{Value, json};

use crate::call::{Call, decode_segment};
use crate::mount::Mount;
use crate::options::Options;
use crate::reply::{self, Outcome, Reply};

pub(crate) use groups::{find_settings, set_settings, set_webhook};

pub(crate) fn answer(mount: &mut Mount, call: &Call) -> Outcome {
    let post = call.method == Method::POST;
    let get = call.method == Method::GET;
    match call.segments().as_slice() {
        [] if get => Ok(Reply::ok(greeting(&mount.options))),
        ["instance", "create"] if post => create::create(mount, call),
        ["instance", "fetchInstances"] if get => list::fetch(mount, call),
        ["instance", verb, raw] => lifecycle::answer(mount, call, verb, raw),
        [group, "set", raw] if post && groups::exists(group) => {
            let name = allowed(mount, call, raw)?;
            groups::set(mount, group, &name, &call.body())
        }
        [group, "find", raw] if get && groups::exists(group) => {
            let name = allowed(mount, call, raw)?;
            groups::find(mount, group, &name)
        }
        _ => Err(call.no_route()),
    }
}

fn greeting(options: &Options) -> Value {
    let mut greeting = json!({
        "status": 200,
        "message": "Welcome to the Evolution API, it is working!",
        "version": options.version_or("1.8.2"),
    });
    if options.docs {
        greeting["swagger"] = format!("{}/docs", options.server_url).into();
    }
    if options.manager {
        greeting["manager"] = format!("{}/manager", options.server_url).into();
    }
    greeting["documentation"] = "https://doc.evolution-api.com".into();
    greeting
}

/// Creating and listing take the global key only.
pub(crate) fn owner(mount: &Mount, call: &Call) -> Outcome<()> {
    match call.key.as_deref() {
        Some(key) if key == mount.options.key => Ok(()),
        None if mount.options.auth_type == "jwt" => {
            Err(reply::error(403, vec!["Missing global api key", "The global api key must be set"]))
        }
        _ => Err(reply::unauthorized()),
    }
}

/// The name a call works on. Whether it exists is checked before the key; and a name in the
/// query replaces the one in the path after both checks, as the real servers do it.
pub(crate) fn allowed(mount: &Mount, call: &Call, raw: &str) -> Outcome<String> {
    let name = decode_segment(raw)?;
    let instance = mount.find(&name).ok_or_else(|| reply::no_instance(&name))?;
    let own = mount.options.auth_type != "jwt" && instance.token == call.key;
    if call.key.is_none() || !own && call.key.as_deref() != Some(mount.options.key.as_str()) {
        return Err(reply::unauthorized());
    }
    Ok(call.query("instanceName").map_or(name, str::to_owned))
}
