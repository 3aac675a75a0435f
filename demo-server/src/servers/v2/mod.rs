//! Evolution API 2.x: 2.3.6 as it was recorded, and what other releases do differently. A failed
//! create is rolled back, and a set keeps what it leaves out. This folder imports
//! [`crate::servers::rules`], and what [`crate::servers`] may import.
//!
//! - this file: the routes and the greeting
//! - [`rules`]: keys, releases and database rows
//! - [`create`], [`list`], [`lifecycle`]: instances
//! - [`groups`], [`event_groups`], [`chatwoot`], [`proxy`]: set and find
//! - [`bots`]: Typebot and the other bots
//! - [`messages`]: sends a text
//! - [`schemas`]: what is validated

mod bots;
mod chatwoot;
mod create;
mod event_groups;
mod groups;
mod lifecycle;
mod list;
mod messages;
mod proxy;
mod rules;
mod schemas;

use axum::http::Method;
use serde_json::{Value, json};

use crate::http::reply::{ApiResult, Reply};
use crate::http::request::ApiRequest;
use crate::servers::rules::license;
use crate::servers::v2::rules::auth::{authorized_name, require_global_key};
use crate::servers::v2::rules::release::Release;
use crate::servers::v2::rules::rows::to_row;
use crate::state::instance::{ConnectionState, Instance};
use crate::state::mount::Mount;
use crate::state::options::ServerOptions;
use crate::values::js::Object;

pub(crate) fn answer(mount: &mut Mount, request: &ApiRequest) -> ApiResult {
    let post = request.method == Method::POST;
    let get = request.method == Method::GET;
    match request.segments().as_slice() {
        [] if get => Ok(Reply::ok(greeting(&mount.options))),
        ["verify-creds"] if post => {
            require_global_key(mount, request)?;
            Ok(Reply::ok(json!({"status": 200, "message": "Credentials are valid"})))
        }
        ["license", what] if get && Release::of(&mount.options).has_license() => match *what {
            "status" => Ok(Reply::ok(license::status(&mount.options))),
            "register" => Ok(Reply::ok(license::registration(&mount.options))),
            _ => Err(request.no_such_route()),
        },
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
        [bot, verb, rest @ ..] if bots::exists(bot) => {
            bots::answer(mount, request, bot, verb, rest)
        }
        _ => Err(request.no_such_route()),
    }
}

fn greeting(options: &ServerOptions) -> Value {
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

/// Every instance has a row of settings, and every group is a row.
pub(crate) fn add_defaults(instance: &mut Instance) {
    let id = instance.id.clone();
    for group in instance.groups.values_mut().filter(|group| group.get("id").is_none()) {
        *group = to_row(None, group.as_object().cloned().unwrap_or_default(), &id);
    }
    if instance.group("settings").is_none() {
        groups::store_first_settings(instance, &Object::new());
    }
}

/// Which instances connect by themselves after a restart. Business and Evolution instances are
/// open again, even after a logout.
pub(crate) fn restart(mount: &mut Mount) {
    let connects_all = Release::of(&mount.options).connects_all_at_restart();
    for instance in &mut mount.instances {
        let is_listed_open = instance.pairing.listed_state == ConnectionState::Open;
        instance.pairing.state = if instance.is_always_open() || is_listed_open {
            ConnectionState::Open
        } else if connects_all || instance.pairing.listed_state == ConnectionState::Connecting {
            ConnectionState::Connecting
        } else {
            ConnectionState::Close
        };
    }
}
