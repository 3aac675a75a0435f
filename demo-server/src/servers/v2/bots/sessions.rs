//! The conversations that bots lead. Real ones begin with a message; here the control API starts
//! them.

use serde_json::{Value, json};

use crate::http::reply::{self, ApiResult, Reply};
use crate::servers::v2::bots::kinds::BotKind;
use crate::servers::v2::bots::list_reply;
use crate::state::bots::Row;
use crate::state::instance::Instance;
use crate::state::mount::Mount;
use crate::values::js::{Object, non_empty, truthy};
use crate::values::{clock, url};

/// The conversations of a bot; of all bots of the kind when the id is unknown.
pub(crate) fn fetch(mount: &Mount, kind: &BotKind, name: &str, id: &str) -> ApiResult {
    let has_bot = |one: &Instance| {
        let store = one.bots.kind(kind.name);
        store.is_some_and(|store| store.bots.iter().any(|bot| non_empty(bot, "id") == Some(id)))
    };
    let owner = mount.instances.iter().find(|one| has_bot(one));
    if owner.is_some_and(|owner| owner.name != name) {
        return Err(reply::crashed("Error fetching sessions"));
    }
    let instance = mount.find(name).ok_or_else(|| reply::no_instance(name))?;
    let matches = |session: &&Row| {
        non_empty(session, "type") == Some(kind.name)
            && (owner.is_none() || non_empty(session, "botId") == Some(id))
    };
    Ok(list_reply(instance.bots.sessions.iter().filter(matches).cloned().map(Value::Object)))
}

/// Opens, pauses, closes or deletes the conversations with a number; all is well if there are none.
/// Closing deletes them, unless the settings keep them open. Closing and deleting find the
/// conversations of all instances.
pub(crate) fn change_status(mount: &mut Mount, kind: &BotKind, name: &str, body: &Object) -> Reply {
    let jid = body.get("remoteJid").cloned().unwrap_or_default();
    let status = body.get("status").cloned().unwrap_or_default();
    let settings = mount.find(name).and_then(|one| one.bots.kind(kind.name)?.settings.as_ref());
    let keeps = settings.is_some_and(|settings| truthy(settings.get("keepOpen")));
    let wanted = non_empty(body, "status").unwrap_or_default();
    let deletes = wanted == "delete" || wanted == "closed" && !keeps;
    let is_local = !matches!(wanted, "delete" | "closed");
    let mut count = 0;
    for instance in mount.instances.iter_mut().filter(|one| !is_local || one.name == name) {
        let sessions = &mut instance.bots.sessions;
        if deletes {
            sessions.retain(|session| session.get("remoteJid") != Some(&jid));
            continue;
        }
        for session in sessions.iter_mut().filter(|one| one.get("remoteJid") == Some(&jid)) {
            session.insert("status".to_owned(), status.clone());
            session.insert("updatedAt".to_owned(), clock::now_iso().into());
            count += 1;
        }
    }
    let mut bot = json!({"remoteJid": jid, "status": status});
    if wanted == "delete" {
        return Reply::ok(json!({"bot": bot}));
    }
    if is_local {
        bot["session"] = json!({"count": count});
    }
    Reply::ok(json!({"bot": {"instanceName": name, "bot": bot}}))
}

/// Starts a Typebot. When nothing answers at its address, the answer is empty.
pub(crate) fn start(name: &str, body: &Object) -> Reply {
    let address = non_empty(body, "url").unwrap_or_default();
    if url::is_unreachable(address) {
        return Reply::empty(200);
    }
    Reply::ok(json!({"typebot": {"instanceName": name, "typebot": {
        "url": address,
        "remoteJid": body.get("remoteJid"),
        "typebot": body.get("typebot"),
        "prefilledVariables": {},
    }}}))
}
