//! The bots of 2.x: seven kinds that behave the same, apart from what the table of kinds says. A
//! broken rule is a 500. This folder imports [`crate::servers::v2::rules`], and what
//! [`crate::servers::v2`] may import.
//!
//! - this file: the routes
//! - [`kinds`]: the table of kinds
//! - [`schemas`], [`rules`]: what the server checks
//! - [`rows`]: makes, changes and deletes bots
//! - [`defaults`]: the default settings of a kind
//! - [`sessions`]: the conversations that bots lead
//! - [`openai`]: the credentials, which only one kind has

mod defaults;
mod kinds;
mod openai;
mod rows;
mod rules;
mod schemas;
mod sessions;

use serde_json::Value;

use crate::http::reply::{self, ApiResult, Reply};
use crate::http::request::{ApiRequest, decode_segment};
use crate::servers::v2::bots::kinds::BotKind;
use crate::servers::v2::rules::auth::authorized_name;
use crate::state::mount::Mount;
use crate::state::options::ServerOptions;

pub(crate) fn exists(bot: &str) -> bool {
    kinds::find(bot).is_some()
}

/// Whether a kind of bot is on; one kind has no switch.
fn is_on(kind: &BotKind, options: &ServerOptions) -> bool {
    kind.name == "evolutionBot" || options.has(kind.name)
}

/// `rest` are the parts of the path after the verb.
pub(crate) fn answer(
    mount: &mut Mount,
    request: &ApiRequest,
    bot: &str,
    verb: &str,
    rest: &[&str],
) -> ApiResult {
    let kind = kinds::find(bot).ok_or_else(|| request.no_such_route())?;
    let route = (request.method.as_str(), verb, rest);
    let (raw, id) = match route {
        ("POST", "create" | "settings" | "changeStatus" | "ignoreJid", [raw])
        | ("GET", "find" | "fetchSettings", [raw]) => (raw, None),
        ("POST" | "GET", "creds", [raw]) if kind.has_creds() => (raw, None),
        ("POST", "start", [raw]) if kind.name == "typebot" => (raw, None),
        ("GET", "fetch" | "fetchSessions", [id, raw])
        | ("PUT", "update", [id, raw])
        | ("DELETE", "delete", [id, raw]) => (raw, Some(*id)),
        ("DELETE", "creds", [id, raw]) if kind.has_creds() => (raw, Some(*id)),
        _ => return Err(request.no_such_route()),
    };
    let name = authorized_name(mount, request, raw)?;
    let body = request.body();
    match (request.method.as_str(), verb) {
        (_, "create" | "update") => kind.bot.check(&body, &[])?,
        (_, "settings") => kind.settings.check(&body, &[])?,
        (_, "changeStatus") => schemas::CHANGE_STATUS.check(&body, &[])?,
        (_, "ignoreJid") => schemas::IGNORE_JID.check(&body, &[])?,
        (_, "start") => schemas::START.check(&body, &[])?,
        ("POST", "creds") => schemas::CREDS.check(&body, &[])?,
        _ => {}
    }
    if !is_on(kind, &mount.options) {
        return Err(reply::refused(format!("{} is disabled", kind.title)));
    }
    let id = id.map(decode_segment).transpose()?.unwrap_or_default();
    if mount.find(&name).is_none() {
        return Err(reply::no_instance(&name));
    }
    match (request.method.as_str(), verb) {
        (_, "create") => rows::create(mount, kind, &name, &body),
        (_, "update") => rows::update(mount, kind, &name, &id, &body),
        (_, "delete") => rows::delete(mount, kind, &name, &id),
        (_, "find") => Ok(rows::list(mount, kind, &name)),
        (_, "fetch") => Ok(rows::fetch(mount, kind, &id)),
        (_, "settings") => defaults::set(mount, kind, &name, &body),
        (_, "fetchSettings") => Ok(defaults::fetch(mount, kind, &name)),
        (_, "ignoreJid") => defaults::ignore_jid(mount, kind, &name, &body),
        (_, "changeStatus") => Ok(sessions::change_status(mount, kind, &name, &body)),
        (_, "fetchSessions") => sessions::fetch(mount, kind, &name, &id),
        (_, "start") => Ok(sessions::start(&name, &body)),
        ("POST", _) => openai::create_creds(mount, &name, &body),
        ("GET", _) => Ok(openai::list_creds(mount, &name)),
        _ => openai::delete_creds(mount, &name, &id),
    }
}

fn list_reply(rows: impl Iterator<Item = Value>) -> Reply {
    Reply::ok(rows.collect::<Vec<Value>>().into())
}
