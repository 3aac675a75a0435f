//! l2msg, as its public pages describe it: requests in camel case, answers in the snake case of
//! 1.x. What the pages do not say is played as 1.8.2 does it. Whether `GET /` answers is unknown,
//! so here it does not. This folder imports [`crate::servers::v1`] in addition to what that imports.
//!
//! - this file: the routes
//! - [`create`], [`webhook`]: what differs from 1.x
//! - [`schemas`]: what is validated

mod create;
mod schemas;
mod webhook;

use axum::http::Method;
use serde_json::json;

use crate::http::reply::{self, ApiResult, Reply};
use crate::http::request::ApiRequest;
use crate::servers::v1::auth::authorized_name;
use crate::servers::v1::{groups, lifecycle, list, messages};
use crate::state::mount::Mount;

pub(crate) fn answer(mount: &mut Mount, request: &ApiRequest) -> ApiResult {
    let post = request.method == Method::POST;
    let get = request.method == Method::GET;
    match request.segments().as_slice() {
        ["instance", "create"] if post => create::create(mount, request),
        ["instance", "fetchInstances"] if get => list::fetch(mount, request),
        ["instance", verb, raw] => lifecycle::answer(mount, request, verb, raw),
        [group @ ("settings" | "webhook"), "set", raw] if post => {
            let name = authorized_name(mount, request, raw)?;
            let instance = mount.find_mut(&name).ok_or_else(|| reply::no_instance(&name))?;
            match *group {
                "settings" => groups::set_settings(instance, &request.body()),
                _ => webhook::set(instance, &request.body()),
            }
        }
        [group @ ("settings" | "webhook"), "find", raw] if get => {
            let name = authorized_name(mount, request, raw)?;
            let instance = mount.find(&name).ok_or_else(|| reply::no_instance(&name))?;
            Ok(Reply::ok(match *group {
                "settings" => groups::find_settings(instance),
                _ => instance.group("webhook").cloned().unwrap_or_else(|| json!({})),
            }))
        }
        ["message", "sendText", raw] if post => {
            let name = authorized_name(mount, request, raw)?;
            messages::send_text(mount, &name, &request.body())
        }
        _ => Err(request.no_such_route()),
    }
}
