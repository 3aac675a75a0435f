//! Starts a conversation with a bot, as a message from a phone does.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::control::body::{
    ControlResult, bad_request, failure, no_such_instance, required, split,
};
use crate::state::app::AppState;
use crate::values::{clock, ids};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewSession {
    instance: String,
    /// As in the path: `typebot`, `openai` ..
    kind: String,
    /// The id of the bot.
    bot: String,
    remote_jid: String,
    push_name: Option<String>,
    /// `opened` when left out.
    status: Option<String>,
}

pub(crate) async fn start(State(app): State<Arc<AppState>>, body: String) -> ControlResult {
    let (kind, members) = split(&body)?;
    let mut mount = app.mount(required(kind)?);
    let new: NewSession = serde_json::from_value(members.into()).map_err(bad_request)?;
    let instance = mount.find_mut(&new.instance).ok_or_else(no_such_instance)?;
    let store = instance.bots.kind(&new.kind);
    let is_known = store
        .is_some_and(|store| store.bots.iter().any(|bot| bot.get("id") == Some(&json!(new.bot))));
    if !is_known {
        return Err(failure(StatusCode::NOT_FOUND, "no such bot"));
    }
    let now = clock::now_iso();
    let row = json!({
        "id": ids::cuid(),
        "sessionId": ids::uuid(),
        "remoteJid": new.remote_jid,
        "pushName": new.push_name,
        "status": new.status.as_deref().unwrap_or("opened"),
        "awaitUser": true,
        "context": null,
        "type": new.kind,
        "createdAt": now,
        "updatedAt": now,
        "instanceId": instance.id,
        "parameters": null,
        "botId": new.bot,
    });
    if let Value::Object(members) = row.clone() {
        instance.bots.sessions.push(members);
    }
    drop(mount);
    app.save();
    Ok(Json(row))
}
