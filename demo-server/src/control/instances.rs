//! Instances that tests read, create, change and remove without the server's own calls.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::control::body::{
    ControlResult, MountQuery, bad_request, no_such_instance, required, split,
};
use crate::control::seed::{self, Seed};
use crate::state::app::AppState;
use crate::state::kind::ServerKind;
use crate::state::state_changes;

pub(crate) async fn list(
    State(app): State<Arc<AppState>>,
    Query(query): Query<MountQuery>,
) -> ControlResult {
    let mut mount = app.mount(required(query.mount)?);
    state_changes::catch_up(&mut mount);
    let rows = mount.instances.iter().map(|one| {
        json!({
            "name": one.name,
            "state": one.pairing.state,
            "listed_state": one.pairing.listed_state,
            "is_being_deleted": one.deletion.is_some(),
        })
    });
    Ok(Json(rows.collect::<Vec<Value>>().into()))
}

pub(crate) async fn put(State(app): State<Arc<AppState>>, body: String) -> ControlResult {
    let (kind, members) = split(&body)?;
    let kind = required(kind)?;
    let seed: Seed = serde_json::from_value(members.into()).map_err(bad_request)?;
    let count = seed::apply(&mut app.mount(kind), &seed).map_err(bad_request)?;
    app.save();
    Ok(Json(json!({"count": count})))
}

#[derive(Debug, Deserialize)]
pub(crate) struct InstanceQuery {
    mount: Option<ServerKind>,
    /// All instances when left out.
    instance: Option<String>,
}

/// Removes instances at once, also those that are being deleted.
pub(crate) async fn remove(
    State(app): State<Arc<AppState>>,
    Query(query): Query<InstanceQuery>,
) -> ControlResult {
    let removed = {
        let mut mount = app.mount(required(query.mount)?);
        let before = mount.instances.len();
        match &query.instance {
            Some(name) => mount.remove(name),
            None => mount.instances.clear(),
        }
        before - mount.instances.len()
    };
    if removed == 0 && query.instance.is_some() {
        return Err(no_such_instance());
    }
    app.save();
    Ok(Json(json!({"removed": removed})))
}
