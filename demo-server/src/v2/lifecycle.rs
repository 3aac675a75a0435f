//! Connect, state, restart, logout and delete of 2.3.6. Deleting is answered at once and done a
//! moment later.

use serde_json::{Value, json};

use crate::call::Call;
use crate::instance::{Instance, Leaving, State};
use crate::mount::Mount;
use crate::options::Options;
use crate::reply::{self, Outcome, Reply};
use crate::{clock, connection, links};

pub(super) fn answer(mount: &mut Mount, call: &Call, verb: &str, raw: &str) -> Outcome {
    let known = matches!(
        (verb, call.method.as_str()),
        ("connectionState" | "connect", "GET")
            | ("restart", "POST")
            | ("logout" | "delete", "DELETE")
    );
    if !known {
        return Err(call.no_route());
    }
    let name = super::allowed(mount, call, raw)?;
    let options = mount.options.clone();
    let instance = mount.find_mut(&name).ok_or_else(|| reply::no_instance(&name))?;
    match verb {
        "connect" => Ok(connect(instance, &options, call.query("number"))),
        "restart" => Ok(restart(instance, &options)),
        "logout" => logout(instance),
        "delete" => {
            leave(instance, &options);
            Ok(reply::deleted())
        }
        _ => Ok(Reply::ok(state(instance))),
    }
}

fn state(instance: &Instance) -> Value {
    json!({"instance": {"instanceName": instance.name, "state": instance.link.state}})
}

fn connect(instance: &mut Instance, options: &Options, number: Option<&str>) -> Reply {
    match instance.link.state {
        State::Open => return Reply::ok(state(instance)),
        State::Connecting => return Reply::ok(connection::poll(instance, options)),
        State::Close => {}
    }
    connection::start(instance, number);
    // Two seconds against create's five, four when a pairing code has to be asked for.
    let fifths = if instance.link.number.is_some() { 4 } else { 2 };
    Reply::ok(connection::poll(instance, options)).held(options.qr_wait_ms * fifths / 5)
}

/// A closed instance cannot be restarted, and says so with a 200. Another connection is begun, which
/// knows of no number.
fn restart(instance: &mut Instance, options: &Options) -> Reply {
    match instance.link.state {
        State::Open => Reply::ok(state(instance)),
        State::Connecting => {
            connection::start(instance, None);
            Reply::ok(connection::poll(instance, options))
        }
        State::Close => Reply::ok(json!({"error": true, "message": "[object Object]"})),
    }
}

fn logout(instance: &mut Instance) -> Outcome {
    if instance.link.state == State::Close {
        return Err(reply::not_connected(&instance.name));
    }
    connection::close(instance);
    // The list goes on calling the two other channels open.
    if !instance.is_always_open() {
        let now = clock::now_iso();
        instance.link.listed = State::Close;
        let reason = json!({
            "error": {
                "data": null,
                "isBoom": true,
                "isServer": false,
                "output": {
                    "statusCode": 401,
                    "payload": {
                        "statusCode": 401,
                        "error": "Unauthorized",
                        "message": format!("Log out instance: {}", instance.name),
                    },
                    "headers": {},
                },
            },
            "date": now,
        });
        instance.columns.insert("disconnectionReasonCode".to_owned(), 401.into());
        instance.columns.insert("disconnectionObject".to_owned(), reason.to_string().into());
        instance.columns.insert("disconnectionAt".to_owned(), now.clone().into());
        instance.updated_at = now;
    }
    Ok(reply::logged_out())
}

/// Starts the disappearing. A webhook that nobody answers and that wants to hear of removals
/// holds it up for as long as the server goes on trying.
pub(super) fn leave(instance: &mut Instance, options: &Options) {
    if instance.leaving.is_some() {
        return;
    }
    let now = clock::now_ms();
    let holds_up = |hook: &Value| {
        let url = hook.get("url").and_then(Value::as_str).unwrap_or_default();
        let names = hook.get("events").and_then(Value::as_array);
        links::is_dead(url)
            && names.is_some_and(|all| all.iter().any(|one| one == "REMOVE_INSTANCE"))
    };
    instance.leaving = Some(if instance.group("webhook").is_some_and(holds_up) {
        let end = now + options.linger_ms;
        Leaving { hidden_at: end, gone_at: end }
    } else {
        Leaving { hidden_at: now + options.delete_ms / 5, gone_at: now + options.delete_ms }
    });
}
