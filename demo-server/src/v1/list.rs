//! `fetchInstances` of 1.8.2: rows wrapped in `instance`, and one bare row instead of a list when
//! a name is asked for.

use serde_json::{Value, json};

use crate::call::Call;
use crate::instance::{Instance, State};
use crate::js::{Object, encoded, truthy};
use crate::mount::Mount;
use crate::options::Options;
use crate::reply::{self, Outcome, Reply};

pub(crate) fn fetch(mount: &Mount, call: &Call) -> Outcome {
    super::owner(mount, call)?;
    let asked = |name: &str| call.query(name).filter(|text| !text.is_empty());
    if let Some(name) = asked("instanceName") {
        let instance = mount.find(name).ok_or_else(|| reply::not_listed(name))?;
        return Ok(Reply::ok(row(instance, &mount.options)));
    }
    // Looked up in a database this server does not have, so never found.
    if let Some(value) = asked("instanceId").or_else(|| asked("number")) {
        return Err(reply::not_listed(value));
    }
    let rows: Vec<Value> = mount.instances.iter().map(|one| row(one, &mount.options)).collect();
    Ok(Reply::ok(rows.into()))
}

fn row(instance: &Instance, options: &Options) -> Value {
    let mut row = Object::new();
    row.insert("instanceName".to_owned(), instance.name.as_str().into());
    // A half-made instance has neither an id nor a key.
    if instance.token.is_some() {
        row.insert("instanceId".to_owned(), instance.id.as_str().into());
    }
    if instance.link.state == State::Open {
        profile(&mut row, instance);
    }
    row.insert("status".to_owned(), instance.link.state.text().into());
    row.insert("serverUrl".to_owned(), options.server_url.as_str().into());
    if let Some(token) = instance.token.as_ref().filter(|_| options.expose_in_fetch_instances) {
        row.insert("apikey".to_owned(), token.as_str().into());
    }
    if let Some(chatwoot) = instance.group("chatwoot").filter(|one| truthy(one.get("enabled"))) {
        let mut chatwoot = chatwoot.clone();
        chatwoot["webhook_url"] = super::chatwoot::webhook_url(options, &instance.name).into();
        row.insert("chatwoot".to_owned(), chatwoot);
    }
    let mut channel = instance.channel.clone();
    let hook = format!("{}/webhook/whatsapp/{}", options.server_url, encoded(&instance.name));
    channel.insert("webhook_wa_business".to_owned(), hook.into());
    row.insert("integration".to_owned(), channel.into());
    json!({"instance": row})
}

/// Who is connected. The Cloud API channel never learns its profile.
fn profile(row: &mut Object, instance: &Instance) {
    if let Some(owner) = instance.columns.get("ownerJid") {
        row.insert("owner".to_owned(), owner.clone());
        row.insert("profilePictureUrl".to_owned(), Value::Null);
    }
    let name = instance.columns.get("profileName").cloned();
    row.insert("profileName".to_owned(), name.unwrap_or_else(|| "not loaded".into()));
    row.insert("profileStatus".to_owned(), "".into());
}
