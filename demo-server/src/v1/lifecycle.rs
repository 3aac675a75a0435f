//! Connect, state, restart, logout and delete of 1.8.2. l2msg shares them.

use axum::http::Method;
use serde_json::{Value, json};

use crate::call::Call;
use crate::connection;
use crate::instance::State;
use crate::mount::Mount;
use crate::reply::{self, Outcome, Reply};

pub(crate) fn answer(mount: &mut Mount, call: &Call, verb: &str, raw: &str) -> Outcome {
    let known = matches!(
        (verb, call.method.as_str()),
        ("connectionState" | "connect", "GET")
            | ("restart", "PUT")
            | ("logout" | "delete", "DELETE")
    );
    if !known {
        return Err(call.no_route());
    }
    let name = super::allowed(mount, call, raw)?;
    match (verb, &call.method) {
        ("connect", &Method::GET) => connect(mount, &name, call.query("number")),
        ("logout", _) => logout(mount, &name),
        ("delete", _) => delete(mount, &name),
        ("restart", _) if is_open_business(mount, &name) => Ok(Reply::empty(200)),
        // A restart changes nothing one could see.
        _ => Ok(Reply::ok(state(mount, &name)?)),
    }
}

fn is_open_business(mount: &Mount, name: &str) -> bool {
    mount.find(name).is_some_and(|one| one.is_business() && one.link.state == State::Open)
}

fn state(mount: &Mount, name: &str) -> Outcome<Value> {
    let instance = mount.find(name).ok_or_else(|| reply::no_instance(name))?;
    Ok(json!({"instance": {"instanceName": name, "state": instance.link.state}}))
}

fn connect(mount: &mut Mount, name: &str, number: Option<&str>) -> Outcome {
    let options = mount.options.clone();
    let instance = mount.find_mut(name).ok_or_else(|| reply::no_instance(name))?;
    match instance.link.state {
        State::Open => return Ok(Reply::ok(state(mount, name)?)),
        State::Connecting => return Ok(Reply::ok(connection::poll(instance, &options))),
        State::Close => {}
    }
    connection::start(instance, number);
    Ok(Reply::ok(connection::poll(instance, &options)).held(options.qr_wait_ms))
}

fn logout(mount: &mut Mount, name: &str) -> Outcome {
    let instance = mount.find_mut(name).ok_or_else(|| reply::no_instance(name))?;
    if instance.link.state == State::Close {
        return Err(reply::not_connected(name));
    }
    connection::close(instance);
    instance.columns.clear();
    Ok(reply::logged_out())
}

fn delete(mount: &mut Mount, name: &str) -> Outcome {
    let instance = mount.find(name).ok_or_else(|| reply::no_instance(name))?;
    if instance.link.state == State::Open {
        return Err(reply::refused(format!("The \"{name}\" instance needs to be disconnected")));
    }
    if let Some(sqs) = instance.group("sqs").cloned() {
        mount.old_sqs.insert(name.to_owned(), sqs);
    }
    mount.remove(name);
    Ok(reply::deleted())
}
