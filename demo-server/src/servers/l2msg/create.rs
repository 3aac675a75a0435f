//! Create in l2msg: settings and a webhook, nothing else.

use serde_json::{Value, json};

use crate::http::reply::{self, ApiResult, Reply};
use crate::http::request::ApiRequest;
use crate::servers::l2msg::schemas::CREATE;
use crate::servers::l2msg::webhook;
use crate::servers::rules::events;
use crate::servers::v1::auth::require_global_key;
use crate::state::instance::Instance;
use crate::state::mount::Mount;
use crate::state::pairing;
use crate::values::ids;
use crate::values::js::{coalesce, non_empty, or_default, truthy};

pub(crate) fn create(mount: &mut Mount, request: &ApiRequest) -> ApiResult {
    let data = request.body();
    let name = data.get("instanceName").and_then(Value::as_str).unwrap_or_default();
    if mount.is_taken(name) {
        return Err(reply::name_taken(name));
    }
    require_global_key(mount, request)?;
    CREATE.check(&data, events::L2MSG)?;
    let options = &mount.options;
    let mut instance = Instance::new(name);
    instance.token = Some(ids::token());
    instance.number = non_empty(&data, "number").map(str::to_owned);
    let settings = json!({
        "reject_call": or_default(data.get("rejectCall"), false),
        "msg_call": or_default(data.get("msgCall"), ""),
        "groups_ignore": coalesce(data.get("groupsIgnore"), true),
        "always_online": or_default(data.get("alwaysOnline"), false),
        "read_messages": or_default(data.get("readMessages"), false),
        "read_status": or_default(data.get("readStatus"), false),
        "sync_full_history": or_default(data.get("syncFullHistory"), false),
    });
    instance.put_group("settings", settings.clone());
    if let Some(sent) = data.get("webhook").and_then(Value::as_object) {
        instance.put_group("webhook", webhook::from_create(sent));
    }
    let mut answer = json!({
        "instance": {
            "instanceName": name,
            "instanceId": instance.id,
            "webhook_wa_business": null,
            "access_token_wa_business": "",
            "status": "created",
        },
        "hash": {"apikey": instance.token},
        "settings": settings,
    });
    let mut delay = 0;
    if truthy(data.get("qrcode")) {
        let number = instance.number.clone();
        pairing::start(&mut instance, number.as_deref());
        answer["qrcode"] = pairing::poll(&mut instance, options);
        delay = options.qr_wait_ms;
    }
    instance.apply_create_faults(options);
    mount.create(instance);
    Ok(Reply::created(answer).delayed(delay))
}
