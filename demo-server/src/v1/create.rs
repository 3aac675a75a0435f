//! Creating in 1.8.2. Nothing is rolled back: whatever fails after the instance was made leaves
//! it behind, and the name stays taken.

use serde_json::{Value, json};

use super::schemas::CREATE;
use super::{chatwoot, typebot};
use crate::call::Call;
use crate::connection;
use crate::instance::{Instance, State};
use crate::js::{Object, coalesce, encoded, filled, or, picked, truthy};
use crate::mount::Mount;
use crate::options::Options;
use crate::reply::{self, Outcome, Reply};
use crate::{events, ids, links};

/// A longer name does not fit the file system; the server notices half-way.
const LONGEST: usize = 249;

pub(super) fn create(mount: &mut Mount, call: &Call) -> Outcome {
    let data = call.merged();
    let name = name(&data)?;
    if matches!(name, "" | "." | "..") || mount.is_taken(name) {
        return Err(reply::name_taken(name));
    }
    super::owner(mount, call)?;
    CREATE.check(&call.body())?;
    let token = filled(&data, "token");
    refuse_duplicate(mount, token)?;
    let mut instance = Instance::new(name);
    instance.integration = data.get("integration").cloned();
    instance.number = filled(&data, "number").map(str::to_owned);
    if instance.is_business() && token.is_none() {
        return Err(reply::refused("token is required"));
    }
    if let Some(sqs) = mount.old_sqs.remove(name) {
        instance.put_group("sqs", sqs);
    }
    let options = mount.options.clone();
    if name.contains('/') || name.len() > LONGEST {
        mount.instances.push(instance);
        return Err(reply::refused("Authentication error"));
    }
    instance.token = Some(token.map_or_else(ids::token, str::to_owned));
    let outcome = furnish(&mut instance, &data, &options);
    instance.suffer(&options);
    mount.instances.push(instance);
    outcome
}

/// The name goes straight into a path, and what is no text makes that fail.
fn name(data: &Object) -> Outcome<&str> {
    let received = match data.get("instanceName") {
        Some(Value::String(name)) => return Ok(name),
        None => "undefined".to_owned(),
        Some(Value::Null) => "null".to_owned(),
        Some(Value::Number(number)) => format!("type number ({number})"),
        Some(Value::Bool(on)) => format!("type boolean ({on})"),
        Some(Value::Array(_)) => "an instance of Array".to_owned(),
        Some(Value::Object(_)) => "an instance of Object".to_owned(),
    };
    Err(reply::error(
        500,
        vec![format!(
            "TypeError [ERR_INVALID_ARG_TYPE]: The \"path\" argument must be of type string. Received {received}"
        )],
    ))
}

/// Compares with the keys the list shows. Where it shows none, leaving the token out equals
/// every instance without a visible key.
fn refuse_duplicate(mount: &Mount, token: Option<&str>) -> Outcome<()> {
    let expose = mount.options.expose_in_fetch_instances;
    let visible = |one: &Instance| one.token.clone().filter(|_| expose);
    let same = |one: &Instance| visible(one).as_deref() == token;
    let taken = mount.instances.iter().any(same);
    if taken { Err(reply::refused("Token already exists")) } else { Ok(()) }
}

/// Everything after the instance exists; a failure here does not undo it.
fn furnish(instance: &mut Instance, data: &Object, options: &Options) -> Outcome {
    let business = instance.is_business();
    if business {
        instance.link.state = State::Open;
    }
    let mut answer = Object::new();
    answer.insert("webhook".to_owned(), webhook(instance, data)?.into());
    for group in ["websocket", "rabbitmq", "sqs"] {
        answer.insert(group.to_owned(), queue(instance, group, data, options).into());
    }
    if truthy(data.get("proxy")) {
        let proxy = data.get("proxy").and_then(Value::as_object).cloned().unwrap_or_default();
        if !options.reaches(&proxy) {
            return Err(reply::refused("Invalid proxy"));
        }
        instance.put_group("proxy", json!({"enabled": true, "proxy": proxy}));
    }
    answer.insert("typebot".to_owned(), typebot::from_create(instance, data).into());
    let settings = settings(data);
    instance.put_group("settings", settings.clone());
    answer.insert("settings".to_owned(), settings);
    if business && instance.number.is_none() {
        return Err(reply::refused("number is required"));
    }
    instance.channel = picked(data, &["integration", "number", "token"]);

    let mut hold = 0;
    if chatwoot::is_wanted(data) {
        answer.insert("chatwoot".to_owned(), chatwoot::from_create(instance, data, options)?);
    } else if truthy(data.get("qrcode")) {
        if business {
            // The text of a plain exception loses everything but its first letter.
            return Err(reply::refused("C"));
        }
        let number = instance.number.clone();
        connection::start(instance, number.as_deref());
        answer.insert("qrcode".to_owned(), connection::poll(instance, options));
        hold = options.qr_wait_ms;
    }
    let mut whole = head(instance, options);
    whole.extend(answer);
    Ok(Reply::created(whole.into()).held(hold))
}

fn head(instance: &Instance, options: &Options) -> Object {
    let business = instance.is_business();
    let hook = format!("{}/webhook/whatsapp/{}", options.server_url, encoded(&instance.name));
    let mut made = Object::new();
    made.insert("instanceName".to_owned(), instance.name.as_str().into());
    made.insert("instanceId".to_owned(), instance.id.as_str().into());
    made.extend(instance.integration.clone().map(|kind| ("integration".to_owned(), kind)));
    made.insert("webhook_wa_business".to_owned(), if business { hook.into() } else { Value::Null });
    let access = if business { "evolution" } else { "" };
    made.insert("access_token_wa_business".to_owned(), access.into());
    made.insert("status".to_owned(), "created".into());
    let hash = if options.auth_type == "jwt" {
        let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        json!({"jwt": format!("eyJhbGciOiJIUzI1NiJ9.{}", ids::derived(&instance.id, 90, letters))})
    } else {
        json!({"apikey": instance.token})
    };
    let mut head = Object::new();
    head.insert("instance".to_owned(), made.into());
    head.insert("hash".to_owned(), hash);
    head
}

/// Echoes the flags; `events` are there only if the webhook really was stored.
fn webhook(instance: &mut Instance, data: &Object) -> Outcome<Object> {
    let mut echo = picked(data, &["webhook", "webhook_by_events", "webhook_base64"]);
    let Some(url) = filled(data, "webhook") else {
        return Ok(echo);
    };
    if !links::is_url(url) {
        return Err(reply::refused("Invalid \"url\" property in webhook"));
    }
    if let Some(names) = data.get("events").and_then(Value::as_array) {
        let names = if names.is_empty() { events::all(events::V1) } else { names.clone().into() };
        let mut stored = Object::new();
        stored.insert("enabled".to_owned(), true.into());
        stored.insert("url".to_owned(), url.into());
        stored.insert("events".to_owned(), names.clone());
        stored.extend(picked(data, &["webhook_by_events", "webhook_base64"]));
        instance.put_group("webhook", stored.into());
        echo.insert("events".to_owned(), names);
    }
    Ok(echo)
}

/// Stored whenever it is asked for with a list of events, even where the server has it off; but
/// only then the answer leaves the events out.
fn queue(instance: &mut Instance, group: &str, data: &Object, options: &Options) -> Object {
    let mut echo = Object::new();
    let Some(enabled) = data.get(&format!("{group}_enabled")) else {
        return echo;
    };
    echo.insert("enabled".to_owned(), enabled.clone());
    let names = data.get(&format!("{group}_events")).and_then(Value::as_array);
    if let Some(names) = names.filter(|_| truthy(Some(enabled))) {
        let names = if names.is_empty() { events::all(events::V1) } else { names.clone().into() };
        instance.put_group(group, json!({"enabled": true, "events": names}));
        if group == "websocket" || options.has(group) {
            echo.insert("events".to_owned(), names);
        }
    }
    echo
}

/// `groups_ignore: false` becomes true here, as it does there.
fn settings(data: &Object) -> Value {
    json!({
        "reject_call": or(data.get("reject_call"), false),
        "msg_call": or(data.get("msg_call"), ""),
        "groups_ignore": or(data.get("groups_ignore"), true),
        "always_online": or(data.get("always_online"), false),
        "read_messages": or(data.get("read_messages"), false),
        "read_status": or(data.get("read_status"), false),
        "sync_full_history": coalesce(data.get("sync_full_history"), false),
    })
}
