//! `fetchInstances` of 2.3.6: flat rows from the database, always in a list, with the tokens in
//! clear. A key of one instance shows its own rows.

use serde_json::{Value, json};

use crate::call::Call;
use crate::instance::Instance;
use crate::mount::Mount;
use crate::options::Options;
use crate::reply::{self, Outcome, Reply};

/// What a filter compares with.
type Column = fn(&Instance) -> Option<&str>;

pub(super) fn fetch(mount: &Mount, call: &Call) -> Outcome {
    let owner = super::is_owner(mount, call);
    let own = |one: &&Instance| owner || one.token == call.key;
    if !owner && (call.key.is_none() || !mount.instances.iter().any(|one| one.token == call.key)) {
        return Err(reply::unauthorized());
    }
    let asked = |name: &str| call.query(name).filter(|text| !text.is_empty());
    // The id wins over the name, and the name over the number.
    let filter: Option<(&str, Column)> = [
        ("instanceId", (|one| Some(&one.id)) as Column),
        ("instanceName", |one| Some(&one.name)),
        ("number", |one| one.number.as_deref()),
    ]
    .into_iter()
    .find_map(|(name, column)| Some((asked(name)?, column)));
    let matching = |one: &&Instance| filter.is_none_or(|(text, of)| of(one) == Some(text));
    let rows: Vec<Value> = mount
        .instances
        .iter()
        .filter(own)
        .filter(matching)
        .map(|one| row(one, &mount.options))
        .collect();
    match filter {
        Some(_) if rows.is_empty() && !owner => Err(reply::unauthorized()),
        Some((text, _)) if rows.is_empty() => Err(reply::not_listed(text)),
        _ => Ok(Reply::ok(rows.into())),
    }
}

fn row(instance: &Instance, options: &Options) -> Value {
    let column = |name: &str| instance.columns.get(name).cloned().unwrap_or_default();
    let group = |name: &str| instance.group(name).cloned().unwrap_or_default();
    json!({
        "id": instance.id,
        "name": instance.name,
        "connectionStatus": instance.link.listed,
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
        "_count": {"Message": 0, "Contact": 0, "Chat": 0},
    })
}
