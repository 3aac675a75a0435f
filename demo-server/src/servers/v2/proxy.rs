//! The proxy of 2.x. Its columns for user and password must have a value, and the server does not
//! wait for the write: a set without them is answered with 201 and not stored.

use serde_json::{Value, json};

use crate::http::reply::{ApiResult, Reply};
use crate::servers::rules::proxy_test;
use crate::servers::v2::rules::release::Release;
use crate::servers::v2::rules::rows::{copy_renamed, row_values, to_row};
use crate::servers::v2::schemas::PROXY;
use crate::state::instance::Instance;
use crate::state::options::ServerOptions;
use crate::values::js::{Object, non_empty, truthy};

const NAMES: &[(&str, &str)] = &[
    ("enabled", "enabled"),
    ("host", "host"),
    ("port", "port"),
    ("protocol", "protocol"),
    ("username", "username"),
    ("password", "password"),
];

pub(crate) fn set(instance: &mut Instance, body: &Object, options: &ServerOptions) -> ApiResult {
    let release = Release::of(options);
    PROXY.check(body, release.events())?;
    let mut sent = body.clone();
    if !truthy(body.get("enabled")) {
        for (name, _) in &NAMES[1..] {
            sent.insert((*name).to_owned(), "".into());
        }
    } else {
        proxy_test::check(options, body, release.proxy_protocols())?;
    }
    store(instance, &sent);
    Ok(Reply::created(json!({"proxy": {"instanceName": instance.name, "proxy": sent}})))
}

fn store(instance: &mut Instance, sent: &Object) {
    let old = instance.group("proxy").cloned();
    let mut values = row_values(old.as_ref());
    copy_renamed(&mut values, sent, NAMES);
    if values.len() == NAMES.len() {
        let row = to_row(old.as_ref(), values, &instance.id);
        instance.put_group("proxy", row);
    }
}

/// An address that is not complete is ignored without an error.
pub(crate) fn from_create(
    instance: &mut Instance,
    data: &Object,
    options: &ServerOptions,
) -> ApiResult<()> {
    let names = [("proxyHost", "host"), ("proxyPort", "port"), ("proxyProtocol", "protocol")];
    if names.iter().any(|(name, _)| non_empty(data, name).is_none()) {
        return Ok(());
    }
    let mut sent = Object::new();
    sent.insert("enabled".to_owned(), Value::Bool(true));
    copy_renamed(&mut sent, data, &names);
    copy_renamed(&mut sent, data, &[("proxyUsername", "username"), ("proxyPassword", "password")]);
    proxy_test::check(options, &sent, Release::of(options).proxy_protocols())?;
    store(instance, &sent);
    Ok(())
}
