//! The bots that the demo does not play. A bot that the server has switched off says so on every
//! route, after the checks of instance and key. One bot has no switch; it has no bots here.

use serde_json::json;

use crate::http::reply::{self, ApiResult, Reply};
use crate::http::request::ApiRequest;
use crate::servers::v2::bots::routes::is_route;
use crate::servers::v2::rules::auth::authorized_name;
use crate::state::mount::Mount;

pub(crate) fn exists(bot: &str) -> bool {
    matches!(bot, "openai" | "dify" | "flowise" | "n8n" | "evoai" | "evolutionBot")
}

pub(crate) fn answer(
    mount: &Mount,
    request: &ApiRequest,
    bot: &str,
    verb: &str,
    rest: &[&str],
) -> ApiResult {
    let Some(raw) = rest.last().filter(|_| is_route(&request.method, verb, rest)) else {
        return Err(request.no_such_route());
    };
    authorized_name(mount, request, raw)?;
    if bot == "evolutionBot" {
        let bots = Reply::ok(json!([]));
        return if verb == "find" { Ok(bots) } else { Err(request.no_such_route()) };
    }
    let mut letters = bot.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    let title: String = first.into_iter().chain(letters).collect();
    Err(reply::refused(format!("{title} is disabled")))
}
