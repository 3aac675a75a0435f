//! The control API under `/__demo`, for tests: reset, options, faults, held calls, instances, the
//! phone, and the requests that arrived. It is open to every origin, and no fault hits it. This
//! folder imports [`crate::state`] and [`crate::servers`].
//!
//! - this file: the routes, and the handlers that fit into a few lines
//! - `instances`, `seed`: instances that no request created
//! - `sessions`: conversations with bots
//! - `state_changes`: states that change without a request
//! - `held`: releases held calls
//! - `body`: what all handlers read and answer

mod body;
mod held;
mod instances;
mod seed;
mod sessions;
mod state_changes;

use std::sync::Arc;

use axum::extract::{Query, Request, State};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::control::body::{
    ControlResult, MountQuery, bad_request, failure, no_such_instance, one_or_all, required, split,
};
use crate::servers;
use crate::state::app::AppState;
use crate::state::faults::Fault;
use crate::state::kind::ServerKind;
use crate::state::pairing::{self, PhoneAction};
use crate::state::request_log::LoggedRequest;

pub fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/__demo/reset", post(reset))
        .route("/__demo/restart", post(restart))
        .route("/__demo/options", get(read_options).post(set_options))
        .route("/__demo/requests", get(requests))
        .route("/__demo/creations", get(creations))
        .route("/__demo/phone", post(phone))
        .route("/__demo/faults", get(read_faults).post(add_fault).delete(clear_faults))
        .route("/__demo/held", get(held::list))
        .route("/__demo/release", post(held::release))
        .route(
            "/__demo/instances",
            get(instances::list).post(instances::put).delete(instances::remove),
        )
        .route("/__demo/sessions", post(sessions::start))
        .route("/__demo/state_changes", post(state_changes::make))
        .layer(middleware::from_fn(open_to_all))
}

/// Gives the servers the instances that they start with.
pub fn fill_all(app: &AppState) {
    for kind in ServerKind::ALL {
        seed::fill(app, kind);
    }
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

async fn reset(State(app): State<Arc<AppState>>, body: String) -> ControlResult {
    let (kind, _) = split(&body)?;
    for kind in one_or_all(kind) {
        app.reset(kind);
        seed::fill(&app, kind);
    }
    Ok(Json(json!({"ok": true})))
}

async fn restart(State(app): State<Arc<AppState>>, body: String) -> ControlResult {
    let (kind, _) = split(&body)?;
    for kind in one_or_all(kind) {
        servers::restart(&mut app.mount(kind));
    }
    app.save();
    Ok(Json(json!({"ok": true})))
}

async fn set_options(State(app): State<Arc<AppState>>, body: String) -> ControlResult {
    let (kind, members) = split(&body)?;
    let mut mount = app.mount(required(kind)?);
    mount.options.patch(&members).map_err(bad_request)?;
    Ok(Json(json!(mount.options)))
}

async fn read_options(
    State(app): State<Arc<AppState>>,
    Query(query): Query<MountQuery>,
) -> ControlResult {
    Ok(Json(json!(app.mount(required(query.mount)?).options)))
}

async fn requests(
    State(app): State<Arc<AppState>>,
    Query(query): Query<MountQuery>,
) -> Json<Vec<LoggedRequest>> {
    let kinds = one_or_all(query.mount).into_iter();
    let mut all: Vec<LoggedRequest> =
        kinds.flat_map(|kind| app.mount(kind).log.entries().to_vec()).collect();
    all.sort_by_key(|one| one.id);
    Json(all)
}

async fn creations(
    State(app): State<Arc<AppState>>,
    Query(query): Query<MountQuery>,
) -> ControlResult {
    Ok(Json(json!(app.mount(required(query.mount)?).creations.by_name())))
}

#[derive(Debug, Deserialize)]
struct PhoneCommand {
    instance: String,
    action: PhoneAction,
}

async fn phone(State(app): State<Arc<AppState>>, body: String) -> ControlResult {
    let (kind, members) = split(&body)?;
    let command: PhoneCommand = serde_json::from_value(members.into()).map_err(bad_request)?;
    let answer = {
        let mut mount = app.mount(required(kind)?);
        mount.finish_deletions();
        let instance = mount.find_mut(&command.instance).ok_or_else(no_such_instance)?;
        pairing::apply_phone(instance, command.action)
            .map_err(|text| failure(StatusCode::CONFLICT, text))?;
        json!({"state": instance.pairing.state, "count": instance.pairing.qr_count})
    };
    app.save();
    Ok(Json(answer))
}

async fn add_fault(State(app): State<Arc<AppState>>, body: String) -> ControlResult {
    let (kind, members) = split(&body)?;
    let fault: Fault = serde_json::from_value(members.into()).map_err(bad_request)?;
    let mut mount = app.mount(required(kind)?);
    mount.faults.push(fault);
    Ok(Json(json!(mount.faults)))
}

async fn read_faults(
    State(app): State<Arc<AppState>>,
    Query(query): Query<MountQuery>,
) -> ControlResult {
    Ok(Json(json!(app.mount(required(query.mount)?).faults)))
}

async fn clear_faults(
    State(app): State<Arc<AppState>>,
    Query(query): Query<MountQuery>,
) -> Json<Value> {
    for kind in one_or_all(query.mount) {
        app.mount(kind).faults.clear();
    }
    Json(json!({"ok": true}))
}
