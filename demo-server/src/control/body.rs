//! The bodies and failures of the control API.

use axum::Json;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::state::kind::ServerKind;

pub(crate) type Failure = (StatusCode, Json<Value>);
pub(crate) type ControlResult = Result<Json<Value>, Failure>;

pub(crate) fn failure(status: StatusCode, text: impl Into<String>) -> Failure {
    (status, Json(json!({"error": text.into()})))
}

pub(crate) fn bad_request(text: impl std::fmt::Display) -> Failure {
    failure(StatusCode::BAD_REQUEST, format!("{text}"))
}

pub(crate) fn no_such_instance() -> Failure {
    failure(StatusCode::NOT_FOUND, "no such instance")
}

/// Splits a body into the mount that it names and its other members. An empty body is an empty
/// object.
pub(crate) fn split(body: &str) -> Result<(Option<ServerKind>, Map<String, Value>), Failure> {
    let text = if body.trim().is_empty() { "{}" } else { body };
    let mut members: Map<String, Value> = serde_json::from_str(text).map_err(bad_request)?;
    let mount = members.remove("mount");
    let kind = mount.map(serde_json::from_value).transpose().map_err(bad_request)?;
    Ok((kind, members))
}

pub(crate) fn required(kind: Option<ServerKind>) -> Result<ServerKind, Failure> {
    kind.ok_or_else(|| bad_request("mount is missing: v1, v2 or whatsapp"))
}

/// The query `?mount=`.
#[derive(Debug, Deserialize)]
pub(crate) struct MountQuery {
    pub(crate) mount: Option<ServerKind>,
}

/// The mount that is named, or all.
pub(crate) fn one_or_all(kind: Option<ServerKind>) -> Vec<ServerKind> {
    kind.map_or_else(|| ServerKind::ALL.to_vec(), |one| vec![one])
}
