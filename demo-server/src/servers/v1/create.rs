//! Create in 1.8.2. Nothing is rolled back: a failure after the instance exists leaves it behind,
//! incomplete, and its name stays in use.

use serde_json::{Value, json};

use crate::http::reply::{self, ApiResult, Reply};
use crate::http::request::ApiRequest;
use crate::servers::rules::{events, proxy_test};
use crate::servers::v1::auth::require_global_key;
use crate::servers::v1::groups::PROXY_PROTOCOLS;
use crate::servers::v1::schemas::CREATE;
use crate::servers::v1::{chatwoot, typebot};
use crate::state::instance::{ConnectionState, Instance};
use crate::state::mount::Mount;
use crate::state::options::ServerOptions;
use crate::state::pairing;
use crate::values::js::{
    Object, coalesce, encode_uri_component, non_empty, or_default, pick, truthy,
};
use crate::values::{ids, url};

/// A longer name does not fit into the file system, which the server notices too late.
const LONGEST_NAME: usize = 249;

pub(crate) fn create(mount: &mut Mount, request: &ApiRequest) -> ApiResult {
    let data = request.merged();
    let name = name(&data)?;
    if matches!(name, "" | "." | "..") || mount.is_taken(name) {
        return Err(reply::name_taken(name));
    }
    require_global_key(mount, request)?;
    CREATE.check(&request.body(), events::V1)?;
    let token = non_empty(&data, "token");
    refuse_duplicate(mount, token)?;
    let mut instance = Instance::new(name);
    instance.integration = data.get("integration").cloned();
    instance.number = non_empty(&data, "number").map(str::to_owned);
    if instance.is_business() && token.is_none() {
        return Err(reply::refused("token is required"));
    }
    if let Some(sqs) = mount.leftover_sqs.remove(name) {
        instance.put_group("sqs", sqs);
    }
    let options = mount.options.clone();
    if name.contains('/') || name.len() > LONGEST_NAME {
        mount.create(instance);
        return Err(reply::refused("Authentication error"));
    }
    instance.token = Some(token.map_or_else(ids::token, str::to_owned));
    let outcome = fill_groups(&mut instance, &data, &options);
    instance.apply_create_faults(&options);
    mount.create(instance);
    outcome
}

/// The server builds a path from the name, which fails when it is not a text.
fn name(data: &Object) -> ApiResult<&str> {
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

/// Compares with the tokens that the list shows. Where it shows none, a request without a token
/// is a duplicate of every instance.
fn refuse_duplicate(mount: &Mount, token: Option<&str>) -> ApiResult<()> {
    let expose = mount.options.expose_in_fetch_instances;
    let visible = |one: &Instance| one.token.clone().filter(|_| expose);
    let same = |one: &Instance| visible(one).as_deref() == token;
    let taken = mount.instances.iter().any(same);
    if taken { Err(reply::refused("Token already exists")) } else { Ok(()) }
}

/// Everything after the instance exists; a failure does not remove it.
fn fill_groups(instance: &mut Instance, data: &Object, options: &ServerOptions) -> ApiResult {
    let business = instance.is_business();
    if business {
        instance.pairing.state = ConnectionState::Open;
    }
    let mut answer = Object::new();
    answer.insert("webhook".to_owned(), webhook(instance, data)?.into());
    for group in ["websocket", "rabbitmq", "sqs"] {
        answer.insert(group.to_owned(), queue(instance, group, data, options).into());
    }
    if truthy(data.get("proxy")) {
        let proxy = data.get("proxy").and_then(Value::as_object).cloned().unwrap_or_default();
        proxy_test::check(options, &proxy, PROXY_PROTOCOLS)?;
        instance.put_group("proxy", json!({"enabled": true, "proxy": proxy}));
    }
    answer.insert("typebot".to_owned(), typebot::from_create(instance, data).into());
    let settings = settings(data);
    instance.put_group("settings", settings.clone());
    answer.insert("settings".to_owned(), settings);
    if business && instance.number.is_none() {
        return Err(reply::refused("number is required"));
    }
    instance.channel = pick(data, &["integration", "number", "token"]);

    let mut delay = 0;
    if chatwoot::is_wanted(data) {
        answer.insert("chatwoot".to_owned(), chatwoot::from_create(instance, data, options)?);
    } else if truthy(data.get("qrcode")) {
        if business {
            // The server cuts the text of a plain exception to its first letter.
            return Err(reply::refused("C"));
        }
        let number = instance.number.clone();
        pairing::start(instance, number.as_deref());
        answer.insert("qrcode".to_owned(), pairing::poll(instance, options));
        delay = options.qr_wait_ms;
    }
    let mut whole = head(instance, options);
    whole.extend(answer);
    Ok(Reply::created(whole.into()).delayed(delay))
}

fn head(instance: &Instance, options: &ServerOptions) -> Object {
    let business = instance.is_business();
    let hook =
        format!("{}/webhook/whatsapp/{}", options.server_url, encode_uri_component(&instance.name));
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

/// Echoes the flags; `events` are in the answer only if the webhook is stored.
fn webhook(instance: &mut Instance, data: &Object) -> ApiResult<Object> {
    let mut echo = pick(data, &["webhook", "webhook_by_events", "webhook_base64"]);
    let Some(url) = non_empty(data, "webhook") else {
        return Ok(echo);
    };
    if !url::is_url(url) {
        return Err(reply::refused("Invalid \"url\" property in webhook"));
    }
    if let Some(names) = data.get("events").and_then(Value::as_array) {
        let names = if names.is_empty() { events::all(events::V1) } else { names.clone().into() };
        let mut stored = Object::new();
        stored.insert("enabled".to_owned(), true.into());
        stored.insert("url".to_owned(), url.into());
        stored.insert("events".to_owned(), names.clone());
        stored.extend(pick(data, &["webhook_by_events", "webhook_base64"]));
        instance.put_group("webhook", stored.into());
        echo.insert("events".to_owned(), names);
    }
    Ok(echo)
}

/// Stored whenever the request has a list of events, even if the server has the group off; then
/// the answer has no events.
fn queue(instance: &mut Instance, group: &str, data: &Object, options: &ServerOptions) -> Object {
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

/// `groups_ignore: false` becomes true, a defect of 1.8.2.
fn settings(data: &Object) -> Value {
    json!({
        "reject_call": or_default(data.get("reject_call"), false),
        "msg_call": or_default(data.get("msg_call"), ""),
        "groups_ignore": or_default(data.get("groups_ignore"), true),
        "always_online": or_default(data.get("always_online"), false),
        "read_messages": or_default(data.get("read_messages"), false),
        "read_status": or_default(data.get("read_status"), false),
        "sync_full_history": coalesce(data.get("sync_full_history"), false),
    })
}
