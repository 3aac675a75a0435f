//! Evolution API 1.8.2. A failed create is not rolled back, and a set replaces the whole group.
//! This folder imports [`crate::servers::rules`], and what [`crate::servers`] may import.
//!
//! - this file: the routes and the greeting
//! - [`auth`]: who may call what
//! - [`create`], [`list`], [`lifecycle`]: instances
//! - [`groups`], [`chatwoot`], [`typebot`]: set and find
//! - [`messages`]: sends a text
//! - [`schemas`]: what is validated

pub(crate) mod auth;
mod chatwoot;
mod create;
pub(crate) mod groups;
pub(crate) mod lifecycle;
pub(crate) mod list;
pub(crate) mod messages;
mod schemas;
mod typebot;

use axum::http::Method;
use serde_json::{Value, json};

use crate::http::reply::{ApiResult, Reply};
use crate::http::request::ApiRequest;
use crate::servers::v1::auth::authorized_name;
use crate::state::instance::{ConnectionState, Instance};
use crate::state::mount::Mount;
use crate::state::options::ServerOptions;
use crate::values::js::Object;

pub(crate) fn answer(mount: &mut Mount, request: &ApiRequest) -> ApiResult {
    let post = request.method == Method::POST;
    let get = request.method == Method::GET;
    match request.segments().as_slice() {
        [] if get => Ok(Reply::ok(greeting(&mount.options))),
        ["instance", "create"] if post => create::create(mount, request),
        ["instance", "fetchInstances"] if get => list::fetch(mount, request),
        ["instance", verb, raw] => lifecycle::answer(mount, request, verb, raw),
        [group, "set", raw] if post && groups::exists(group) => {
            let name = authorized_name(mount, request, raw)?;
            groups::set(mount, group, &name, &request.body())
        }
        [group, "find", raw] if get && groups::exists(group) => {
            let name = authorized_name(mount, request, raw)?;
            groups::find(mount, group, &name)
        }
        ["message", "sendText", raw] if post => {
            let name = authorized_name(mount, request, raw)?;
            messages::send_text(mount, &name, &request.body())
        }
        _ => Err(request.no_such_route()),
    }
}

fn greeting(options: &ServerOptions) -> Value {
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

/// What the list shows under `integration`.
pub(crate) fn add_defaults(instance: &mut Instance) {
    let mut channel = Object::new();
    channel.extend(instance.integration.clone().map(|value| ("integration".to_owned(), value)));
    channel.extend(instance.number.clone().map(|value| ("number".to_owned(), value.into())));
    channel.extend(instance.token.clone().map(|value| ("token".to_owned(), value.into())));
    instance.channel = channel;
}

/// After a restart every Baileys instance starts to connect, even one that never did before.
pub(crate) fn restart(mount: &mut Mount) {
    for instance in &mut mount.instances {
        let was_open = instance.pairing.state == ConnectionState::Open;
        instance.pairing.state = if instance.is_business() || was_open {
            ConnectionState::Open
        } else {
            ConnectionState::Connecting
        };
    }
}
