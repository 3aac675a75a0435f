//! Creating in 2.3.6. A failure after the instance was made removes it again, which takes a
//! moment: an immediate second try still finds the name taken.

use serde_json::{Value, json};

use super::schemas::CREATE;
use super::{chatwoot, groups, lifecycle, proxy, queues};
use crate::call::Call;
use crate::clock;
use crate::connection;
use crate::ids;
use crate::instance::{Instance, State};
use crate::js::{Object, filled, renamed, truthy};
use crate::mount::Mount;
use crate::options::Options;
use crate::reply::{self, Outcome, Reply};

const LONGEST: usize = 255;

pub(super) fn create(mount: &mut Mount, call: &Call) -> Outcome {
    let data = call.merged();
    if let Some(refusal) = collision(mount, &data) {
        return Err(refusal);
    }
    let name = free_name(mount, &data)?;
    super::owner(mount, call)?;
    CREATE.check(&call.body())?;
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
    let mut instance = Instance::new(&name);
    instance.integration = Some(kind.into());
    instance.number = filled(&data, "number").map(str::to_owned);
    let token = filled(&data, "token");
    if instance.is_business() && token.is_none() {
        return Err(reply::refused("token is required"));
    }
    instance.token = Some(token.map_or_else(ids::token, str::to_owned));
    // Written to the row as sent, wanted or not.
    instance.columns = renamed(
        &data,
        &[
            ("ownerJid", "ownerJid"),
            ("profileName", "profileName"),
            ("profilePicUrl", "profilePicUrl"),
            ("businessId", "businessId"),
        ],
    );
    if instance.is_always_open() {
        instance.link.state = State::Open;
        instance.link.listed = State::Open;
    }
    let options = mount.options.clone();
    let outcome = furnish(&mut instance, &data, &options);
    instance.suffer(&options);
    if outcome.is_err() {
        lifecycle::leave(&mut instance, &options);
    }
    mount.instances.push(instance);
    outcome
}

/// Of two creations at once both find the name free. The one that comes second fails as its row is
/// written, and what undoes it deletes by name: the first one, which was answered with success.
fn collision(mount: &mut Mount, data: &Object) -> Option<Reply> {
    let options = mount.options.clone();
    let name = data.get("instanceName").and_then(Value::as_str)?;
    let first = mount.find_mut(name)?;
    if clock::now_ms().saturating_sub(first.made_at) >= options.race_ms {
        return None;
    }
    lifecycle::leave(first, &options);
    let cause = "Unique constraint failed on the fields: (`name`)";
    Some(reply::refused(reply::database_text("instance", cause)))
}

/// The name is looked up before anything is checked, so what is no text reaches the database.
fn free_name(mount: &Mount, data: &Object) -> Outcome<Option<String>> {
    let refuse_all = |shown: &str| {
        if mount.instances.is_empty() { Ok(None) } else { Err(reply::name_taken(shown)) }
    };
    match data.get("instanceName") {
        Some(Value::String(name)) if mount.is_taken(name) => Err(reply::name_taken(name)),
        Some(Value::String(name)) => Ok(Some(name.clone())),
        // No condition, or one that other rows may meet.
        None => refuse_all("undefined"),
        Some(Value::Object(_)) => refuse_all("[object Object]"),
        Some(_) => {
            let cause = "Argument `name`: Invalid value provided.";
            let text =
                format!("PrismaClientValidationError: {}", reply::database_text("instance", cause));
            Err(reply::error(500, vec![text]))
        }
    }
}

/// Everything after the instance exists; a failure here is undone by the caller.
fn furnish(instance: &mut Instance, data: &Object, options: &Options) -> Outcome {
    if instance.name.chars().count() > LONGEST
        || filled(data, "token").is_some_and(|one| one.len() > LONGEST)
    {
        let cause = "Foreign key constraint violated on the constraint: `Setting_instanceId_fkey`";
        return Err(reply::refused(reply::database_text("setting", cause)));
    }
    for group in ["webhook", "pusher"].iter().chain(queues::QUEUES) {
        queues::from_create(instance, group, data, options)?;
    }
    proxy::from_create(instance, data, options)?;
    let settings = groups::first_settings(instance, data);
    if filled(data, "wavoipToken").is_some() {
        return Err(reply::refused("Cannot read properties of undefined (reading 'ws')"));
    }
    if instance.is_business() && instance.number.is_none() {
        return Err(reply::refused("number is required"));
    }
    let mut answer = head(instance, data, options);
    answer.insert("settings".to_owned(), settings);
    let mut hold = 0;
    if let Some(told) = chatwoot::from_create(instance, data, options)? {
        answer.insert("chatwoot".to_owned(), told);
    } else if truthy(data.get("qrcode")) && !instance.is_always_open() {
        let number = instance.number.clone();
        connection::start(instance, number.as_deref());
        answer.insert("qrcode".to_owned(), connection::poll(instance, options));
        // A pairing code takes seven seconds where a picture takes five.
        hold = options.qr_wait_ms * if number.is_some() { 7 } else { 5 } / 5;
    }
    Ok(Reply::created(answer.into()).held(hold))
}

/// The echo: what was asked for, whether it was stored or not.
fn head(instance: &Instance, data: &Object, options: &Options) -> Object {
    let business = instance.is_business();
    let hook = format!("{}/webhook/meta", options.server_url);
    let asked =
        |group: &str| data.get(group).and_then(Value::as_object).cloned().unwrap_or_default();
    let enabled = |group: &str| renamed(&asked(group), &[("enabled", "enabled")]);
    let webhook = renamed(
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
            "status": instance.link.state,
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
