//! Evolution API 2.3.6: its routes, and who may call them.

mod bots;
mod chatwoot;
mod create;
mod groups;
mod lifecycle;
mod list;
mod proxy;
mod queues;
mod rows;
mod schemas;
mod typebot;
mod typebot_rules;

use axum::http::Method;
use serde_json::{Value, json};

use crate::call::{Call, decode_segment};
use crate::mount::Mount;
use crate::options::Options;
use crate::reply::{self, Outcome, Reply};

pub(crate) fn answer(mount: &mut Mount, call: &Call) -> Outcome {
    let post = call.method == Method::POST;
    let get = call.method == Method::GET;
    match call.segments().as_slice() {
        [] if get => Ok(Reply::ok(greeting(&mount.options))),
        ["verify-creds"] if post => {
            owner(mount, call)?;
            Ok(Reply::ok(json!({"status": 200, "message": "Credentials are valid"})))
        }
        ["license", "status"] if get && mount.options.version.starts_with("2.4") => {
            Ok(Reply::ok(license("active")))
        }
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
        ["typebot", verb, rest @ ..] => typebot::answer(mount, call, verb, rest),
        [bot, verb, rest @ ..] if bots::exists(bot) => bots::answer(mount, call, bot, verb, rest),
        _ => Err(call.no_route()),
    }
}

/// Public from 2.4 on, as its announcement tells it; it was not recorded.
pub(crate) fn license(status: &str) -> Value {
    json!({"status": status, "instance_id": "demo", "api_key": "demo...demo"})
}

fn greeting(options: &Options) -> Value {
    let mut greeting = json!({
        "status": 200,
        "message": "Welcome to the Evolution API, it is working!",
        "version": options.version_or("2.3.6"),
        "clientName": options.client_name,
    });
    if options.manager {
        greeting["manager"] = format!("{}/manager", options.server_url).into();
    }
    greeting["documentation"] = "https://doc.evolution-api.com".into();
    greeting["whatsappWebVersion"] = "2.3000.1027934701".into();
    greeting
}

fn is_owner(mount: &Mount, call: &Call) -> bool {
    call.key.as_deref() == Some(mount.options.key.as_str())
}

fn owner(mount: &Mount, call: &Call) -> Outcome<()> {
    if is_owner(mount, call) { Ok(()) } else { Err(reply::unauthorized()) }
}

/// The name a call works on. Whether it exists is checked before the key; and a name in the
/// query replaces the one in the path after both checks, as the real servers do it.
fn allowed(mount: &Mount, call: &Call, raw: &str) -> Outcome<String> {
    let name = decode_segment(raw)?;
    let instance = mount.find(&name).ok_or_else(|| reply::no_instance(&name))?;
    let own = call.key.is_some() && instance.token == call.key;
    if !own && !is_owner(mount, call) {
        return Err(reply::unauthorized());
    }
    Ok(call.query("instanceName").map_or(name, str::to_owned))
}
