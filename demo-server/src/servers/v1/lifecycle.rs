//! Connect, state, restart, logout and delete in 1.8.2. l2msg uses them as well.

use axum::http::Method;
use serde_json::{Value, json};

use crate::http::reply::{self, ApiResult, Reply};
use crate::http::request::ApiRequest;
use crate::servers::v1::auth::authorized_name;
use crate::state::instance::ConnectionState;
use crate::state::mount::Mount;
use crate::state::pairing;

pub(crate) fn answer(mount: &mut Mount, request: &ApiRequest, verb: &str, raw: &str) -> ApiResult {
    let known = matches!(
        (verb, request.method.as_str()),
        ("connectionState" | "connect", "GET")
            | ("restart", "PUT")
            | ("logout" | "delete", "DELETE")
    );
    if !known {
        return Err(request.no_such_route());
    }
    let name = authorized_name(mount, request, raw)?;
    match (verb, &request.method) {
        ("connect", &Method::GET) => connect(mount, &name, request.query("number")),
        ("logout", _) => logout(mount, &name),
        ("delete", _) => delete(mount, &name),
        ("restart", _) if is_open_business(mount, &name) => Ok(Reply::empty(200)),
        // A restart has no visible effect.
        _ => Ok(Reply::ok(state(mount, &name)?)),
    }
}

fn is_open_business(mount: &Mount, name: &str) -> bool {
    mount
        .find(name)
        .is_some_and(|one| one.is_business() && one.pairing.state == ConnectionState::Open)
}

fn state(mount: &Mount, name: &str) -> ApiResult<Value> {
    let instance = mount.find(name).ok_or_else(|| reply::no_instance(name))?;
    Ok(json!({"instance": {"instanceName": name, "state": instance.pairing.state}}))
}

fn connect(mount: &mut Mount, name: &str, number: Option<&str>) -> ApiResult {
    let options = mount.options.clone();
    let instance = mount.find_mut(name).ok_or_else(|| reply::no_instance(name))?;
    match instance.pairing.state {
        ConnectionState::Open => return Ok(Reply::ok(state(mount, name)?)),
        ConnectionState::Connecting => return Ok(Reply::ok(pairing::poll(instance, &options))),
        ConnectionState::Close => {}
    }
    pairing::start(instance, number);
    Ok(Reply::ok(pairing::poll(instance, &options)).delayed(options.qr_wait_ms))
}

fn logout(mount: &mut Mount, name: &str) -> ApiResult {
    let instance = mount.find_mut(name).ok_or_else(|| reply::no_instance(name))?;
    if instance.pairing.state == ConnectionState::Close {
        return Err(reply::not_connected(name));
    }
    pairing::close(instance);
    instance.columns.clear();
    Ok(reply::logged_out())
}

fn delete(mount: &mut Mount, name: &str) -> ApiResult {
    let instance = mount.find(name).ok_or_else(|| reply::no_instance(name))?;
    if instance.pairing.state == ConnectionState::Open {
        return Err(reply::refused(format!("The \"{name}\" instance needs to be disconnected")));
    }
    if let Some(sqs) = instance.group("sqs").cloned() {
        mount.leftover_sqs.insert(name.to_owned(), sqs);
    }
    mount.remove(name);
    Ok(reply::deleted())
}
