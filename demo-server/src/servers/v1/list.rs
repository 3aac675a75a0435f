//! `fetchInstances` of 1.8.2: rows wrapped in `instance`. A request by name gets one row instead of
//! a list.

use serde_json::{Value, json};

use crate::http::reply::{self, ApiResult, Reply};
use crate::http::request::ApiRequest;
use crate::servers::v1::auth::require_global_key;
use crate::servers::v1::chatwoot::webhook_url;
use crate::state::instance::{ConnectionState, Instance};
use crate::state::mount::Mount;
use crate::state::options::ServerOptions;
use crate::values::js::{Object, encode_uri_component, truthy};

pub(crate) fn fetch(mount: &Mount, request: &ApiRequest) -> ApiResult {
    require_global_key(mount, request)?;
    let asked = |name: &str| request.query(name).filter(|text| !text.is_empty());
    if let Some(name) = asked("instanceName") {
        let instance = mount.find(name).ok_or_else(|| reply::not_listed(name))?;
        if instance.is_broken {
            return Err(reply::crashed(reply::BROKEN_ROW));
        }
        return Ok(Reply::ok(row(instance, &mount.options)));
    }
    // The server looks these up in a database that it does not have.
    if let Some(value) = asked("instanceId").or_else(|| asked("number")) {
        return Err(reply::not_listed(value));
    }
    if mount.instances.iter().any(|one| one.is_broken) {
        return Err(reply::crashed(reply::BROKEN_ROW));
    }
    let rows: Vec<Value> = mount.instances.iter().map(|one| row(one, &mount.options)).collect();
    Ok(Reply::ok(rows.into()))
}

fn row(instance: &Instance, options: &ServerOptions) -> Value {
    let mut row = Object::new();
    row.insert("instanceName".to_owned(), instance.name.as_str().into());
    // An incomplete instance has neither an id nor a token.
    if instance.token.is_some() {
        row.insert("instanceId".to_owned(), instance.id.as_str().into());
    }
    if instance.pairing.state == ConnectionState::Open {
        profile(&mut row, instance);
    }
    row.insert("status".to_owned(), instance.pairing.state.text().into());
    row.insert("serverUrl".to_owned(), options.server_url.as_str().into());
    if let Some(token) = instance.token.as_ref().filter(|_| options.expose_in_fetch_instances) {
        row.insert("apikey".to_owned(), token.as_str().into());
    }
    if let Some(chatwoot) = instance.group("chatwoot").filter(|one| truthy(one.get("enabled"))) {
        let mut chatwoot = chatwoot.clone();
        chatwoot["webhook_url"] = webhook_url(options, &instance.name).into();
        row.insert("chatwoot".to_owned(), chatwoot);
    }
    let mut channel = instance.channel.clone();
    let hook =
        format!("{}/webhook/whatsapp/{}", options.server_url, encode_uri_component(&instance.name));
    channel.insert("webhook_wa_business".to_owned(), hook.into());
    row.insert("integration".to_owned(), channel.into());
    json!({"instance": row})
}

/// The profile of a connected instance. The Cloud API channel has none.
fn profile(row: &mut Object, instance: &Instance) {
    if let Some(owner) = instance.columns.get("ownerJid") {
        row.insert("owner".to_owned(), owner.clone());
        let picture = instance.columns.get("profilePicUrl").cloned();
        row.insert("profilePictureUrl".to_owned(), picture.unwrap_or_default());
    }
    let name = instance.columns.get("profileName").cloned();
    row.insert("profileName".to_owned(), name.unwrap_or_else(|| "not loaded".into()));
    row.insert("profileStatus".to_owned(), "".into());
}
