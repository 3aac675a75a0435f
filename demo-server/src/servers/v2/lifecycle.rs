//! Connect, state, restart, logout and delete in 2.x. A delete is answered at once and done a
//! moment later.

use serde_json::{Value, json};

use crate::http::reply::{self, ApiResult, Reply};
use crate::http::request::ApiRequest;
use crate::servers::v2::rules::auth::authorized_name;
use crate::servers::v2::rules::release::Release;
use crate::state::disconnection;
use crate::state::instance::{ConnectionState, Deletion, Instance};
use crate::state::mount::Mount;
use crate::state::options::ServerOptions;
use crate::state::pairing;
use crate::values::{clock, url};

pub(crate) fn answer(mount: &mut Mount, request: &ApiRequest, verb: &str, raw: &str) -> ApiResult {
    let known = matches!(
        (verb, request.method.as_str()),
        ("connectionState" | "connect", "GET")
            | ("restart", "POST")
            | ("logout" | "delete", "DELETE")
    );
    if !known {
        return Err(request.no_such_route());
    }
    let name = authorized_name(mount, request, raw)?;
    let options = mount.options.clone();
    let instance = mount.find_mut(&name).ok_or_else(|| reply::no_instance(&name))?;
    match verb {
        "connect" => Ok(connect(instance, &options, request.query("number"))),
        "restart" => Ok(restart(instance, &options)),
        "logout" => logout(instance, &options),
        "delete" => {
            start_deletion(instance, &options);
            Ok(reply::deleted())
        }
        _ => Ok(Reply::ok(state(instance))),
    }
}

fn state(instance: &Instance) -> Value {
    json!({"instance": {"instanceName": instance.name, "state": instance.pairing.state}})
}

fn connect(instance: &mut Instance, options: &ServerOptions, number: Option<&str>) -> Reply {
    match instance.pairing.state {
        ConnectionState::Open => return Reply::ok(state(instance)),
        ConnectionState::Connecting => return Reply::ok(pairing::poll(instance, options)),
        ConnectionState::Close => {}
    }
    pairing::start(instance, number);
    // Two fifths of what a create takes; four with a pairing code.
    let fifths = if instance.pairing.number.is_some() { 4 } else { 2 };
    Reply::ok(pairing::poll(instance, options)).delayed(options.qr_wait_ms * fifths / 5)
}

/// A closed instance cannot be restarted, and the answer is a 200. Otherwise a new connection is
/// started, without the number of the old one.
fn restart(instance: &mut Instance, options: &ServerOptions) -> Reply {
    match instance.pairing.state {
        ConnectionState::Open => Reply::ok(state(instance)),
        ConnectionState::Connecting => {
            pairing::start(instance, None);
            Reply::ok(pairing::poll(instance, options))
        }
        ConnectionState::Close => Reply::ok(json!({"error": true, "message": "[object Object]"})),
    }
}

fn logout(instance: &mut Instance, options: &ServerOptions) -> ApiResult {
    if instance.pairing.state == ConnectionState::Close {
        if Release::of(options).logs_out_closed() {
            return Ok(reply::already_disconnected());
        }
        return Err(reply::not_connected(&instance.name));
    }
    pairing::close(instance);
    // The list keeps showing the two other channels as open.
    if !instance.is_always_open() {
        let now = clock::now_iso();
        instance.pairing.listed_state = ConnectionState::Close;
        disconnection::store_logout(&mut instance.columns, &instance.name, &now);
        instance.updated_at = now;
    }
    Ok(reply::logged_out())
}

/// Starts the deletion. An unreachable webhook that is to be told of it delays it, for as long as
/// the server tries to call it. Once the webhook is cleared, deleting again ends it soon.
pub(crate) fn start_deletion(instance: &mut Instance, options: &ServerOptions) {
    let is_delayed = instance.group("webhook").is_some_and(tells_nobody);
    let now = clock::now_ms();
    let (hidden, gone) = if is_delayed {
        (options.linger_ms, options.linger_ms)
    } else {
        (options.delete_ms / 5, options.delete_ms)
    };
    let (hidden_at, gone_at) = (now.saturating_add(hidden), now.saturating_add(gone));
    if instance.deletion.is_some_and(|earlier| earlier.gone_at <= gone_at) {
        return;
    }
    instance.deletion = Some(Deletion { hidden_at, gone_at });
    if !is_delayed {
        // While the row is still listed, it has lost these already.
        instance.groups.remove("chatwoot");
        instance.groups.remove("proxy");
        instance.pairing.listed_state = ConnectionState::Close;
        instance.updated_at = clock::now_iso();
    }
}

/// Whether a webhook is to be told of a deletion, and nothing answers there.
fn tells_nobody(hook: &Value) -> bool {
    let url = hook.get("url").and_then(Value::as_str).unwrap_or_default();
    let names = hook.get("events").and_then(Value::as_array);
    url::is_called(url)
        && url::is_unreachable(url)
        && names.is_some_and(|all| all.iter().any(|one| one == "REMOVE_INSTANCE"))
}
