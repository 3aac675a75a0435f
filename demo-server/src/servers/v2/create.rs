//! Create in 2.x. A failure after the instance exists removes it again, which takes a moment: an
//! immediate second attempt still finds the name in use.

use serde_json::{Value, json};

use crate::http::reply::{self, ApiResult, Reply};
use crate::http::request::ApiRequest;
use crate::servers::v2::rules::auth::require_global_key;
use crate::servers::v2::rules::release::Release;
use crate::servers::v2::schemas::CREATE;
use crate::servers::v2::{chatwoot, event_groups, groups, lifecycle, proxy};
use crate::state::instance::{ConnectionState, Instance};
use crate::state::mount::Mount;
use crate::state::options::ServerOptions;
use crate::state::pairing;
use crate::values::js::{Object, non_empty, pick_renamed, truthy};
use crate::values::{clock, ids};

const LONGEST_NAME: usize = 255;
const NO_INSTANCE_ROW: &str =
    "Foreign key constraint violated on the constraint: `Setting_instanceId_fkey`";

pub(crate) fn create(mount: &mut Mount, request: &ApiRequest) -> ApiResult {
    let data = request.merged();
    let release = Release::of(&mount.options);
    if let Some(failure) = collision(mount, request, &data, release) {
        return Err(failure);
    }
    let name = free_name(mount, &data)?;
    require_global_key(mount, request)?;
    CREATE.check(&request.body(), release.events())?;
    let Some(name) = name else {
        return Err(reply::refused(reply::database_text(
            "instance",
            "Argument `name` is missing.",
        )));
    };
    let kind = data.get("integration").and_then(Value::as_str).unwrap_or_default();
    if !matches!(kind, "WHATSAPP-BAILEYS" | "WHATSAPP-BUSINESS" | "EVOLUTION") {
        return Err(reply::refused("Invalid integration"));
    }
    let mut instance = Instance::new(if release.trims_name() { name.trim() } else { &name });
    instance.integration = Some(kind.into());
    instance.number = non_empty(&data, "number").map(str::to_owned);
    let token = non_empty(&data, "token");
    if instance.is_business() && token.is_none() {
        return Err(reply::refused("token is required"));
    }
    instance.token = Some(token.map_or_else(ids::token, str::to_owned));
    // The server stores these as they are sent.
    instance.columns = pick_renamed(
        &data,
        &[
            ("ownerJid", "ownerJid"),
            ("profileName", "profileName"),
            ("profilePicUrl", "profilePicUrl"),
            ("businessId", "businessId"),
        ],
    );
    if instance.is_always_open() {
        instance.pairing.state = ConnectionState::Open;
        instance.pairing.listed_state = ConnectionState::Open;
    }
    let options = mount.options.clone();
    let result = fill_groups(&mut instance, &data, &options);
    instance.apply_create_faults(&options);
    if result.is_err() {
        lifecycle::start_deletion(&mut instance, &options);
    }
    mount.create(instance);
    result
}

/// Two creations of one name collide when both find the name free: when the second one arrives
/// before the first one is stored, or when 2.4 compares a name that it trims afterwards. The second
/// one fails as its row is written, and its roll-back deletes by name: the first one, which was
/// answered with success.
fn collision(
    mount: &mut Mount,
    request: &ApiRequest,
    data: &Object,
    release: Release,
) -> Option<Reply> {
    let options = mount.options.clone();
    let sent = data.get("instanceName").and_then(Value::as_str)?;
    let name = if release.trims_name() { sent.trim() } else { sent };
    // Without the global key, or with a wrong body, nothing is written.
    let passes = require_global_key(mount, request).is_ok()
        && CREATE.check(&request.body(), release.events()).is_ok();
    let first = mount.find_mut(name).filter(|_| passes)?;
    let arrived_before = first.stored_at_arrival >= request.arrival;
    let is_race = clock::now_ms().saturating_sub(first.created_at_ms) < options.race_ms;
    if !arrived_before && !is_race && name == sent {
        return None;
    }
    lifecycle::start_deletion(first, &options);
    Some(reply::refused(reply::database_text("setting", NO_INSTANCE_ROW)))
}

/// The name, if no instance has it. The server looks it up before it validates anything, so the
/// database gets names that are not texts.
fn free_name(mount: &Mount, data: &Object) -> ApiResult<Option<String>> {
    let refuse_any = |shown: &str| {
        if mount.instances.is_empty() { Ok(None) } else { Err(reply::name_taken(shown)) }
    };
    match data.get("instanceName") {
        Some(Value::String(name)) if mount.is_taken(name) => Err(reply::name_taken(name)),
        Some(Value::String(name)) => Ok(Some(name.clone())),
        // The lookup has no condition, or one that any row may meet.
        None => refuse_any("undefined"),
        Some(Value::Object(_)) => refuse_any("[object Object]"),
        Some(_) => {
            let cause = "Argument `name`: Invalid value provided.";
            let text =
                format!("PrismaClientValidationError: {}", reply::database_text("instance", cause));
            Err(reply::error(500, vec![text]))
        }
    }
}

/// Everything after the instance exists; the caller rolls back a failure.
fn fill_groups(instance: &mut Instance, data: &Object, options: &ServerOptions) -> ApiResult {
    let longest_token = Release::of(options).longest_token();
    if instance.name.chars().count() > LONGEST_NAME
        || non_empty(data, "token").is_some_and(|token| token.len() > longest_token)
    {
        return Err(reply::refused(reply::database_text("setting", NO_INSTANCE_ROW)));
    }
    for group in ["webhook", "pusher"].iter().chain(event_groups::QUEUES) {
        event_groups::from_create(instance, group, data, options)?;
    }
    proxy::from_create(instance, data, options)?;
    let settings = groups::store_first_settings(instance, data);
    if non_empty(data, "wavoipToken").is_some() {
        return Err(reply::refused("Cannot read properties of undefined (reading 'ws')"));
    }
    if instance.is_business() && instance.number.is_none() {
        return Err(reply::refused("number is required"));
    }
    let mut answer = head(instance, data, options);
    answer.insert("settings".to_owned(), settings);
    let mut delay = 0;
    if let Some(told) = chatwoot::from_create(instance, data, options)? {
        answer.insert("chatwoot".to_owned(), told);
    } else if truthy(data.get("qrcode")) && !instance.is_always_open() {
        let number = instance.number.clone();
        pairing::start(instance, number.as_deref());
        answer.insert("qrcode".to_owned(), pairing::poll(instance, options));
        // A pairing code takes seven seconds, an image takes five.
        delay = options.qr_wait_ms * if number.is_some() { 7 } else { 5 } / 5;
    }
    Ok(Reply::created(answer.into()).delayed(delay))
}

/// The echo of the request, whether it was stored or not.
fn head(instance: &Instance, data: &Object, options: &ServerOptions) -> Object {
    let business = instance.is_business();
    let hook = format!("{}/webhook/meta", options.server_url);
    let asked =
        |group: &str| data.get(group).and_then(Value::as_object).cloned().unwrap_or_default();
    let enabled = |group: &str| pick_renamed(&asked(group), &[("enabled", "enabled")]);
    let webhook = pick_renamed(
        &asked("webhook"),
        &[
            ("url", "webhookUrl"),
            ("headers", "webhookHeaders"),
            ("byEvents", "webhookByEvents"),
            ("base64", "webhookBase64"),
        ],
    );
    let head = json!({
        "instance": {
            "instanceName": instance.name,
            "instanceId": instance.id,
            "integration": instance.integration,
            "webhookWaBusiness": if business { Value::from(hook) } else { Value::Null },
            "accessTokenWaBusiness": if business { "evolution" } else { "" },
            "status": instance.pairing.state,
        },
        "hash": instance.token,
        "webhook": webhook,
        "websocket": enabled("websocket"),
        "rabbitmq": enabled("rabbitmq"),
        "nats": enabled("nats"),
        "sqs": enabled("sqs"),
    });
    head.as_object().cloned().unwrap_or_default()
}
