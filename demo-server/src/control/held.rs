//! Held calls: which ones wait, and their release.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::json;

use crate::control::body::{ControlResult, MountQuery, bad_request, required, split};
use crate::state::app::AppState;

pub(crate) async fn list(
    State(app): State<Arc<AppState>>,
    Query(query): Query<MountQuery>,
) -> ControlResult {
    Ok(Json(json!(app.mount(required(query.mount)?).held)))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReleaseCommand {
    /// One call; all when left out.
    id: Option<u64>,
}

/// Releases calls one after the other, the oldest first. When this answers, their work is done.
pub(crate) async fn release(State(app): State<Arc<AppState>>, body: String) -> ControlResult {
    let (kind, members) = split(&body)?;
    let kind = required(kind)?;
    let ReleaseCommand { id } = serde_json::from_value(members.into()).map_err(bad_request)?;
    let calls = {
        let mut mount = app.mount(kind);
        let all = std::mem::take(&mut mount.held);
        let (released, kept) = all.into_iter().partition(|call| id.is_none_or(|id| call.id == id));
        mount.held = kept;
        let released: Vec<_> = released;
        released
    };
    let count = calls.len();
    for call in calls {
        call.release().await;
    }
    Ok(Json(json!({"released": count})))
}
