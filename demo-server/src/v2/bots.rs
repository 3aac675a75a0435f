//! The bots this demo does not play. Every route of a bot the server has switched off says so,
//! after the instance and the key were checked; the one without a switch has no bots.

use axum::http::Method;
use serde_json::json;

use crate::call::Call;
use crate::mount::Mount;
use crate::reply::{self, Outcome, Reply};

pub(super) fn exists(bot: &str) -> bool {
    matches!(bot, "openai" | "dify" | "flowise" | "n8n" | "evoai" | "evolutionBot")
}

/// Whether a bot has such a route at all; `rest` are the path parts behind the verb.
pub(super) fn is_route(method: &Method, verb: &str, rest: &[&str]) -> bool {
    matches!(
        (method.as_str(), verb, rest.len()),
        ("POST", "create" | "settings" | "changeStatus" | "ignoreJid" | "start" | "creds", 1)
            | ("GET", "find" | "fetchSettings" | "creds", 1)
            | ("GET", "fetch" | "fetchSessions", 2)
            | ("PUT", "update", 2)
            | ("DELETE", "delete" | "creds", 2)
    )
}

pub(super) fn answer(mount: &Mount, call: &Call, bot: &str, verb: &str, rest: &[&str]) -> Outcome {
    let Some(raw) = rest.last().filter(|_| is_route(&call.method, verb, rest)) else {
        return Err(call.no_route());
    };
    super::allowed(mount, call, raw)?;
    if bot == "evolutionBot" {
        return if verb == "find" { Ok(Reply::ok(json!([]))) } else { Err(call.no_route()) };
    }
    let mut letters = bot.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    let title: String = first.into_iter().chain(letters).collect();
    Err(reply::refused(format!("{title} is disabled")))
}
