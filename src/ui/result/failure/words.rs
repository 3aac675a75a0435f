//! A failed call in words: one sentence of cause, one of cure, and a report for whoever helps.

use crate::domain::http::json_print;
use crate::domain::http::request::HttpCall;
use crate::domain::http::secret::{masked_body, without};
use crate::domain::reply::error::ApiError;
use crate::domain::reply::error_parser::shortened;
use crate::domain::schema::fields::Field;
use crate::ui::kit::i18n::{duration, fill, filled_key, key, label, t, tf};

/// What is known around the failure: the call that failed and how long it could take.
#[derive(Clone, Debug)]
pub struct Failed {
    pub call: HttpCall,
    pub limit_ms: u32,
    /// The server's dialect and version, as far as they are known
    pub server: String,
    /// Texts that must not be seen in clear: the key, and every secret of the form
    pub secrets: Vec<String>,
}

#[must_use]
pub fn cause(error: &ApiError, failed: &Failed) -> String {
    sentence(error, failed, "cause")
}

#[must_use]
pub fn cure(error: &ApiError, failed: &Failed) -> String {
    sentence(error, failed, "cure")
}

fn sentence(error: &ApiError, failed: &Failed, part: &str) -> String {
    let origin = leptos::prelude::window().location().origin().unwrap_or_default();
    let limit = duration(failed.limit_ms);
    let subject = error.subject.clone().unwrap_or_default();
    let subject = match error.field {
        Some(field) if field != Field::InstanceName => label(field),
        _ => subject,
    };
    let variable = format!("{}_ENABLED", subject.to_ascii_uppercase());
    let values = [
        ("origin", origin.as_str()),
        ("limit", &limit),
        ("subject", &subject),
        ("variable", &variable),
    ];
    fill(&format!("error.{}.{part}", error.case.id()), &values)
}

/// What the server said, shortened, with every secret masked.
#[must_use]
pub fn said(error: &ApiError, failed: &Failed) -> Vec<String> {
    error.messages.iter().map(|message| clean(&shortened(message), failed)).collect()
}

/// The answer as it came, secrets masked.
#[must_use]
pub fn body(error: &ApiError, failed: &Failed) -> String {
    let text = match serde_json::from_str(&error.body) {
        Ok(value) => json_print::text(&masked_body(&value)),
        Err(_) => error.body.clone(),
    };
    clean(&text, failed)
}

#[must_use]
pub fn status(error: &ApiError) -> String {
    match error.status {
        Some(status) => tf!("failure.status", status = &status.to_string()),
        None => t(key!("failure.no_status")),
    }
}

/// Method, path, status, answer and versions, for a bug report. It contains neither a secret nor the
/// server's address.
#[must_use]
pub fn report(error: &ApiError, failed: &Failed) -> String {
    let call = &failed.call;
    let rest = call.url.split_once("://").map_or(&*call.url, |(_, rest)| rest);
    let path = rest.find('/').map_or("/", |at| &rest[at..]);
    let versions = [("server", failed.server.as_str()), ("panel", env!("CARGO_PKG_VERSION"))];
    let text = format!(
        "{} {path}\n{}\n{}\n{}\n{}",
        call.method.name(),
        status(error),
        cause(error, failed),
        fill(filled_key!("failure.versions", server, panel), &versions),
        body(error, failed),
    );
    clean(&text, failed)
}

fn clean(text: &str, failed: &Failed) -> String {
    let secrets: Vec<&str> = failed.secrets.iter().map(String::as_str).collect();
    without(text, &secrets)
}
