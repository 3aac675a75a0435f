//! The l2msg hybrid, from its public pages: it is asked in camel case and answers in the snake
//! case of the first version. What those pages do not say is played as 1.8.2 does it; whether it
//! greets at its root is unknown, so here it does not.

use axum::http::Method;
use serde_json::{Value, json};

use crate::call::Call;
use crate::connection;
use crate::instance::Instance;
use crate::js::{Object, coalesce, filled, or, truthy};
use crate::mount::Mount;
use crate::reply::{self, Outcome, Reply};
use crate::schema::{Kind, Schema};
use crate::{events, ids, v1};

static WEBHOOK: Schema = Schema {
    members: &[
        ("url", Kind::Text),
        ("byEvents", Kind::Bool),
        ("base64", Kind::Bool),
        ("headers", Kind::Anything),
        ("events", Kind::Names(events::L2MSG)),
    ],
    required: &[],
    filled: &[],
};

static CREATE: Schema = Schema {
    members: &[
        ("instanceName", Kind::Text),
        ("qrcode", Kind::Bool),
        ("number", Kind::Number),
        ("rejectCall", Kind::Bool),
        ("msgCall", Kind::Text),
        ("groupsIgnore", Kind::Bool),
        ("alwaysOnline", Kind::Bool),
        ("readMessages", Kind::Bool),
        ("readStatus", Kind::Bool),
        ("syncFullHistory", Kind::Bool),
        ("webhook", Kind::Object(&WEBHOOK)),
    ],
    required: &["instanceName"],
    filled: &["instanceName"],
};

pub(crate) fn answer(mount: &mut Mount, call: &Call) -> Outcome {
    let post = call.method == Method::POST;
    let get = call.method == Method::GET;
    match call.segments().as_slice() {
        ["instance", "create"] if post => create(mount, call),
        ["instance", "fetchInstances"] if get => v1::list::fetch(mount, call),
        ["instance", verb, raw] => v1::lifecycle::answer(mount, call, verb, raw),
        [group @ ("settings" | "webhook"), "set", raw] if post => {
            let name = v1::allowed(mount, call, raw)?;
            let instance = mount.find_mut(&name).ok_or_else(|| reply::no_instance(&name))?;
            match *group {
                "settings" => v1::set_settings(instance, &call.body()),
                _ => set_webhook(instance, &call.body()),
            }
        }
        [group @ ("settings" | "webhook"), "find", raw] if get => {
            let name = v1::allowed(mount, call, raw)?;
            let instance = mount.find(&name).ok_or_else(|| reply::no_instance(&name))?;
            Ok(Reply::ok(match *group {
                "settings" => v1::find_settings(instance),
                _ => instance.group("webhook").cloned().unwrap_or_else(|| json!({})),
            }))
        }
        _ => Err(call.no_route()),
    }
}

fn create(mount: &mut Mount, call: &Call) -> Outcome {
    let data = call.body();
    let name = data.get("instanceName").and_then(Value::as_str).unwrap_or_default();
    if mount.is_taken(name) {
        return Err(reply::name_taken(name));
    }
    v1::owner(mount, call)?;
    CREATE.check(&data)?;
    let options = &mount.options;
    let mut instance = Instance::new(name);
    instance.token = Some(ids::token());
    instance.number = filled(&data, "number").map(str::to_owned);
    let settings = json!({
        "reject_call": or(data.get("rejectCall"), false),
        "msg_call": or(data.get("msgCall"), ""),
        "groups_ignore": coalesce(data.get("groupsIgnore"), true),
        "always_online": or(data.get("alwaysOnline"), false),
        "read_messages": or(data.get("readMessages"), false),
        "read_status": or(data.get("readStatus"), false),
        "sync_full_history": or(data.get("syncFullHistory"), false),
    });
    instance.put_group("settings", settings.clone());
    if let Some(hook) = data.get("webhook").and_then(Value::as_object) {
        instance.put_group("webhook", webhook(hook));
    }
    let mut answer = json!({
        "instance": {
            "instanceName": name,
            "instanceId": instance.id,
            "webhook_wa_business": null,
            "access_token_wa_business": "",
            "status": "created",
        },
        "hash": {"apikey": instance.token},
        "settings": settings,
    });
    let mut hold = 0;
    if truthy(data.get("qrcode")) {
        let number = instance.number.clone();
        connection::start(&mut instance, number.as_deref());
        answer["qrcode"] = connection::poll(&mut instance, options);
        hold = options.qr_wait_ms;
    }
    instance.suffer(options);
    mount.instances.push(instance);
    Ok(Reply::created(answer).held(hold))
}

/// As the first version does it, and with the headers that this one has.
fn set_webhook(instance: &mut Instance, body: &Object) -> Outcome {
    let reply = v1::set_webhook(instance, body)?;
    let mut stored = instance.group("webhook").cloned().unwrap_or_default();
    stored["headers"] = coalesce(body.get("headers"), json!({}));
    instance.put_group("webhook", stored);
    Ok(reply)
}

/// Read back under the names of the first version, with the headers the second one has.
fn webhook(sent: &Object) -> Value {
    let names = sent.get("events").and_then(Value::as_array).filter(|names| !names.is_empty());
    json!({
        "enabled": true,
        "url": coalesce(sent.get("url"), ""),
        "events": names.map_or_else(|| events::all(events::L2MSG), |names| names.clone().into()),
        "webhook_by_events": coalesce(sent.get("byEvents"), false),
        "webhook_base64": coalesce(sent.get("base64"), false),
        "headers": coalesce(sent.get("headers"), json!({})),
    })
}
