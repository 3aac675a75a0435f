//! The bots of 2.x. Typebot works; of the others, the demo knows only what a server answers that
//! has them switched off. This folder imports [`crate::servers::v2::rules`], and what
//! [`crate::servers::v2`] may import.
//!
//! - [`routes`]: which routes a bot has
//! - [`typebot`], [`typebot_rules`]: Typebot, and what it checks
//! - [`others`]: the bots that the demo does not play

mod others;
mod routes;
mod typebot;
mod typebot_rules;

use crate::http::reply::ApiResult;
use crate::http::request::ApiRequest;
use crate::state::mount::Mount;

pub(crate) fn exists(bot: &str) -> bool {
    bot == "typebot" || others::exists(bot)
}

/// `rest` are the parts of the path after the verb.
pub(crate) fn answer(
    mount: &mut Mount,
    request: &ApiRequest,
    bot: &str,
    verb: &str,
    rest: &[&str],
) -> ApiResult {
    match bot {
        "typebot" => typebot::answer(mount, request, verb, rest),
        _ => others::answer(mount, request, bot, verb, rest),
    }
}
