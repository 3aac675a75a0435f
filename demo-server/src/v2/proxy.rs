//! The proxy of 2.3.6. Its columns for user and password may not be empty, nobody waits for the
//! write, and so a set without them is answered with 201 and lost.

use serde_json::{Value, json};

use super::rows::{bare, laid_over, stamped};
use super::schemas::PROXY;
use crate::instance::Instance;
use crate::js::{Object, filled, truthy};
use crate::options::Options;
use crate::reply::{self, Outcome, Reply};

const NAMES: &[(&str, &str)] = &[
    ("enabled", "enabled"),
    ("host", "host"),
    ("port", "port"),
    ("protocol", "protocol"),
    ("username", "username"),
    ("password", "password"),
];

pub(super) fn set(instance: &mut Instance, body: &Object, options: &Options) -> Outcome {
    PROXY.check(body)?;
    let mut sent = body.clone();
    if !truthy(body.get("enabled")) {
        for (name, _) in &NAMES[1..] {
            sent.insert((*name).to_owned(), "".into());
        }
    } else if !options.reaches(body) {
        return Err(reply::refused("Invalid proxy"));
    }
    store(instance, &sent);
    Ok(Reply::created(json!({"proxy": {"instanceName": instance.name, "proxy": sent}})))
}

fn store(instance: &mut Instance, sent: &Object) {
    let old = instance.group("proxy").cloned();
    let mut values = bare(old.as_ref());
    laid_over(&mut values, sent, NAMES);
    if values.len() == NAMES.len() {
        let row = stamped(old.as_ref(), values, &instance.id);
        instance.put_group("proxy", row);
    }
}

/// Only a complete address counts; anything less is dropped in silence.
pub(super) fn from_create(
    instance: &mut Instance,
    data: &Object,
    options: &Options,
) -> Outcome<()> {
    let names = [("proxyHost", "host"), ("proxyPort", "port"), ("proxyProtocol", "protocol")];
    if names.iter().any(|(name, _)| filled(data, name).is_none()) {
        return Ok(());
    }
    let mut sent = Object::new();
    sent.insert("enabled".to_owned(), Value::Bool(true));
    laid_over(&mut sent, data, &names);
    laid_over(&mut sent, data, &[("proxyUsername", "username"), ("proxyPassword", "password")]);
    if !options.reaches(&sent) {
        return Err(reply::refused("Invalid proxy"));
    }
    store(instance, &sent);
    Ok(())
}
