//! Who may call what in 1.8.2.

use crate::http::reply::{self, ApiResult};
use crate::http::request::{ApiRequest, decode_segment};
use crate::state::mount::Mount;

/// Creating and listing need the global key.
pub(crate) fn require_global_key(mount: &Mount, request: &ApiRequest) -> ApiResult<()> {
    match request.key.as_deref() {
        Some(key) if key == mount.options.key => Ok(()),
        None if mount.options.auth_type == "jwt" => {
            Err(reply::error(403, vec!["Missing global api key", "The global api key must be set"]))
        }
        _ => Err(reply::unauthorized()),
    }
}

/// The name of the instance that a call works on. The server checks whether it exists before it
/// checks the key. A name in the query replaces the one in the path after both checks.
pub(crate) fn authorized_name(mount: &Mount, request: &ApiRequest, raw: &str) -> ApiResult<String> {
    let name = decode_segment(raw)?;
    let instance = mount.find(&name).ok_or_else(|| reply::no_instance(&name))?;
    let is_own_token = mount.options.auth_type != "jwt" && instance.token == request.key;
    let is_global_key = request.key.as_deref() == Some(mount.options.key.as_str());
    if request.key.is_none() || !is_own_token && !is_global_key {
        return Err(reply::unauthorized());
    }
    Ok(request.query("instanceName").map_or(name, str::to_owned))
}
