//! Changes the states of some instances, as time does when the option orders it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::json;

use crate::control::body::{ControlResult, bad_request, required, split};
use crate::state::app::AppState;
use crate::state::state_changes;

/// More names would make a long answer.
const MOST: u64 = 10_000;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeCommand {
    /// How many changes; 1 when left out.
    count: Option<u64>,
}

pub(crate) async fn make(State(app): State<Arc<AppState>>, body: String) -> ControlResult {
    let (kind, members) = split(&body)?;
    let kind = required(kind)?;
    let ChangeCommand { count } = serde_json::from_value(members.into()).map_err(bad_request)?;
    let count = count.unwrap_or(1).min(MOST);
    let names = state_changes::change(&mut app.mount(kind), count);
    app.save();
    Ok(Json(json!({"changed": names})))
}
