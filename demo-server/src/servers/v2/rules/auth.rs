//! Who may call what in 2.x.

use crate::http::reply::{self, ApiResult};
use crate::http::request::{ApiRequest, decode_segment};
use crate::state::mount::Mount;

pub(crate) fn is_global_key(mount: &Mount, request: &ApiRequest) -> bool {
    request.key.as_deref() == Some(mount.options.key.as_str())
}

pub(crate) fn require_global_key(mount: &Mount, request: &ApiRequest) -> ApiResult<()> {
    if is_global_key(mount, request) { Ok(()) } else { Err(reply::unauthorized()) }
}

/// The name of the instance that a call works on. The server checks whether it exists before it
/// checks the key. A name in the query replaces the one in the path after both checks.
pub(crate) fn authorized_name(mount: &Mount, request: &ApiRequest, raw: &str) -> ApiResult<String> {
    let name = decode_segment(raw)?;
    let instance = mount.find(&name).ok_or_else(|| reply::no_instance(&name))?;
    let is_own_token = request.key.is_some() && instance.token == request.key;
    if !is_own_token && !is_global_key(mount, request) {
        return Err(reply::unauthorized());
    }
    Ok(request.query("instanceName").map_or(name, str::to_owned))
}
