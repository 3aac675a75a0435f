//! `fetchInstances` of 2.x: flat rows from the database, always in a list, with readable tokens.
//! The token of an instance shows the rows with that token.

use serde::Serialize;
use serde_json::Value;

use crate::http::reply::{self, ApiResult, Reply};
use crate::http::request::ApiRequest;
use crate::servers::v2::rules::auth::is_global_key;
use crate::state::instance::{ConnectionState, Instance};
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
    let rows: Vec<Row<'_>> = found.into_iter().map(|one| row(one, &mount.options)).collect();
    match filter {
        Some(_) if rows.is_empty() && !is_global => Err(reply::unauthorized()),
        Some((text, _)) if rows.is_empty() => Err(reply::not_listed(text)),
        _ => Ok(Reply::written(&rows)),
    }
}

/// A row as the database has it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
    id: &'a str,
    name: &'a str,
    connection_status: ConnectionState,
    owner_jid: Option<&'a Value>,
    profile_name: Option<&'a Value>,
    profile_pic_url: Option<&'a Value>,
    integration: Option<&'a Value>,
    number: Option<&'a str>,
    business_id: Option<&'a Value>,
    token: Option<&'a str>,
    client_name: &'a str,
    disconnection_reason_code: Option<&'a Value>,
    disconnection_object: Option<&'a Value>,
    disconnection_at: Option<&'a Value>,
    created_at: &'a str,
    updated_at: &'a str,
    #[serde(flatten)]
    groups: Groups<'a>,
    #[serde(rename = "_count")]
    count: Count,
}

/// The tables that belong to an instance, each under its own name.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Groups<'a> {
    chatwoot: Option<&'a Value>,
    proxy: Option<&'a Value>,
    rabbitmq: Option<&'a Value>,
    nats: Option<&'a Value>,
    sqs: Option<&'a Value>,
    websocket: Option<&'a Value>,
    setting: Option<&'a Value>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Count {
    message: u64,
    contact: u64,
    chat: u64,
}

fn row<'a>(instance: &'a Instance, options: &'a ServerOptions) -> Row<'a> {
    let column = |name: &str| instance.columns.get(name);
    Row {
        id: &instance.id,
        name: &instance.name,
        connection_status: instance.pairing.listed_state,
        owner_jid: column("ownerJid"),
        profile_name: column("profileName"),
        profile_pic_url: column("profilePicUrl"),
        integration: instance.integration.as_ref(),
        number: instance.number.as_deref(),
        business_id: column("businessId"),
        token: instance.token.as_deref(),
        client_name: &options.client_name,
        disconnection_reason_code: column("disconnectionReasonCode"),
        disconnection_object: column("disconnectionObject"),
        disconnection_at: column("disconnectionAt"),
        created_at: &instance.created_at,
        updated_at: &instance.updated_at,
        groups: Groups {
            chatwoot: instance.group("chatwoot"),
            proxy: instance.group("proxy"),
            rabbitmq: instance.group("rabbitmq"),
            nats: instance.group("nats"),
            sqs: instance.group("sqs"),
            websocket: instance.group("websocket"),
            setting: instance.group("settings"),
        },
        count: Count {
            message: instance.counts.messages,
            contact: instance.counts.contacts,
            chat: instance.counts.chats,
        },
    }
}
