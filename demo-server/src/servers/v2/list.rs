//! `fetchInstances` of 2.x: flat rows from the database, always in a list, with readable tokens.
//! The token of an instance shows the rows with that token.

use serde_json::{Value, json};

use crate::http::reply::{self, ApiResult, Reply};
use crate::http::request::ApiRequest;
use crate::servers::v2::rules::auth::is_global_key;
use crate::state::instance::Instance;
use crate::state::mount::Mount;
use crate::state::options::ServerOptions;

/// The value that a filter compares.
type Column = fn(&Instance) -> Option<&str>;

pub(crate) fn fetch(mount: &Mount, request: &ApiRequest) -> ApiResult {
    let is_global = is_global_key(mount, request);
    let own = |one: &&Instance| is_global || one.token == request.key;
    if !is_global
        && (request.key.is_none() || !mount.instances.iter().any(|one| one.token == request.key))
    {
        return Err(reply::unauthorized());
    }
    let asked = |name: &str| request.query(name).filter(|text| !text.is_empty());
    // The id has precedence over the name, and the name over the number.
    let filter: Option<(&str, Column)> = [
        ("instanceId", (|one| Some(&one.id)) as Column),
        ("instanceName", |one| Some(&one.name)),
        ("number", |one| one.number.as_deref()),
    ]
    .into_iter()
    .find_map(|(name, column)| Some((asked(name)?, column)));
    let matching = |one: &&Instance| filter.is_none_or(|(text, of)| of(one) == Some(text));
    let found: Vec<&Instance> = mount.instances.iter().filter(own).filter(matching).collect();
    if found.iter().any(|one| one.is_broken) {
        return Err(reply::crashed(reply::BROKEN_ROW));
    }
    let rows: Vec<Value> = found.into_iter().map(|one| row(one, &mount.options)).collect();
    match filter {
        Some(_) if rows.is_empty() && !is_global => Err(reply::unauthorized()),
        Some((text, _)) if rows.is_empty() => Err(reply::not_listed(text)),
        _ => Ok(Reply::ok(rows.into())),
    }
}

fn row(instance: &Instance, options: &ServerOptions) -> Value {
    let column = |name: &str| instance.columns.get(name).cloned().unwrap_or_default();
    let group = |name: &str| instance.group(name).cloned().unwrap_or_default();
    json!({
        "id": instance.id,
        "name": instance.name,
        "connectionStatus": instance.pairing.listed_state,
        "ownerJid": column("ownerJid"),
        "profileName": column("profileName"),
        "profilePicUrl": column("profilePicUrl"),
        "integration": instance.integration,
        "number": instance.number,
        "businessId": column("businessId"),
        "token": instance.token,
        "clientName": options.client_name,
        "disconnectionReasonCode": column("disconnectionReasonCode"),
        "disconnectionObject": column("disconnectionObject"),
        "disconnectionAt": column("disconnectionAt"),
        "createdAt": instance.created_at,
        "updatedAt": instance.updated_at,
        "Chatwoot": group("chatwoot"),
        "Proxy": group("proxy"),
        "Rabbitmq": group("rabbitmq"),
        "Nats": group("nats"),
        "Sqs": group("sqs"),
        "Websocket": group("websocket"),
        "Setting": group("settings"),
        "_count": {
            "Message": instance.counts.messages,
            "Contact": instance.counts.contacts,
            "Chat": instance.counts.chats,
        },
    })
}
