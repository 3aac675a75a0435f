//! The routes that every bot has.

use axum::http::Method;

/// `rest` are the parts of the path after the verb.
pub(crate) fn is_route(method: &Method, verb: &str, rest: &[&str]) -> bool {
    matches!(
        (method.as_str(), verb, rest.len()),
        ("POST", "create" | "settings" | "changeStatus" | "ignoreJid" | "start" | "creds", 1)
            | ("GET", "find" | "fetchSettings" | "creds", 1)
            | ("GET", "fetch" | "fetchSessions", 2)
            | ("PUT", "update", 2)
            | ("DELETE", "delete" | "creds", 2)
    )
}
