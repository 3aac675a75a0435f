//! How the servers answer. Nothing here waits or knows of the network: an answer follows from the
//! request and the mount alone. This folder imports [`crate::values`], [`crate::http`] and
//! [`crate::state`].
//!
//! - `v1`: Evolution API 1.8.2
//! - `v2`: Evolution API 2.3.6, and what 2.3.7 and 2.4 do differently
//! - `l2msg`: l2msg, which uses parts of `v1`
//! - `rules`: what more than one server applies

mod l2msg;
mod rules;
mod v1;
mod v2;

use crate::http::reply::{ApiResult, Reply};
use crate::http::request::ApiRequest;
use crate::servers::rules::license;
use crate::state::instance::Instance;
use crate::state::kind::ServerKind;
use crate::state::mount::Mount;
use crate::state::options::ServerOptions;

pub(crate) fn answer(mount: &mut Mount, request: &ApiRequest) -> ApiResult {
    if mount.options.license_gate
        && let Some(reply) = license::gate(&mount.options, request)
    {
        return Ok(reply);
    }
    match mount.kind {
        ServerKind::V1 => v1::answer(mount, request),
        ServerKind::V2 => v2::answer(mount, request),
        ServerKind::Whatsapp => l2msg::answer(mount, request),
    }
}

/// What 2.4 answers to everything while it has no license.
pub(crate) fn license_required(options: &ServerOptions) -> Reply {
    license::required(options)
}

/// Stores what every instance of a server has, for one that was not created by a request.
pub(crate) fn add_defaults(kind: ServerKind, instance: &mut Instance) {
    match kind {
        ServerKind::V2 => v2::add_defaults(instance),
        ServerKind::V1 | ServerKind::Whatsapp => v1::add_defaults(instance),
    }
}

/// Plays a restart of the server: what each instance's connection does by itself.
pub(crate) fn restart(mount: &mut Mount) {
    match mount.kind {
        ServerKind::V2 => v2::restart(mount),
        ServerKind::V1 | ServerKind::Whatsapp => v1::restart(mount),
    }
}
