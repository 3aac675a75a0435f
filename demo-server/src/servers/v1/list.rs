//! `fetchInstances` of 1.8.2: rows wrapped in `instance`. A request by name gets one row instead of
//! a list.

use serde::Serialize;
use serde_json::Value;

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
        return Ok(Reply::written(&row(instance, &mount.options)));
    }
    // The server looks these up in a database that it does not have.
    if let Some(value) = asked("instanceId").or_else(|| asked("number")) {
        return Err(reply::not_listed(value));
    }
    if mount.instances.iter().any(|one| one.is_broken) {
        return Err(reply::crashed(reply::BROKEN_ROW));
    }
    let rows: Vec<Wrapped<'_>> =
        mount.instances.iter().map(|one| row(one, &mount.options)).collect();
    Ok(Reply::written(&rows))
}

#[derive(Serialize)]
struct Wrapped<'a> {
    instance: Row<'a>,
}

/// Members that an instance does not have are left out.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
    instance_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    instance_id: Option<&'a str>,
    #[serde(flatten)]
    profile: Option<Profile<'a>>,
    status: ConnectionState,
    server_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    apikey: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chatwoot: Option<Value>,
    integration: Channel<'a>,
}

/// The profile of a connected instance. The Cloud API channel has no phone.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Profile<'a> {
    #[serde(flatten)]
    phone: Option<Phone<'a>>,
    profile_name: Value,
    profile_status: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Phone<'a> {
    owner: &'a Value,
    profile_picture_url: Option<&'a Value>,
}

#[derive(Serialize)]
struct Channel<'a> {
    #[serde(flatten)]
    members: &'a Object,
    webhook_wa_business: String,
}

fn row<'a>(instance: &'a Instance, options: &'a ServerOptions) -> Wrapped<'a> {
    let (url, name) = (&options.server_url, encode_uri_component(&instance.name));
    let token = instance.token.as_deref();
    let chatwoot = instance.group("chatwoot").filter(|one| truthy(one.get("enabled"))).cloned();
    Wrapped {
        instance: Row {
            instance_name: &instance.name,
            // An incomplete instance has neither an id nor a token.
            instance_id: token.map(|_| instance.id.as_str()),
            profile: (instance.pairing.state == ConnectionState::Open).then(|| profile(instance)),
            status: instance.pairing.state,
            server_url: url,
            apikey: token.filter(|_| options.expose_in_fetch_instances),
            chatwoot: chatwoot.map(|mut chatwoot| {
                chatwoot["webhook_url"] = webhook_url(options, &instance.name).into();
                chatwoot
            }),
            integration: Channel {
                members: &instance.channel,
                webhook_wa_business: format!("{url}/webhook/whatsapp/{name}"),
            },
        },
    }
}

fn profile(instance: &Instance) -> Profile<'_> {
    let column = |name: &str| instance.columns.get(name);
    Profile {
        phone: column("ownerJid")
            .map(|owner| Phone { owner, profile_picture_url: column("profilePicUrl") }),
        profile_name: column("profileName").cloned().unwrap_or_else(|| "not loaded".into()),
        profile_status: "",
    }
}
