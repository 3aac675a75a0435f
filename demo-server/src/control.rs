//! The control API under `/__demo`, for tests: reset, options, the requests received, the phone,
//! and faults. It is open to every origin, and no mount or fault touches it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Query, Request, State};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::app::App;
use crate::connection::{self, Phone};
use crate::faults::Fault;
use crate::mount::Kind;

/// One request as it came in, and how it was answered.
#[derive(Clone, Debug, Serialize)]
pub struct Seen {
    pub id: u64,
    pub at: u64,
    pub mount: Kind,
    pub method: String,
    /// With the query, without the mount's prefix.
    pub path: String,
    pub headers: BTreeMap<String, String>,
    /// Byte for byte as far as it is UTF-8.
    pub body: String,
    /// `null` while it is being answered, and for good when the connection was cut.
    pub status: Option<u16>,
    pub fault: Option<&'static str>,
}

type Failed = (StatusCode, Json<Value>);
type Answer = Result<Json<Value>, Failed>;

pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/__demo/reset", post(reset))
        .route("/__demo/options", get(read_options).post(set_options))
        .route("/__demo/requests", get(requests))
        .route("/__demo/phone", post(phone))
        .route("/__demo/faults", get(read_faults).post(add_fault).delete(clear_faults))
        .layer(middleware::from_fn(open_to_all))
}

async fn open_to_all(request: Request, next: Next) -> Response {
    let mut response = if request.method() == Method::OPTIONS {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    let star = HeaderValue::from_static("*");
    let headers = response.headers_mut();
    headers.insert("access-control-allow-origin", star.clone());
    headers.insert("access-control-allow-headers", star.clone());
    headers.insert("access-control-allow-methods", star);
    response
}

fn failed(status: StatusCode, text: impl Into<String>) -> Failed {
    (status, Json(json!({"error": text.into()})))
}

fn bad(text: impl std::fmt::Display) -> Failed {
    failed(StatusCode::BAD_REQUEST, format!("{text}"))
}

/// The body as an object, and the mount it names. No body at all is an empty object.
fn split(body: &str) -> Result<(Option<Kind>, Map<String, Value>), Failed> {
    let text = if body.trim().is_empty() { "{}" } else { body };
    let mut members: Map<String, Value> = serde_json::from_str(text).map_err(bad)?;
    let mount = members.remove("mount");
    let kind = mount.map(serde_json::from_value).transpose().map_err(bad)?;
    Ok((kind, members))
}

fn named(kind: Option<Kind>) -> Result<Kind, Failed> {
    kind.ok_or_else(|| bad("mount is missing: v1, v2 or whatsapp"))
}

fn kinds(kind: Option<Kind>) -> Vec<Kind> {
    kind.map_or_else(|| Kind::ALL.to_vec(), |one| vec![one])
}

async fn reset(State(app): State<Arc<App>>, body: String) -> Answer {
    let (kind, _) = split(&body)?;
    for kind in kinds(kind) {
        app.reset(kind);
    }
    Ok(Json(json!({"ok": true})))
}

async fn set_options(State(app): State<Arc<App>>, body: String) -> Answer {
    let (kind, members) = split(&body)?;
    let mut mount = app.mount(named(kind)?);
    mount.options.patch(&members).map_err(bad)?;
    Ok(Json(json!(mount.options)))
}

#[derive(Debug, serde::Deserialize)]
struct Which {
    mount: Option<Kind>,
}

async fn read_options(State(app): State<Arc<App>>, Query(which): Query<Which>) -> Answer {
    Ok(Json(json!(app.mount(named(which.mount)?).options)))
}

async fn requests(State(app): State<Arc<App>>, Query(which): Query<Which>) -> Json<Vec<Seen>> {
    let mut all: Vec<Seen> =
        kinds(which.mount).into_iter().flat_map(|kind| app.mount(kind).seen.clone()).collect();
    all.sort_by_key(|one| one.id);
    Json(all)
}

#[derive(Debug, serde::Deserialize)]
struct Call {
    instance: String,
    action: Phone,
}

async fn phone(State(app): State<Arc<App>>, body: String) -> Answer {
    let (kind, members) = split(&body)?;
    let call: Call = serde_json::from_value(members.into()).map_err(bad)?;
    let answer = {
        let mut mount = app.mount(named(kind)?);
        mount.sweep();
        let instance = mount
            .find_mut(&call.instance)
            .ok_or_else(|| failed(StatusCode::NOT_FOUND, "no such instance"))?;
        connection::phone(instance, call.action)
            .map_err(|text| failed(StatusCode::CONFLICT, text))?;
        json!({"state": instance.link.state, "count": instance.link.qr_count})
    };
    app.save();
    Ok(Json(answer))
}

async fn add_fault(State(app): State<Arc<App>>, body: String) -> Answer {
    let (kind, members) = split(&body)?;
    let fault: Fault = serde_json::from_value(members.into()).map_err(bad)?;
    let mut mount = app.mount(named(kind)?);
    mount.faults.push(fault);
    Ok(Json(json!(mount.faults)))
}

async fn read_faults(State(app): State<Arc<App>>, Query(which): Query<Which>) -> Answer {
    Ok(Json(json!(app.mount(named(which.mount)?).faults)))
}

async fn clear_faults(State(app): State<Arc<App>>, Query(which): Query<Which>) -> Json<Value> {
    for kind in kinds(which.mount) {
        app.mount(kind).faults.clear();
    }
    Json(json!({"ok": true}))
}
